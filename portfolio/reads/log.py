"""The log, read as it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final, Self

from django.db.models import Sum
from django.http import QueryDict
from django.utils.http import urlencode

from accounts.models import User
from accounts.visibility import Visibility
from kit import paging
from kit.dates import week_of
from portfolio import prose
from portfolio.log_box import Options
from portfolio.models import Entry
from portfolio.models.entry import NEWEST, EntryQuerySet
from roadmap.reads import asked as ask

Row = dict[str, Any]
ENTRIES_A_PAGE: Final = NEWEST
LONGEST: Final = 400  # characters of an address that are read: as many as kit.paging writes
LONGEST_Q: Final = 80
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
        asked = {name: prose.line(query.get(name, "")[:LONGEST]) for name in cls.__slots__}
        project = asked["project"] if _is_id(asked["project"]) else ""
        return cls(**asked | {"project": project, "q": asked["q"][:LONGEST_Q].rstrip()})

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


@dataclass(frozen=True, slots=True)
class Front:
    """The log's first page, and what the box above it may choose from."""

    history: History
    projects: Options
    visibility: str


def history(owner: User, asked: Asked, today: date) -> History:
    """What `asked` means of the log of `owner`, in two queries."""
    found = _found(owner, asked)
    page = paging.page(found.values(*_COLUMNS), after=asked.after, before=asked.before, size=ENTRIES_A_PAGE)
    days = _minutes_by_day(found, *_span(page.rows, asked, today))
    return History(_by_week(page.rows, days), days, page.newer, page.older)


_FRONT: Final = """
'rows', (
    SELECT json_agg(json_build_object('id', id, 'day', day, 'minutes', minutes, 'html', html, 'visibility', visibility,
        'step_id', step_id, 'project_id', project_id) ORDER BY day DESC, id DESC) FROM shown),
'days', (
    SELECT json_object_agg(day, minutes) FROM (
        SELECT day, sum(minutes) AS minutes FROM portfolio_entry
        WHERE owner_id = %(owner)s AND removed_at IS NULL
            AND day >= least(%(since)s, (SELECT date_trunc('week', min(day)::timestamp)::date FROM shown))
        GROUP BY day) AS days),
'projects', (
    SELECT json_agg(json_build_array(id::text, title) ORDER BY pinned DESC, id DESC) FROM portfolio_project
    WHERE owner_id = %(owner)s AND removed_at IS NULL)
"""
_SHOWN: Final = """
WITH shown AS (
    SELECT id, day, minutes, html, visibility, step_id, project_id FROM portfolio_entry
    WHERE owner_id = %(owner)s AND removed_at IS NULL ORDER BY day DESC, id DESC LIMIT %(most)s)
"""


def front(owner: User, today: date) -> Front:
    """What `history` and `log_box.asked` say of the first page of all, by one statement."""
    read = ask(_FRONT, before=_SHOWN, owner=owner.pk, since=week_of(today) - _YEAR, most=ENTRIES_A_PAGE + 1)
    rows = [row | {"day": date.fromisoformat(row["day"])} for row in read["rows"] or []]
    days = {date.fromisoformat(day): minutes for day, minutes in (read["days"] or {}).items()}
    shown = rows[:ENTRIES_A_PAGE]
    older = paging.cursor(Entry, shown[-1]) if len(rows) > ENTRIES_A_PAGE else None
    last = max(shown, key=lambda row: row["id"], default={"visibility": Visibility.PRIVATE.value})
    projects = [(pk, title) for pk, title in read["projects"] or []]
    return Front(History(_by_week(shown, days), days, None, older), projects, last["visibility"])


def _found(owner: User, asked: Asked) -> EntryQuerySet:
    found = Entry.objects.of(owner)
    if asked.step:
        found = found.filter(step__key=asked.step)
    if asked.project:
        found = found.filter(project=int(asked.project))
    return found.saying(asked.q)


def _by_week(rows: list[Row], days: Mapping[date, int]) -> list[Week]:
    weeks = groupby(rows, key=lambda row: week_of(row["day"]))
    return [Week(monday, _of_week(days, monday), list(of_week)) for monday, of_week in weeks]


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


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) < 20  # a longer number is none of ours, and Python may refuse to read it


def _of_week(days: Mapping[date, int], monday: date) -> int:
    return sum(days.get(monday + timedelta(days=n), 0) for n in range(7))
