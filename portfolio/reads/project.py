"""A project as its page shows it to one viewer: by one statement, and one more for a page of its log further on."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Any, Final

from accounts.models import User
from accounts.models.block import UNBLOCKED
from kit import paging
from portfolio.models import Entry, Picture, Project
from portfolio.models.grant import GRANTED_PROJECTS
from portfolio.reads import seen

Row = dict[str, Any]
ENTRIES_A_PAGE: Final = 20
_COLUMNS: Final = ("id", "day", "minutes", "html", "visibility", "step_id")

# Entries of a project that is seen, and the project itself, as their `visible_to` says it.
_ENTRIES: Final = """portfolio_entry WHERE project_id = %(project)s AND removed_at IS NULL
    AND (visibility = ANY(%(shown)s) OR owner_id = %(viewer)s)"""
_PROJECT: Final = """
SELECT json_build_object(
'owner', json_build_object(
    'id', u.id, 'handle', handle, 'name', name, 'time_zone', time_zone, 'day_ends_at', day_ends_at),
'project', json_build_object(
    'id', p.id, 'slug', slug, 'title', title, 'value', value, 'story', story, 'story_html', story_html,
    'topics', p.topics, 'stage', stage, 'links', links, 'visibility', visibility),
'cover', (
    SELECT json_build_object('key', key, 'suffix', suffix, 'width', width, 'height', height, 'alt', alt)
    FROM portfolio_picture WHERE id = p.cover_id),
'sums', (SELECT json_build_array(count(*), coalesce(sum(minutes), 0)) FROM {entries}),
'rows', (
    SELECT json_agg(row_to_json(entry)) FROM (
        SELECT {columns} FROM {entries} ORDER BY day DESC, id DESC LIMIT %(most)s) AS entry)
)::text FROM portfolio_project p JOIN accounts_user u ON u.id = p.owner_id
WHERE p.id = %(project)s AND removed_at IS NULL AND (u.id = %(viewer)s
    OR (suspended_at IS NULL AND erase_after IS NULL AND {unblocked}
        AND (visibility = ANY(%(shown)s) OR p.id IN ({granted}))))
"""
_PARTS: Final = {
    "{entries}": _ENTRIES,
    "{columns}": ", ".join(_COLUMNS),
    "{unblocked}": UNBLOCKED.format(owner="u.id"),
    "{granted}": GRANTED_PROJECTS,
}
_STATEMENT: Final = reduce(lambda said, part: said.replace(*part), _PARTS.items(), _PROJECT)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries on a project that one viewer may see: a page of them, and how many and how long all of them are."""

    page: paging.Page[Row]
    count: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A project with its owner and its cover, as far as they were read, and its log."""

    project: Project
    timeline: Timeline


def project(pk: int, viewer: Any, now: datetime, *, after: str | None = None, before: str | None = None) -> Shown:
    """What the project shows to `viewer`, and a page of its log, newest first. Raises Project.DoesNotExist."""
    told = seen.read(_STATEMENT, viewer, now, project=pk, most=ENTRIES_A_PAGE + 1)
    if told is None:
        raise Project.DoesNotExist
    cover = told["cover"] and Picture(**told["cover"])
    found = Project(**told["project"], owner=User(**told["owner"]), cover=cover)
    if after or before:
        entries = Entry.objects.visible_to(viewer).filter(project=pk).values(*_COLUMNS)
        page = paging.page(entries, after=after, before=before, size=ENTRIES_A_PAGE)
    else:
        page = _first_page(told["rows"] or [])
    return Shown(found, Timeline(page, *told["sums"]))


def _first_page(rows: list[Row]) -> paging.Page[Row]:
    rows = [row | {"day": date.fromisoformat(row["day"])} for row in rows]
    shown = rows[:ENTRIES_A_PAGE]
    return paging.Page(shown, newer=None, older=paging.cursor(Entry, shown[-1]) if len(rows) > len(shown) else None)
