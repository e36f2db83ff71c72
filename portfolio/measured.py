"""What was measured of a milestone, put into a picture and words: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from kit.charts.curve import spark
from kit.charts.series import Goal, series
from kit.dates import say_date
from kit.words import say_number, say_round
from portfolio.kinds import Series
from portfolio.reached import Point


@dataclass(frozen=True, slots=True)
class Measured:
    """`last` is the last value in a sentence, `stands` how far the goal is."""

    picture: Markup
    last: str
    stands: str


def measured(kind: Series, points: Sequence[Point], today: date) -> Measured | None:
    """All readings, oldest first, as the milestone's own page shows them; None while there are none."""
    if not points:
        return None
    day, value = points[-1]
    last, stands = str(kind.says(value, day)), str(kind.stands(value, kind.rule(points)))
    picture = series(
        points,
        goals=[Goal(goal, say_round(goal)) for goal in goals_in_sight(kind, points)],
        last=say_number(value),
        ends=(say_date(points[0][0], today), say_date(day, today)),
        says=f"{last} {stands}",
    )
    return Measured(picture, last, stands)


def small(kind: Series, points: Sequence[Point]) -> Measured | None:
    """The latest readings, oldest first, as they stand in a row of milestones."""
    if not points:
        return None
    day, value = points[-1]
    last = str(kind.says(value, day))
    return Measured(spark([v for _d, v in points], goal=goals_in_sight(kind, points)[-1], says=last), last, "")


def goals_in_sight(kind: Series, points: Sequence[Point]) -> list[int]:
    """Those that were reached and the next one: farther ones would press the line to the ground."""
    highest = max(value for _day, value in points)
    passed = [goal for goal in kind.lines if goal <= highest]
    return [*passed, *[goal for goal in kind.lines if goal > highest][:1]]
