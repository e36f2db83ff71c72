"""What one person shows to another, in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from typing import Any, Final

from django.db.models import CharField, Count, F, Func, OuterRef, Subquery, Value

from accounts.models import User
from accounts.models.block import UNBLOCKED
from kit import paging
from portfolio.kinds import KINDS
from portfolio.models import Entry, Project
from portfolio.models.grant import GRANTED_MILESTONES, GRANTED_PROJECTS
from portfolio.models.milestone import SHOWN, State
from portfolio.reads import seen

Row = dict[str, Any]
PROJECTS_A_PAGE: Final = 20
LATEST: Final = 5  # entries on the portfolio itself
READINGS: Final = 53  # of a milestone, likewise: a year of weeks

_BY: Final = ("-pinned", "-id")  # in which order projects stand
_YEAR: Final = timedelta(weeks=54)  # a little more than is drawn, whichever day it is for its owner

# As SeenQuerySet.visible_to says it, of things of `u`; whether they are suspended is asked of the whole.
_SEEN: Final = "removed_at IS NULL AND (visibility = ANY(%(shown)s) OR owner_id = %(viewer)s)"

_SEEN_PROJECT: Final = _SEEN.replace("%(viewer)s)", f"%(viewer)s OR id IN ({GRANTED_PROJECTS}))")

_PORTFOLIO: Final = """
SELECT json_build_object(
'owner', json_build_object(
    'id', u.id, 'handle', handle, 'name', name, 'about', about, 'target_role', target_role, 'topics', topics,
    'time_zone', time_zone, 'day_ends_at', day_ends_at),
'milestones', (
    SELECT json_agg(row_to_json(milestone)) FROM (
        SELECT m.id, kind, title, deed, facts, state, visibility, verified_at, verified_by_id IS NULL AS gone,
            (SELECT json_build_object('name', v.name, 'handle', v.handle) FROM accounts_user v
                WHERE v.id = verified_by_id AND onboarded_at IS NOT NULL AND suspended_at IS NULL
                AND erase_after IS NULL AND {verifier_unblocked}) AS verifier,
            (SELECT json_build_object('facts', e.facts, 'at', e.read_at) FROM portfolio_evidence e
                WHERE e.milestone_id = m.id AND e.place = 0 AND e.read_at IS NOT NULL) AS read,
            CASE WHEN kind = ANY(%(measured)s) THEN (
                SELECT json_agg(json_build_array(day, value) ORDER BY day) FROM (
                    SELECT day, value FROM portfolio_reading WHERE milestone_id = m.id
                    ORDER BY day DESC LIMIT %(readings)s) AS latest) END AS readings
        FROM portfolio_milestone m WHERE owner_id = u.id AND state = ANY(%(states)s)
            AND (visibility = ANY(%(shown)s) OR owner_id = %(viewer)s OR m.id IN ({granted_milestones}))
        ORDER BY verified_at DESC NULLS LAST, claimed_at DESC, m.id DESC) AS milestone),
'projects', (
    SELECT json_agg(row_to_json(project)) FROM (
        SELECT id, slug, title, value, stage, links, visibility, pinned,
            (SELECT concat_ws('.', key, suffix) FROM portfolio_picture WHERE id = cover_id) AS cover_file,
            (SELECT nullif(count(*), 0) FROM portfolio_entry WHERE project_id = p.id AND {seen}) AS entries_seen
        FROM portfolio_project p WHERE owner_id = u.id AND {seen_project}
        ORDER BY pinned DESC, id DESC LIMIT %(projects)s) AS project),
'days', (
    SELECT json_object_agg(day, minutes) FROM (
        SELECT day, sum(minutes) AS minutes FROM portfolio_entry
        WHERE owner_id = u.id AND day >= %(since)s AND {seen} GROUP BY day) AS days),
'latest', (
    SELECT json_agg(row_to_json(entry)) FROM (
        SELECT id, day, minutes, html, visibility, step_id,
            (SELECT json_build_object('id', id, 'slug', slug, 'title', title)
                FROM portfolio_project WHERE id = e.project_id AND {seen_project}) AS project
        FROM portfolio_entry e WHERE owner_id = u.id AND {seen}
        ORDER BY day DESC, id DESC LIMIT %(latest)s) AS entry),
'walked', (
    SELECT coalesce(json_object_agg(p.step_id, p.state) FILTER (WHERE p.state <> ''), json_build_object())
    FROM roadmap_enrollment e LEFT JOIN roadmap_progress p ON p.enrollment_id = e.id
    WHERE e.learner_id = u.id AND e.trail_visibility = ANY(%(shown)s) GROUP BY e.id),
'followed', EXISTS (SELECT 1 FROM peers_follow WHERE follower_id = %(viewer)s AND followed_id = u.id),
'findable', u.discoverable IS TRUE,
'wrote', (
    SELECT id FROM peers_introduction WHERE sender_id = %(viewer)s AND recipient_id = u.id AND state <> 'withdrawn')
)::text FROM accounts_user u WHERE handle = %(handle)s
    AND (u.id = %(viewer)s OR (suspended_at IS NULL AND erase_after IS NULL AND {unblocked}))
