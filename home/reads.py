"""Today reads a learner by one statement."""

from datetime import date, datetime, timedelta
from typing import Final

from accounts.models import User
from accounts.models.block import UNBLOCKED
from accounts.policies import is_curator
from accounts.visibility import Visibility
from home.today import LastEntry, Standing
from home.waiting import waits
from mentoring.reads.said import HOLDS
from peers.matching import FEW, Peer
from peers.reads import SUGGESTED
from roadmap.reads import WALKING, asked, walking
from roadmap.replanning import LATELY

# What one holds and who wrote to one.
_WAITING: Final = f"""
'held', (
    SELECT json_agg(json_build_array(r.id, r.title, r.held_until) ORDER BY r.held_until, r.id)
    FROM mentoring_reviewrequest r JOIN accounts_user u ON u.id = r.learner_id WHERE {HOLDS}),
'introductions', (
    SELECT count(*) FROM peers_introduction i JOIN accounts_user u ON u.id = i.sender_id
    WHERE i.recipient_id = %(viewer)s AND i.state = 'sent' AND u.onboarded_at IS NOT NULL
        AND u.suspended_at IS NULL AND u.erase_after IS NULL AND {UNBLOCKED.format(owner="u.id")})
"""
# What the curators' desk lists: roadmap.glance, roadmap.desk and mentoring.curating say the same. A statement of its
# own length for them, since in a CASE it would be planned anew for everybody at each look.
_CURATES: Final = """
, 'curates', json_build_array(
    (SELECT count(*) FROM accounts_report WHERE state = 'open' AND person_id <> %(viewer)s),
    (SELECT count(*) FROM roadmap_linkcase link LEFT JOIN roadmap_resource r ON r.id = link.resource_id
        WHERE link.state = 'open' AND r.retired_at IS NULL),
    (SELECT count(*) FROM mentoring_mentor m JOIN accounts_user u ON u.id = m.user_id
        WHERE m.state = 'applied' AND m.user_id <> %(viewer)s AND u.onboarded_at IS NOT NULL
            AND u.suspended_at IS NULL AND u.erase_after IS NULL))
"""
_STATEMENT: Final = f"""
{WALKING},
{SUGGESTED},
{_WAITING},
'minutes', (
    SELECT json_object_agg(day, minutes) FROM (
        SELECT day, sum(minutes) AS minutes FROM portfolio_entry
        WHERE owner_id = %(learner)s AND removed_at IS NULL AND day >= %(since)s GROUP BY day) AS days),
'last', (
    SELECT json_build_array(day, step_id, left(html, 3000)) FROM portfolio_entry
    WHERE owner_id = %(learner)s AND removed_at IS NULL ORDER BY day DESC, id DESC LIMIT 1),
'visibility', (
    SELECT visibility FROM (
        SELECT id, visibility FROM portfolio_entry
        WHERE owner_id = %(learner)s AND removed_at IS NULL ORDER BY day DESC, id DESC LIMIT 30) AS newest
    ORDER BY id DESC LIMIT 1),
'projects', (
    SELECT json_agg(json_build_array(id::text, title) ORDER BY pinned DESC, id DESC) FROM portfolio_project
    WHERE owner_id = %(learner)s AND removed_at IS NULL)
"""


def standing(learner: User, week: date, now: datetime) -> Standing:
    """Where `learner` stands `now`; `week` is the Monday of this week’s suggestions."""
    today = learner.day(now)
    since = today - timedelta(days=today.weekday()) - LATELY
    read = asked(
        _STATEMENT + (_CURATES if is_curator(learner) else ""),
        learner=learner.pk,
        viewer=learner.pk,
        since=since,
        week=week,
        people=FEW,
        now=now,
    )
    last = read["last"]
    return Standing(
        walking=walking(read),
        minutes={date.fromisoformat(day): minutes for day, minutes in (read["minutes"] or {}).items()},
        last=LastEntry(date.fromisoformat(last[0]), last[1], last[2]) if last else None,
        projects=tuple((pk, title) for pk, title in read["projects"] or []),
        visibility=read["visibility"] or Visibility.PRIVATE,
        people=tuple(Peer(*peer) for peer in read["people"] or []),
        waits=waits(read),
    )
