"""The heat map of a year: a column a week, a square a day, in three steps."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

STEPS = (1, 60, 120)  # from how many minutes on a day is light, middle, full
_CELL, _TOP = 13, 18
_SQUARES = [f"M{n // 7 * _CELL + 1} {n % 7 * _CELL + 1 + _TOP}h8v8h-8z" for n in range(53 * 7)]  # by day, Monday first


@dataclass(frozen=True, slots=True)
class Month:
    """A row of the table beside the picture: the first of the month, days with an entry, minutes."""

    first: date
    days: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Year:
    """The picture for a wide window and for a phone, and the same in numbers."""

    wide: Markup
    narrow: Markup
    days: int
    minutes: int
    months: tuple[Month, ...]


def year(done: Mapping[date, int], *, until: date, says: str, month_name: Callable[[date], str]) -> Year:
    """The 53 weeks (26 on a phone) that end with the week of `until`, Monday first; `done` is minutes by day.

    A day that is in it counts, also when nobody took the time.

    `says` is the sentence that stands for the picture, `month_name` names the month a day is in.
    """
    first = _monday(until) - timedelta(weeks=52)
    within = {day: minutes for day, minutes in done.items() if first <= day <= until}
    return Year(
        wide=_drawn(within, until, 53, says, month_name),
        narrow=_drawn(within, until, 26, says, month_name),
        days=len(within),
        minutes=sum(within.values()),
        months=_months(within),
    )


def _months(done: Mapping[date, int]) -> tuple[Month, ...]:
    days, minutes = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for day, spent in done.items():
        month = (day.year, day.month)
        days[month] += 1
        minutes[month] += spent
    return tuple(Month(date(*month, 1), days[month], minutes[month]) for month in sorted(days, reverse=True))


def _drawn(done: Mapping[date, int], until: date, weeks: int, says: str, month_name: Callable[[date], str]) -> Markup:
    first = _monday(until) - timedelta(weeks=weeks - 1)
    levels = [0] * ((until - first).days + 1)
    for day, minutes in done.items():
        if day >= first:
            levels[(day - first).days] = max(1, sum(minutes >= step for step in STEPS))
    paths: list[list[str]] = [[] for _ in (0, *STEPS)]
    for level, square in zip(levels, _SQUARES, strict=False):
        paths[level].append(square)
    drawn = Markup("").join(
        Markup('<path class="l{}" d="{}"/>').format(level, "".join(squares))
        for level, squares in enumerate(paths)
        if squares
    )
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>').format(
        weeks * _CELL - 3, 7 * _CELL - 3 + _TOP, says, _names(first, weeks, month_name), drawn
    )


def _names(first: date, weeks: int, month_name: Callable[[date], str]) -> Markup:
    """The name of each month over the week it begins in; one that the next would touch is left out."""
    begins = [w for w in range(weeks) if (first + timedelta(weeks=w)).day <= 7]
    return Markup("").join(
        Markup('<text x="{}" y="11">{}</text>').format(w * _CELL, month_name(first + timedelta(weeks=w)))
        for w in begins
        if w <= weeks - 3
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
