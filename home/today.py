"""What Today says to one learner: pure, from where they stand, the trail and the day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from home.waiting import Waits
from peers.matching import Peer
from roadmap.plan import Plan, Planned
from roadmap.planning import legs_of
from roadmap.replanning import LATELY, Offers, hours_lately, lighter_hours, offers
from roadmap.trail import Step, Trail
from roadmap.walking import Walking

QUIET_FROM: Final = timedelta(days=21)  # since when somebody is greeted as coming back


@dataclass(frozen=True, slots=True)
class LastEntry:
    """The newest entry: its day, its step (None without) and the beginning of its HTML."""

    day: date
    step: int | None
    html: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a learner stands, and their log of the last weeks."""

    walking: Walking
    minutes: Mapping[date, int]  # by day, from the Monday four weeks back on
    last: LastEntry | None
    projects: tuple[tuple[str, str], ...]  # id and title, as the log box offers them
    visibility: str  # as what was written last has it
    people: tuple[Peer, ...] = ()  # up to three
    waits: Waits = field(default_factory=Waits)


@dataclass(frozen=True)
class Today:
    """One learner's day."""

    standing: Standing
    trail: Trail
    day: date

    @cached_property
    def plan(self) -> Plan | None:
        """The plan; None for who is not enrolled."""
        return self.standing.walking.plan(self.trail)

    @property
    def upcoming(self) -> Planned | None:
        return self.plan.next if self.plan else None

    @property
    def step(self) -> Step | None:
        """The one next thing to do."""
        return self.trail.step_by_id.get(self.upcoming.step) if self.upcoming else None

    @property
    def is_late(self) -> bool:
        return self.plan is not None and self.plan.days_late(self.day) > 0

    @cached_property
    def offers(self) -> Offers | None:
        """The ways to draw a late plan anew."""
        walks = self.standing.walking
        if walks.pace is None or not self.is_late:
            return None
        hours = lighter_hours(self.hours_lately, walks.pace.hours_a_week)
        return offers(legs_of(self.trail), walks.pace, walks.walked, today=self.day, lighter_hours=hours)

    @cached_property
    def states(self) -> Mapping[int, str]:
        """By step: how the trail's marks are painted."""
        return self.standing.walking.marks(self.plan)

    @property
    def hours_lately(self) -> float:
        """Hours a week, over the last four."""
        return hours_lately(self.standing.minutes, self.day)

    @property
    def is_begun(self) -> bool:
        """Whether the next step is being walked already."""
        return self.step is not None and self.standing.walking.states.get(self.step.id) == "doing"

    @property
    def is_first_day(self) -> bool:
        return self.standing.last is None

    @property
    def weeks_away(self) -> int:
        """Whole weeks since the last entry, from three on; 0 for who was here lately."""
        away = self.day - self.standing.last.day if self.standing.last else timedelta()
        return away.days // 7 if away >= QUIET_FROM else 0

    @property
    def week(self) -> list[tuple[date, int]]:
        """The days of the week it is, Monday first, with their minutes."""
        monday = self.day - timedelta(days=self.day.weekday())
        days = [monday + timedelta(days=number) for number in range(7)]
        return [(day, self.standing.minutes.get(day, 0)) for day in days]

    @property
    def minutes_this_week(self) -> int:
        return sum(minutes for _day, minutes in self.week)

    @property
    def days_lately(self) -> int:
        """How many of the last 28 days have an entry."""
        return sum(1 for day in self.standing.minutes if self.day - LATELY < day <= self.day)

    @property
    def last_on_step(self) -> str:
        """The beginning of the newest entry, as HTML that may be cut off, if it is about the next step."""
        last = self.standing.last
        return last.html if last and self.upcoming and last.step == self.upcoming.step else ""
