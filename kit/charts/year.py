"""The heat map of a year: a column a week, a square a day, in three steps."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

STEPS = (1, 60, 120)  # from how many minutes on a day is light, middle, full
_CELL, _TOP = 13, 18


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
    days = Counter(day.replace(day=1) for day in done)
    minutes: Counter[date] = Counter()
    for day, spent in done.items():
        minutes[day.replace(day=1)] += spent
    return tuple(Month(first, days[first], minutes[first]) for first in sorted(days, reverse=True))


def _drawn(done: Mapping[date, int], until: date, weeks: int, says: str, month_name: Callable[[date], str]) -> Markup:
    first = _monday(until) - timedelta(weeks=weeks - 1)
    paths = ["", "", "", ""]
    for n in range((until - first).days + 1):
        level = _level(done.get(first + timedelta(n)))
        paths[level] += f"M{n // 7 * _CELL + 1} {n % 7 * _CELL + 1 + _TOP}h8v8h-8z"
    drawn = Markup("").join(Markup('<path class="l{}" d="{}"/>').format(n, d) for n, d in enumerate(paths) if d)
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>').format(
        weeks * _CELL - 3, 7 * _CELL - 3 + _TOP, says, _names(first, weeks, month_name), drawn
    )


def _level(minutes: int | None) -> int:
    return 0 if minutes is None else max(1, sum(minutes >= step for step in STEPS))


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
