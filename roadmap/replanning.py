"""Three ways to draw a late plan anew, each with the day it would end on. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from roadmap.plan import Leg, Pace, Walked, draw

LATELY: Final = timedelta(weeks=4)  # over which the hours really there are counted
ONE_MORE_WEEK: Final = timedelta(weeks=1)  # what is offered first as the next step's own date


@dataclass(frozen=True, slots=True)
class Offers:
    """Later: the same hours, from today. Lighter: fewer hours, from today. This step: a date for it, the rest follows."""

    later_ends_on: date | None
    lighter_hours: int
    lighter_ends_on: date | None
    step_due_on: date
    step_ends_on: date | None


def offers(legs: Sequence[Leg], pace: Pace, walked: Mapping[int, Walked], *, today: date, lighter_hours: int) -> Offers:
    """What each way would mean for somebody who really had `lighter_hours` a week lately."""
    later = replace(pace, planned_from=today, own_due_on=None)
    lighter = replace(later, hours_a_week=lighter_hours)
    moved = replace(pace, own_due_on=today + ONE_MORE_WEEK)
    later_ends_on, lighter_ends_on, step_ends_on = (draw(legs, way, walked).ends_on for way in (later, lighter, moved))
    return Offers(later_ends_on, lighter_hours, lighter_ends_on, today + ONE_MORE_WEEK, step_ends_on)


def hours_lately(minutes: Mapping[date, int], today: date) -> float:
    """The hours a week really logged over the four weeks that end today, from minutes by day."""
    lately = sum(logged for day, logged in minutes.items() if today - LATELY < day <= today)
    return lately / 60 / (LATELY.days / 7)


def lighter_hours(lately: float, promised: int) -> int:
    """What to walk on with: the hours really there `lately`, or half of those promised where there were none."""
    return max(1, round(lately or promised / 2))
