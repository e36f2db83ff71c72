"""Pages of the portfolio, each read as it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final, Self

from django.db.models import Sum
from django.http import QueryDict
from django.utils.http import urlencode

from accounts.models import User
from kit import paging
from kit.dates import week_of
from portfolio.models import Entry
from portfolio.models.entry import EntryQuerySet

Row = dict[str, Any]
ENTRIES_A_PAGE: Final = 30
_COLUMNS: Final = ("id", "day", "minutes", "html", "visibility", "step_id", "project_id")
_YEAR: Final = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a log is asked for, as the address says it: about a step (its key), a project (its id), holding words."""

    step: str = ""
    project: str = ""
    q: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        asked = {name: query.get(name, "").replace("\0", "").strip() for name in cls.__slots__}
        return cls(**asked | {"project": asked["project"] if asked["project"].isdecimal() else ""})

    @property
    def narrows(self) -> bool:
        return bool(self.step or self.project or self.q)

    @property
    def pages(self) -> bool:
        return bool(self.after or self.before)

    def address(self, after: str = "", before: str = "") -> str:
        """The same question, from another place on."""
        said = {name: getattr(replace(self, after=after, before=before), name) for name in self.__slots__}
        return f"?{urlencode({name: value for name, value in said.items() if value})}"


@dataclass(frozen=True, slots=True)
class Week:
    """Entries of one week, newest first, and the minutes of all that was asked for in it, on this page or not."""

    monday: date
    minutes: int
    entries: list[Row]


@dataclass(frozen=True, slots=True)
class History:
    """A page of a log. `days` are minutes by day: of the last year where all was asked for, else of these weeks."""

    weeks: list[Week]
    days: Mapping[date, int]
    newer: str | None
    older: str | None


def history(owner: User, asked: Asked, today: date) -> History:
    """What `asked` means of the log of `owner`, in two queries."""
    found = _found(owner, asked)
    page = paging.page(found.values(*_COLUMNS), after=asked.after, before=asked.before, size=ENTRIES_A_PAGE)
    days = _minutes_by_day(found, *_span(page.rows, asked, today))
    by_week = groupby(page.rows, key=lambda row: week_of(row["day"]))
    weeks = [Week(monday, _of_week(days, monday), list(rows)) for monday, rows in by_week]
    return History(weeks, days, page.newer, page.older)


def _found(owner: User, asked: Asked) -> EntryQuerySet:
    found = Entry.objects.of(owner)
    if asked.step:
        found = found.filter(step__key=asked.step)
    if asked.project:
        found = found.filter(project=int(asked.project))
    return found.saying(asked.q)


def _span(rows: list[Row], asked: Asked, today: date) -> tuple[date, date]:
    """The days that the page needs to count: its weeks, and the whole year on the first page of all."""
    newest, oldest = (rows[0]["day"], rows[-1]["day"]) if rows else (today, today)
    first, last = week_of(oldest), week_of(newest) + timedelta(days=6)
    if asked.narrows or asked.pages:
        return first, last
    return min(first, week_of(today) - _YEAR), last


def _minutes_by_day(found: EntryQuerySet, first: date, last: date) -> dict[date, int]:
    within = found.filter(day__range=(first, last)).order_by()
    return dict(within.values_list("day").annotate(Sum("minutes")))


def _of_week(days: Mapping[date, int], monday: date) -> int:
    return sum(days.get(monday + timedelta(days=n), 0) for n in range(7))
