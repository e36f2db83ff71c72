"""The heat map of a year: a column a week, a square a day, in three steps."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from markupsafe import Markup

from kit.bilingual import language

HALF = 26  # weeks
STEPS = (1, 60, 120)  # from how many minutes on a day is light, middle, full
_CELL, _TOP = 13, 18
_CUT = dict.fromkeys((25, 26), Markup(' class="wide-only"'))  # weeks whose name would reach into what a phone shows
_SQUARE = "h8v8h-8z"  # it ends where it began


@dataclass(frozen=True, slots=True)
class Month:
    """A row of the table beside the picture: the first of the month, days with an entry, minutes."""

    first: date
    days: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Year:
    """The picture, of which a phone shows the end, and the same in numbers."""

    drawn: Markup
    said: str
    said_lately: str  # of what a phone shows
    days: int
    minutes: int
    months: tuple[Month, ...]


def year(
    done: Mapping[date, int], *, until: date, says: Callable[[int, int, int], str], month_name: Callable[[date], str]
) -> Year:
    """The 53 weeks (26 on a phone) that end with the week of `until`, Monday first; `done` is minutes by day.

    A day that is in it counts, also when nobody took the time.

    `says` makes of weeks, days and minutes the sentence for a picture, `month_name` names the month a day is in.
    """
    first, lately_first = _first(until, 53), _first(until, HALF)
    within = {day: minutes for day, minutes in done.items() if first <= day <= until}
    lately = [minutes for day, minutes in within.items() if day >= lately_first]
    said, said_lately = says(53, len(within), sum(within.values())), says(HALF, len(lately), sum(lately))
    return Year(
        drawn=_drawn(within, until, said, month_name),
        said=said,
        said_lately=said_lately,
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


def _drawn(done: Mapping[date, int], until: date, says: str, month_name: Callable[[date], str]) -> Markup:
    first = _first(until, 53)
    squares: dict[int, list[int]] = defaultdict(list)
    for day, minutes in sorted(done.items()):
        squares[bisect_right(STEPS, minutes) or 1].append((day - first).days)
    over = "".join(_path(level, squares[level]) for level in sorted(squares))
    days = Markup(_ground((until - first).days + 1) + over)  # noqa: S704 - numbers
    box = f"0 0 {53 * _CELL - 3} {7 * _CELL - 3 + _TOP}"
    names = _names(first, month_name, language())
    return Markup('<svg viewBox="{}" role="img" aria-label="{}">{}{}</svg>').format(box, says, names, days)


@lru_cache(maxsize=16)
def _ground(days: int) -> str:
    """The days on which nothing was done; the others are drawn over them."""
    return _path(0, range(days))


def _path(level: int, days: Iterable[int]) -> str:
    """A square for each of `days`, counted from the first; each from the one before, since what repeats weighs little."""
    squares, week, weekday = [f"M1 {1 + _TOP}"], 0, 0
    for day in days:
        goes_right, goes_down = day // 7 - week, day % 7 - weekday
        squares.append(_step(goes_right, goes_down))
        week, weekday = week + goes_right, weekday + goes_down
    return f'<path class="l{level}" d="{"".join(squares)}"/>'


@cache
def _step(weeks: int, days: int) -> str:
    return f"m{weeks * _CELL} {days * _CELL}{_SQUARE}"


@lru_cache(maxsize=16)  # the same for everybody who is shown this week
def _names(first: date, month_name: Callable[[date], str], _language: str) -> Markup:
    """The name of each month over the week it begins in; one that the next would touch is left out."""
    begins = [w for w in range(51) if (first + timedelta(weeks=w)).day <= 7]
    return Markup("").join(
        Markup('<text{} x="{}" y="11">{}</text>').format(
            _CUT.get(w, ""), w * _CELL, month_name(first + timedelta(weeks=w))
        )
        for w in begins
    )


def _first(until: date, weeks: int) -> date:
    """The Monday that so many weeks begin with, of which the last is that of `until`."""
    return until - timedelta(days=until.weekday(), weeks=weeks - 1)
