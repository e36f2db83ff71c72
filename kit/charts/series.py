"""Values by day as a line on its way to goals: twice, for a wide window and for a phone, so that words keep their size."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from kit.charts import words

MOST_POINTS: Final = 160  # more cannot be told apart
_SIZE: Final = 13

Point = tuple[date, int]


@dataclass(frozen=True, slots=True)
class Goal:
    """A value worth a line, and how it is said."""

    value: int
    said: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper it is drawn on, in px."""

    css: str
    width: int
    height: int
    foot: int = 24
    top: int = 14


WIDE: Final = Sheet("wide-only", 640, 200)
PHONE: Final = Sheet("phone-only", 340, 170)


def series(points: Sequence[Point], *, goals: Sequence[Goal], last: str, ends: tuple[str, str], says: str) -> Markup:
    """The points, which are at least one and in order of their days; goals dotted, each with its number at the axis.

    `last` names the last value, `ends` the first and the last day, `says` is the sentence that stands for the picture.
    """
    return Markup("").join(_drawn(sheet, _thinned(points), goals, last, ends, says) for sheet in (WIDE, PHONE))


def _drawn(  # noqa: PLR0913, PLR0917 - as they came
    sheet: Sheet, points: Sequence[Point], goals: Sequence[Goal], last: str, ends: tuple[str, str], says: str
) -> Markup:
    left = max((words.width(goal.said, _SIZE) for goal in goals), default=0) + 10
    right = sheet.width - words.width(last, _SIZE) - 14
    base = sheet.height - sheet.foot
    highest = max([value for _day, value in points] + [goal.value for goal in goals] + [1])
    first, span = points[0][0], max(1, (points[-1][0] - points[0][0]).days)

    def x(day: date) -> float:
        return left + (right - left) * (day - first).days / span if len(points) > 1 else left

    def y(value: int) -> float:
        return base - (base - sheet.top) * value / highest

    places = [(x(day), y(value)) for day, value in points]
    lines = Markup("").join(_goal(sheet, left, y(goal.value), goal) for goal in goals)
    line = "L".join(f"{across:.1f} {down:.1f}" for across, down in places)
    across, down = places[-1]
    return Markup(
        '<svg class="series {}" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<path class="base" d="M{:.0f} {}H{}"/>{}<path class="line" d="M{}"/>'
        '<circle cx="{:.1f}" cy="{:.1f}" r="3"/><text class="last" x="{:.1f}" y="{:.1f}">{}</text>{}</svg>'
    ).format(
        *(sheet.css, sheet.width, sheet.height, says),
        *(left, base, sheet.width, lines, line),
        *(across, down, across + 8, down + 4, last, _days(sheet, left, across, ends)),
    )


def _goal(sheet: Sheet, left: float, y: float, goal: Goal) -> Markup:
    return Markup(
        '<path class="goal" d="M{:.0f} {:.1f}H{}"/><text x="{:.0f}" y="{:.1f}" text-anchor="end">{}</text>'
    ).format(left, y, sheet.width, left - 6, y + 4, goal.said)


def _days(sheet: Sheet, left: float, right: float, ends: tuple[str, str]) -> Markup:
    """The first day under the beginning; the last one under the end, where both find room."""
    y = sheet.height - 6
    begin = Markup('<text x="{:.0f}" y="{}">{}</text>').format(left, y, ends[0])
    room = right - left - words.width(ends[0], _SIZE) - words.width(ends[1], _SIZE)
    if room < 12:
        return begin
    return begin + Markup('<text x="{:.0f}" y="{}" text-anchor="end">{}</text>').format(right, y, ends[1])


def _thinned(points: Sequence[Point]) -> Sequence[Point]:
    """As many as can be told apart, the last of each stretch, the first of all kept."""
    if len(points) <= MOST_POINTS:
        return points
    by_stretch = {number * (MOST_POINTS - 1) // len(points): point for number, point in enumerate(points)}
    return [points[0], *by_stretch.values()]
