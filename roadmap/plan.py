"""The plan: dates computed from the steps' effort, an enrollment and its progress. Pure; today only decides what is late.

Hours are spread evenly over the weekdays that are not rest days. What is done counts on the day it was done, so finishing
early moves the rest forward and finishing late moves it back; what is skipped takes no time.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Leg:
    """What the plan needs to know of a step: where it stands and its effort in hours."""

    step: int
    phase_place: int
    hours: Fraction


@dataclass(frozen=True, slots=True)
class Pace:
    """How somebody walks: from which phase and day on, hours a week, weekdays (Monday 0) without work."""

    first_phase_place: int
    planned_from: date
    hours_a_week: int
    rest_weekdays: AbstractSet[int] = frozenset()
    own_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Walked:
    """One step's progress: done on a day, or skipped, or being done (neither)."""

    done_on: date | None = None
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A step with its date: `passed` lies behind (done, skipped or before the first phase)."""

    step: int
    phase_place: int
    due_on: date
    passed: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in order, each with its date."""

    steps: tuple[Planned, ...]

    @property
    def next(self) -> Planned | None:
        """The first step still ahead, or None at the end of the trail."""
        return next((planned for planned in self.steps if not planned.passed), None)

    @property
    def ends_on(self) -> date | None:
        """The day of the last step that has a date."""
        return self.steps[-1].due_on if self.steps else None

    def days_late(self, today: date) -> int:
        """Days since the next step's date; 0 when it has not passed."""
        return max(0, (today - self.next.due_on).days) if self.next else 0


def draw(legs: Sequence[Leg], pace: Pace, walked: Mapping[int, Walked]) -> Plan:
    """The plan of somebody who walks `legs` (in trail order) at `pace` and has `walked` so far (by step)."""
    clock = _Clock(pace)
    own = pace.own_due_on
    planned: list[Planned] = []
    for leg in legs:
        done = walked.get(leg.step, Walked())
        passed = done.skipped or done.done_on is not None or leg.phase_place < pace.first_phase_place
        if done.done_on is not None:
            clock.jump(done.done_on)
        elif not passed and own is not None:
            clock.jump(own)
            own = None
        elif not passed:
            clock.work(leg.hours)
        planned.append(Planned(leg.step, leg.phase_place, clock.day, passed))
    return Plan(tuple(planned))


class _Clock:
    """A day that only moves forward, by hours of work or to a given day."""

    def __init__(self, pace: Pace) -> None:
        self._works = [weekday not in pace.rest_weekdays for weekday in range(7)]
        self._hours_a_day = Fraction(pace.hours_a_week, sum(self._works))
        self._base = pace.planned_from  # work is counted from this day on, itself included
        self._worked = Fraction(0)
        self.day = pace.planned_from

    def jump(self, day: date) -> None:
        """To the end of `day`, unless it is already later than that."""
        if day >= self.day:
            self.day, self._base, self._worked = day, day + DAY, Fraction(0)

    def work(self, hours: Fraction) -> None:
        """On by so many hours of work."""
        self._worked += hours
        self.day = max(self.day, self._nth_working_day(ceil(self._worked / self._hours_a_day)))

    def _nth_working_day(self, number: int) -> date:
        weeks, left = divmod(number - 1, sum(self._works))
        day = self._base + timedelta(weeks=weeks)
        while not self._works[day.weekday()]:
            day += DAY
        for _ in range(left):
            day += DAY
            while not self._works[day.weekday()]:
                day += DAY
        return day