"""
_PARTS: Final = {
    "{seen}": _SEEN,
    "{seen_project}": _SEEN_PROJECT,
    "{granted_milestones}": GRANTED_MILESTONES,
    "{unblocked}": UNBLOCKED.format(owner="u.id"),
    "{verifier_unblocked}": UNBLOCKED.format(owner="v.id"),
}
_STATEMENT: Final = reduce(lambda said, part: said.replace(*part), _PARTS.items(), _PORTFOLIO)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What `owner` shows to one viewer: `days` are minutes by day, `walked` states of steps by id or None if not shown.

    `followed` says whether the viewer follows them, `findable` whether they let themselves be written to, `wrote` which
    introduction the viewer sent them, whatever became of it: declined or not, it says the same.
    Of milestones it is those that are claimed, verified ones first; drafts and withdrawn ones stand on their own page.
    The trail is shown to its owner too as the others see it: what is private of it stands on Today.
    """

    owner: User
    milestones: list[Row]
    projects: paging.Page[Row]
    days: Mapping[date, int]
    latest: list[Row]
    walked: Mapping[int, str] | None
    followed: bool
    findable: bool
    wrote: int | None

    @property
    def proven(self) -> bool:
        """Whether one of the milestones that everybody sees is verified."""
        return any(row["state"] == State.VERIFIED and row["visibility"] == "public" for row in self.milestones)


def portfolio(
    handle: str, viewer: Any, now: datetime, *, after: str | None = None, before: str | None = None
) -> Portfolio:
    """What the one with that handle shows to `viewer`, and a page of their projects. Raises User.DoesNotExist."""
    read = _read(handle, viewer, now)
    owner = User(**read["owner"])
    if after or before:
        rows = _projects(owner, viewer)
        projects = paging.page(rows, keys=_BY, after=after, before=before, size=PROJECTS_A_PAGE)
    else:
        projects = _first_page(read["projects"] or [])
    return Portfolio(
        owner=owner,
        milestones=[_milestone(row) for row in read["milestones"] or []],
        projects=projects,
        days={date.fromisoformat(day): minutes for day, minutes in (read["days"] or {}).items()},
        latest=[row | {"day": date.fromisoformat(row["day"])} for row in read["latest"] or []],
        walked=None if read["walked"] is None else {int(step): state for step, state in read["walked"].items()},
        followed=read["followed"],
        findable=read["findable"],
        wrote=read["wrote"],
    )


def _milestone(row: Row) -> Row:
    read = row["read"] and {**row["read"], "at": datetime.fromisoformat(row["read"]["at"])}
    return row | {
        "verified_at": row["verified_at"] and datetime.fromisoformat(row["verified_at"]),
        "read": read,
        "readings": [(date.fromisoformat(day), value) for day, value in row["readings"] or []],
    }


def _read(handle: str, viewer: Any, now: datetime) -> dict[str, Any]:
    found = seen.read(
        _STATEMENT,
        viewer,
        now,
        handle=handle,
        states=[str(state) for state in SHOWN],
        measured=[kind.key for kind in KINDS if kind.series],
        readings=READINGS,
        since=now.date() - _YEAR,
        projects=PROJECTS_A_PAGE + 1,
        latest=LATEST,
    )
    if found is None:
        raise User.DoesNotExist
    return found


def _first_page(rows: list[Row]) -> paging.Page[Row]:
    shown = rows[:PROJECTS_A_PAGE]
    return paging.Page(
        shown, newer=None, older=paging.cursor(Project, shown[-1], _BY) if len(rows) > len(shown) else None
    )


def _projects(owner: User, viewer: Any) -> Any:
    """The same rows of projects, for a page further on."""
    entries = Entry.objects.visible_to(viewer).filter(project=OuterRef("pk")).order_by().values("project")
    return (
        Project.objects.visible_to(viewer)
        .filter(owner=owner)
        .annotate(entries_seen=Subquery(entries.annotate(count=Count("pk")).values("count")))
        .values(
            *("id", "slug", "title", "value", "stage", "links", "visibility", "pinned", "entries_seen"),
            cover_file=Func(
                Value("."), F("cover__key"), F("cover__suffix"), function="concat_ws", output_field=CharField()
            ),
        )
    )
