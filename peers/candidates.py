"""Whom the rings of a week show to some learners, with what is known of both: one statement for a whole batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection

from accounts.models.block import UNBLOCKED
from peers.matching import Walker

AGAIN_AFTER: Final = timedelta(weeks=8)  # between two suggestions of the same person
LIVELY: Final = timedelta(days=14)
BY_TOPIC: Final = 1  # how many of the next ones a ring shows
BY_ALL: Final = 6

# The next ones on a ring after `mine`, and from its beginning where it ends. What is left out later leaves a gap: whoever
# took the one after would be shown to more people than stand before them.
_NEXT: Final = """
SELECT learner_id FROM (
    (SELECT 0 AS turn, hash, learner_id FROM peers_ringplace r
        WHERE {ring} AND (r.hash, r.learner_id) > (mine.hash, mine.learner_id) ORDER BY hash, learner_id LIMIT {many})
    UNION ALL
    (SELECT 1, hash, learner_id FROM peers_ringplace r
        WHERE {ring} AND (r.hash, r.learner_id) < (mine.hash, mine.learner_id) ORDER BY hash, learner_id LIMIT {many})
) AS turned ORDER BY turn, hash, learner_id LIMIT {many}
"""
_OF_TOPIC: Final = _NEXT.format(
    ring="r.week = mine.week AND r.topic = mine.topic AND r.phase = mine.phase AND r.topic <> ''", many=BY_TOPIC
)
_OF_ALL: Final = _NEXT.format(ring="r.week = mine.week AND r.topic = ''", many=BY_ALL)

SHOWN: Final = """
SELECT mine.learner_id AS learner, next.learner_id AS peer
FROM peers_ringplace mine CROSS JOIN LATERAL ({of_topic}) AS next
WHERE mine.week = %(week)s AND mine.topic <> '' AND mine.learner_id = ANY(%(learners)s)
UNION
SELECT mine.learner_id, next.learner_id
FROM peers_ringplace mine CROSS JOIN LATERAL ({of_all}) AS next
WHERE mine.week = %(week)s AND mine.topic = '' AND mine.learner_id = ANY(%(learners)s)
""".replace("{of_topic}", _OF_TOPIC).replace("{of_all}", _OF_ALL)

_FINDABLE: Final = (
    "{0}.suspended_at IS NULL AND {0}.erase_after IS NULL AND {0}.onboarded_at IS NOT NULL AND {0}.discoverable"
)
_STATEMENT: Final = """
WITH shown AS ({shown})
SELECT shown.learner, a.phase, me.topics, me.language, me.target_role,
    shown.peer, b.phase, u.topics, u.language, u.target_role,
    EXISTS (SELECT 1 FROM portfolio_entry e WHERE e.owner_id = u.id AND e.removed_at IS NULL
        AND e.day >= %(lately)s AND e.visibility <> 'private')
FROM shown
JOIN accounts_user me ON me.id = shown.learner AND {me_findable}
JOIN accounts_user u ON u.id = shown.peer AND {u_findable}
JOIN peers_ringplace a ON a.learner_id = me.id AND a.week = %(week)s AND a.topic = ''
JOIN peers_ringplace b ON b.learner_id = u.id AND b.week = %(week)s AND b.topic = ''
WHERE {unblocked}
    AND NOT EXISTS (SELECT 1 FROM peers_introduction i WHERE i.state <> 'withdrawn'
        AND LEAST(i.sender_id, i.recipient_id) = LEAST(me.id, u.id)
        AND GREATEST(i.sender_id, i.recipient_id) = GREATEST(me.id, u.id))
    AND NOT EXISTS (SELECT 1 FROM peers_suggestion s
        WHERE s.learner_id = me.id AND s.peer_id = u.id AND s.week >= %(since)s)
    AND NOT EXISTS (SELECT 1 FROM peers_follow f WHERE f.follower_id = me.id AND f.followed_id = u.id)
ORDER BY shown.learner, hashint8extended(shown.peer, %(seed)s)
"""
_STATEMENT_WHOLE: Final = (
    _STATEMENT.replace("{shown}", SHOWN)
    .replace("{me_findable}", _FINDABLE.format("me"))
    .replace("{u_findable}", _FINDABLE.format("u"))
    .replace("{unblocked}", UNBLOCKED.format(owner="u.id").replace("%(viewer)s", "me.id"))
)


@dataclass(slots=True)
class Choice:
    """A learner and those they may be suggested, by their ids."""

    me: Walker
    others: list[tuple[int, Walker]]


def candidates(week: date, learners: Sequence[int], now: datetime) -> Mapping[int, Choice]:
    """By learner; those without anybody are left out."""
    values: dict[str, Any] = {
        "week": week,
        "learners": list(learners),
        "since": week - AGAIN_AFTER,
        "lately": (now - LIVELY).date(),
        "seed": week.toordinal(),
    }
    choices: dict[int, Choice] = {}
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT_WHOLE, values)
        for learner, *mine, peer, phase, topics, language, role, lively in cursor:
            choice = choices.setdefault(learner, Choice(Walker(*mine), []))
            choice.others.append((peer, Walker(phase, topics, language, role, lively)))
    return choices
