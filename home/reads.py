"""Today reads a learner by one statement."""

from datetime import date, timedelta
from typing import Final

from accounts.models import User
from accounts.visibility import Visibility
from home.today import LastEntry, Standing
from peers.matching import FEW, Peer
from peers.reads import SUGGESTED
from roadmap.reads import WALKING, asked, walking
from roadmap.replanning import LATELY

_STATEMENT: Final = f"""
{WALKING},
{SUGGESTED},
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


def standing(learner: User, today: date, week: date) -> Standing:
    """Where `learner` stands on `today`, the day that is theirs; `week` is the Monday of this week’s suggestions."""
    since = today - timedelta(days=today.weekday()) - LATELY
    read = asked(_STATEMENT, learner=learner.pk, since=since, week=week, people=FEW)
    last = read["last"]
    return Standing(
        walking=walking(read),
        minutes={date.fromisoformat(day): minutes for day, minutes in (read["minutes"] or {}).items()},
        last=LastEntry(date.fromisoformat(last[0]), last[1], last[2]) if last else None,
        projects=tuple((pk, title) for pk, title in read["projects"] or []),
        visibility=read["visibility"] or Visibility.PRIVATE,
        people=tuple(Peer(*peer) for peer in read["people"] or []),
    )
