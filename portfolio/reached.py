"""When a milestone that is measured from day to day is reached. Pure.

The rule is the order for this issue ("Everybody's part, once through", 2b): a reading of a tool is the number of people in
the seven days that end that day; a tool is reached with 100 or more in the last reading of four weeks running, Monday to
Sunday; an article is reached at 50,000 views.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

Point = tuple[date, int]

WEEKS: Final = 4
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Reached:
    """`on` is the day of the reading with which it was reached, None until then.

    `weeks` are those in a row up to the last reading that count, None where weeks have no part in the rule.
    """

    on: date | None
    weeks: int | None = None


Rule = Callable[[Iterable[Point]], Reached]


def four_weeks_running(least: int) -> Rule:
    """`least` or more in the last reading of four weeks running. Of a week that is not over, the last one so far."""

    def judge(points: Iterable[Point]) -> Reached:
        lasts = {monday_of(day): (day, value) for day, value in sorted(points)}
        reached, running, before = None, 0, None
        for monday, (day, value) in lasts.items():
            follows = before is not None and monday - before == _WEEK
            running = (running if follows else 0) + 1 if value >= least else 0
            before = monday
            if running == WEEKS and reached is None:
                reached = day
        return Reached(reached, running)

    return judge


def once(least: int) -> Rule:
    """`least` or more in any reading."""

    def judge(points: Iterable[Point]) -> Reached:
        return Reached(min((day for day, value in points if value >= least), default=None))

    return judge


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
