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

_QUEUE: Final = """
SELECT r.id, r.title, r.created_at, r.topics, r.milestone_id, r.after_id, r.held_until, u.name
FROM mentoring_reviewrequest r
CROSS JOIN LATERAL (SELECT u.name FROM accounts_user u WHERE u.id = r.learner_id AND {in_sight} OFFSET 0) AS u
WHERE r.state = 'open' AND {free} AND r.learner_id <> %(viewer)s
    AND r.language = ANY((SELECT languages FROM reading)::varchar[])
    AND ((SELECT everything FROM reading) OR r.topics && (SELECT topics FROM reading) OR r.topics = '{}')
    AND {about}
"""
_AFTER: Final = """
    AND (r.created_at, r.id) > ((SELECT created_at FROM mentoring_reviewrequest WHERE id = %(after)s), %(after)s)
"""
# `reading` is what they read, from their row or, of a curator without one, from the values; `why` is for work.reason.
_DESK: Final = """
WITH mentor AS (
    SELECT user_id, state, topics, languages, kinds, seats FROM mentoring_mentor
    WHERE user_id = %(viewer)s AND state = 'accepted'),
reading AS (
    SELECT languages, topics, %(all)s OR topics = '{}' AS everything FROM (
        SELECT coalesce((SELECT languages FROM mentor), %(languages)s) AS languages,
            coalesce((SELECT topics FROM mentor), %(topics)s) AS topics) AS said),
waiting AS ({queue} ORDER BY r.created_at, r.id LIMIT {most_counted})
SELECT json_build_object(
'mentor', (SELECT row_to_json(mentor) FROM mentor),
'held', (
    SELECT json_agg(row_to_json(held)) FROM (
        SELECT r.id, r.title, r.held_until, r.prolonged, u.name
        FROM mentoring_reviewrequest r JOIN accounts_user u ON u.id = r.learner_id
        WHERE {holds} ORDER BY r.held_until, r.id) AS held),
'queue', (
    SELECT json_agg(row_to_json(waiting)) FROM (
        SELECT r.id, r.title, r.created_at, r.name, json_build_array(
            EXISTS (SELECT 1 FROM mentoring_review v WHERE v.id = r.after_id AND v.mentor_id = %(viewer)s),
            r.held_until <= %(now)s, r.after_id IS NOT NULL, r.milestone_id IS NOT NULL,
            (SELECT m.kind FROM portfolio_milestone m WHERE m.id = r.milestone_id AND m.state = 'claimed'),
            (SELECT topic FROM unnest(r.topics) AS topic, reading WHERE topic = ANY(reading.topics) LIMIT 1)) AS why
        FROM ({page}) AS r ORDER BY r.created_at, r.id LIMIT %(most)s) AS waiting),
'counted', (SELECT count(*) FROM waiting),
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


def _statement(page: str) -> str:
    """The desk with that page of the queue; how many wait is counted from its front."""
    return with_conditions(_DESK, page=page, queue=_QUEUE, most_counted=str(MOST_COUNTED))


FRONT: Final = _statement("SELECT * FROM waiting")
LATER: Final = _statement(_QUEUE + _AFTER)


@dataclass(frozen=True, slots=True)
class Desk:
    """`mentor`, as far as it was read, is None of a curator who never applied; `held` is what they have, by when it ends.

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

    `after` is the request that the page before ended with.
    """
    with connection.cursor() as cursor:
        cursor.execute(LATER if after else FRONT, values(person, now, everything=everything, after=after))
        read = json.loads(cursor.fetchone()[0])
    queue = [_dated(row, "created_at") for row in read["queue"] or []]
    return Desk(
        mentor=Mentor(**read["mentor"]) if read["mentor"] else None,
        held=[_dated(row, "held_until") for row in read["held"] or []],
        queue=queue[:A_PAGE],
        more=len(queue) > A_PAGE,
        written=[_dated(row, "at") for row in read["written"] or []],
        waiting=read["counted"],
        answered=read["answered"],
    )


def values(person: User, now: datetime, *, everything: bool = False, after: int = 0) -> dict[str, Any]:
    """The parameters of FRONT and LATER; a curator without a row of their own reads both languages, on their own topics."""
    return {
        "viewer": person.pk,
        "now": now,
        "all": everything,
        "languages": Language.values,
        "topics": person.topics,
        "after": after,
        "most": A_PAGE + 1,
        "written": WRITTEN,
        "week": now - timedelta(days=7),
    }


def _dated(row: dict[str, Any], name: str) -> Row:
    return row | {name: datetime.fromisoformat(row[name])}
