"""The mentor's desk in one statement: what they hold, and who waits the longest."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from accounts.models import User
from accounts.models.user import Language
from mentoring.models import Mentor
from mentoring.reads.said import with_conditions

A_PAGE: Final = 40
MOST_COUNTED: Final = 1000
WRITTEN: Final = 10  # reviews and kept drafts, the newest

Row = Mapping[str, Any]

_WAITING: Final = """
    r.state = 'open' AND {free} AND r.learner_id <> %(viewer)s
    AND r.language = ANY(%(languages)s) AND (%(all)s OR r.topics && %(topics)s::varchar[] OR r.topics = '{}')
    AND {in_sight} AND {about}
"""
_DESK: Final = """
SELECT json_build_object(
'held', (
    SELECT json_agg(row_to_json(held)) FROM (
        SELECT r.id, r.title, r.held_until, r.prolonged, u.name
        FROM mentoring_reviewrequest r JOIN accounts_user u ON u.id = r.learner_id
        WHERE {holds} ORDER BY r.held_until, r.id) AS held),
'queue', (
    SELECT json_agg(row_to_json(waiting)) FROM (
        SELECT r.id, r.title, r.created_at, r.language, u.name, r.held_until <= %(now)s AS lapsed,
            r.milestone_id IS NOT NULL AS of_milestone, r.after_id IS NOT NULL AS again,
            (SELECT m.kind FROM portfolio_milestone m WHERE m.id = r.milestone_id AND m.state = 'claimed') AS claimed,
            EXISTS (SELECT 1 FROM mentoring_review v WHERE v.id = r.after_id AND v.mentor_id = %(viewer)s) AS read_before,
            (SELECT topic FROM unnest(r.topics) AS topic WHERE topic = ANY(%(topics)s) LIMIT 1) AS shared
        FROM mentoring_reviewrequest r JOIN accounts_user u ON u.id = r.learner_id
        WHERE {waiting} AND (%(after)s = 0
            OR (r.created_at, r.id) > ((SELECT created_at FROM mentoring_reviewrequest WHERE id = %(after)s), %(after)s))
        ORDER BY r.created_at, r.id LIMIT %(most)s) AS waiting),
'counted', (
    SELECT count(*) FROM (
        SELECT 1 FROM mentoring_reviewrequest r JOIN accounts_user u ON u.id = r.learner_id
        WHERE {waiting} LIMIT %(counted)s) AS counted),
'written', (
    SELECT json_agg(row_to_json(written)) FROM (
        SELECT r.id, v.id AS review, CASE WHEN r.state <> 'withdrawn' THEN r.title END AS title, u.name,
            coalesce(v.published_at, v.saved_at) AS at, v.published_at IS NOT NULL AS sent,
            v.thanked_at IS NOT NULL AS thanked
        FROM mentoring_review v JOIN mentoring_reviewrequest r ON r.id = v.request_id
        JOIN accounts_user u ON u.id = r.learner_id
        WHERE v.mentor_id = %(viewer)s AND (v.published_at IS NOT NULL OR v.version > 1) AND {in_sight}
            AND NOT (r.state = 'open' AND coalesce(r.holder_id = %(viewer)s AND r.held_until > %(now)s, false) AND {about})
        ORDER BY at DESC, v.id DESC LIMIT %(written)s) AS written),
'answered', (
    SELECT count(*) FROM mentoring_review v WHERE v.mentor_id = %(viewer)s AND v.published_at > %(week)s)
)::text
"""
DESK: Final = with_conditions(_DESK, waiting=_WAITING)


@dataclass(frozen=True, slots=True)
class Desk:
    """`mentor` is None of a curator who never applied; `held` is what they have, by when it ends.

    `queue` is a page of who waits; `more` says whether others wait after it. `written` are their newest reviews, and the
    drafts of what they no longer hold.
    """

    mentor: Mentor | None
    held: list[Row]
    queue: list[Row]
    more: bool
    written: list[Row]
    waiting: int
    answered: int


def desk(person: User, now: datetime, *, everything: bool = False, after: int = 0) -> Desk:
    """What waits for `person`, longest first: on their own topics or on none, with `everything` on all; in their languages.

    `after` is the request that the page before ended with. Two queries: what the mentor reads goes into the statement as
    it is, so that the planner knows how many will fit and walks the queue by its index.
    """
    mentor = Mentor.objects.accepted().filter(pk=person.pk).first()
    with connection.cursor() as cursor:
        cursor.execute(DESK, values(person, mentor, now, everything=everything, after=after))
        read = json.loads(cursor.fetchone()[0])
    queue = [_dated(row, "created_at") for row in read["queue"] or []]
    return Desk(
        mentor=mentor,
        held=[_dated(row, "held_until") for row in read["held"] or []],
        queue=queue[:A_PAGE],
        more=len(queue) > A_PAGE,
        written=[_dated(row, "at") for row in read["written"] or []],
        waiting=read["counted"],
        answered=read["answered"],
    )


def values(
    person: User, mentor: Mentor | None, now: datetime, *, everything: bool = False, after: int = 0
) -> dict[str, Any]:
    """The parameters of DESK; a curator without a row of their own reads both languages, on their own topics."""
    topics = mentor.topics if mentor else person.topics
    return {
        "viewer": person.pk,
        "now": now,
        "all": everything or not topics,
        "languages": mentor.languages if mentor else Language.values,
        "topics": topics,
        "after": after,
        "most": A_PAGE + 1,
        "counted": MOST_COUNTED,
        "written": WRITTEN,
        "week": now - timedelta(days=7),
    }


def _dated(row: dict[str, Any], name: str) -> Row:
    return row | {name: datetime.fromisoformat(row[name])}
