"""What a learner asked for and how it stands, in one statement; and one for a page of what has ended."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from accounts.models import User
from accounts.models.user import Language
from kit import paging
from mentoring.models import ReviewRequest
from mentoring.models.request import RequestState
from mentoring.reads.said import with_conditions
from portfolio.models import Milestone, Project

Row = dict[str, Any]

# `before`: how many that can be taken in the same language have waited longer. `answers` as Review.objects says it of
# their learner. `unread`: languages that no mentor reads whom the viewer sees.
_OWN: Final = """
WITH own AS (
    SELECT r.id, r.created_at, r.project_id, r.milestone_id, r.question, r.language, r.title, r.state, r.holder_id,
        r.held_until, NOT {free} AS binds
    FROM mentoring_reviewrequest r WHERE r.learner_id = %(viewer)s AND r.state = 'open')
SELECT json_build_object(
'waiting', (
    SELECT json_agg(json_build_object(
        'request', row_to_json(own),
        'before', (
            SELECT count(*) FROM mentoring_reviewrequest r JOIN accounts_user u ON u.id = r.learner_id
            WHERE r.state = 'open' AND {free} AND {about} AND {is_member}
                AND r.language = own.language AND r.created_at < own.created_at),
        'holder', (SELECT json_build_object('id', id, 'name', name) FROM accounts_user WHERE id = own.holder_id),
        'project', (
            SELECT json_build_object('id', id, 'removed_at', removed_at)
            FROM portfolio_project WHERE id = own.project_id),
        'milestone', (
            SELECT json_build_object('id', id, 'kind', kind, 'state', state)
            FROM portfolio_milestone WHERE id = own.milestone_id)
    ) ORDER BY own.created_at, own.id) FROM own),
'answers', (
    SELECT json_agg(json_build_array(v.request_id, v.id, u.name))
    FROM mentoring_review v JOIN mentoring_reviewrequest r ON r.id = v.request_id
    LEFT JOIN accounts_user u ON u.id = v.mentor_id
    WHERE v.request_id = ANY(%(ended)s) AND r.learner_id = %(viewer)s AND v.published_at IS NOT NULL
        AND (u.id IS NULL OR u.suspended_at IS NULL AND u.erase_after IS NULL AND {unparted})),
'unread', (
    SELECT json_agg(language ORDER BY language) FROM unnest(%(languages)s::varchar[]) AS language WHERE NOT EXISTS (
        SELECT 1 FROM mentoring_mentor m JOIN accounts_user u ON u.id = m.user_id
        WHERE m.state = 'accepted' AND language = ANY(m.languages) AND {in_sight}))
)::text
"""
OWN: Final = with_conditions(_OWN)


@dataclass(frozen=True, slots=True)
class Answer:
    """A published review; `mentor` is their name, None of a former member."""

    id: int
    mentor: str | None


@dataclass(frozen=True, slots=True)
class Ended:
    """A request that was answered, by a review if its learner sees that, or withdrawn."""

    id: int
    title: str
    state: RequestState
    ended_at: datetime
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Own:
    """`waiting` are the open ones `with_hold` and `before`, how many wait before it, the oldest first.

    `unread` are the languages that no mentor reads here whom the learner sees.
    """

    waiting: list[ReviewRequest]
    ended: paging.Page[Ended]
    unread: list[str]


def own(learner: User, now: datetime, *, after: str | None = None, before: str | None = None) -> Own:
    """What `learner`, a member, asked for, with a page of what has ended, newest first."""
    rows = ReviewRequest.objects.filter(learner=learner).exclude(state=RequestState.OPEN)
    values = rows.values("id", "title", "state", "ended_at")
    page = paging.page(values, keys=("-id",), after=after, before=before)
    read = _read(learner, now, [row["id"] for row in page.rows])
    answers = {request: Answer(pk, name) for request, pk, name in read["answers"] or []}
    ended = [_ended(row, answers.get(row["id"])) for row in page.rows]
    return Own(
        waiting=[_waiting(**row) for row in read["waiting"] or []],
        ended=paging.Page(ended, newer=page.newer, older=page.older),
        unread=read["unread"] or [],
    )


def _read(learner: User, now: datetime, ended: list[int]) -> Row:
    with connection.cursor() as cursor:
        cursor.execute(OWN, {"viewer": learner.pk, "now": now, "ended": ended, "languages": Language.values})
        read: Row = json.loads(cursor.fetchone()[0])
    return read


def _waiting(
    request: Row, before: int, holder: Row | None, project: Row | None, milestone: Row | None
) -> ReviewRequest:
    """The request as far as it was read."""
    binds, moments = request.pop("binds"), ("created_at", "held_until")
    request |= {name: datetime.fromisoformat(request[name]) for name in moments if request[name]}
    found: Any = ReviewRequest(**request)
    found.binds, found.before = binds, before
    found.holder, found.project = holder and User(**holder), project and Project(**project)
    found.milestone = milestone and Milestone(**milestone)
    return found  # type: ignore[no-any-return]


def _ended(row: Any, answer: Answer | None) -> Ended:
    return Ended(row["id"], row["title"], RequestState(row["state"]), row["ended_at"], answer)
