"""The feed and the people of the week, as they are shown.

The feed is one statement: for each person one follows the newest things from a place on, then the newest of all.

Each kind of thing is asked by an index of its owner, so it costs the same however much others have written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core import signing
from django.db import connection

from accounts.models import User
from accounts.models.block import UNBLOCKED
from peers.matching import MOST, Peer
from portfolio.models.seen import shown_to
from roadmap.reads import asked

A_PAGE: Final = 40
_LAST, _FIRST = 2**63 - 1, 0  # beyond every id, before every id

# In which order things of one day stand: a later kind above an earlier one. `{beyond}` is < and `{way}` DESC for older
# things, > and ASC for newer ones.
KINDS: Final = ("step", "entry", "milestone")
_THINGS: Final = {
    "entry": """
SELECT {rank} AS rank, e.id, e.day FROM portfolio_entry e
WHERE e.owner_id = author.id AND e.removed_at IS NULL AND e.visibility = ANY(%(shown)s)
    AND (e.day, e.id) {beyond} (%(day)s, %(entry)s)
ORDER BY e.day {way}, e.id {way} LIMIT %(most)s""",
    "step": """
SELECT {rank} AS rank, w.id, w.finished_on AS day
FROM roadmap_enrollment r JOIN roadmap_progress w ON w.enrollment_id = r.id
WHERE r.learner_id = author.id AND r.trail_visibility = ANY(%(shown)s) AND w.state = 'done'
    AND (w.finished_on, w.id) {beyond} (%(day)s, %(step)s)
ORDER BY w.finished_on {way}, w.id {way} LIMIT %(most)s""",
    "milestone": """
SELECT {rank} AS rank, m.id, (m.verified_at AT TIME ZONE 'UTC')::date AS day FROM portfolio_milestone m
WHERE m.owner_id = author.id AND m.state = 'verified' AND m.visibility = ANY(%(shown)s)
    AND ((m.verified_at AT TIME ZONE 'UTC')::date, m.id) {beyond} (%(day)s, %(milestone)s)
ORDER BY day {way}, m.id {way} LIMIT %(most)s""",
}
# Those whom `viewer` follows, as Follow.objects.visible_to says it.
_AUTHORS: Final = """
FROM peers_follow f JOIN accounts_user u ON u.id = f.followed_id
WHERE f.follower_id = %(viewer)s AND u.suspended_at IS NULL AND u.erase_after IS NULL AND u.onboarded_at IS NOT NULL
    AND {unblocked}""".replace("{unblocked}", UNBLOCKED.format(owner="u.id"))
_FOLLOWED: Final = f"SELECT u.handle, u.name {_AUTHORS} ORDER BY u.name, f.id LIMIT %(most)s"
_FEED: Final = """
WITH author AS (SELECT u.id, u.handle, u.name {authors}),
thing AS (
    SELECT author.handle, author.name, found.* FROM author CROSS JOIN LATERAL ({things}) AS found
    ORDER BY day {way}, rank {way}, id {way} LIMIT %(most)s)
SELECT t.rank, t.id, t.day, t.handle, t.name, left(e.html, 700), e.minutes, coalesce(e.step_id, w.step_id),
    coalesce(m.title, ''), p.id, p.slug, p.title
FROM thing t
LEFT JOIN portfolio_entry e ON t.rank = {entry} AND e.id = t.id
LEFT JOIN roadmap_progress w ON t.rank = {step} AND w.id = t.id
LEFT JOIN portfolio_milestone m ON t.rank = {milestone} AND m.id = t.id
LEFT JOIN portfolio_project p ON p.id = coalesce(e.project_id, m.project_id)
    AND p.removed_at IS NULL AND p.visibility = ANY(%(shown)s)
ORDER BY t.day {way}, t.rank {way}, t.id {way}
"""


def _statement(beyond: str, way: str) -> str:
    things = " UNION ALL ".join(f"({_THINGS[kind].replace('{rank}', str(rank))})" for rank, kind in enumerate(KINDS))
    whole = _FEED.replace("{things}", things).replace("{authors}", _AUTHORS)
    for rank, kind in enumerate(KINDS):
        whole = whole.replace(f"{{{kind}}}", str(rank))
    return whole.replace("{beyond}", beyond).replace("{way}", way)


OLDER: Final = _statement("<", "DESC")
NEWER: Final = _statement(">", "ASC")


@dataclass(frozen=True, slots=True)
class Project:
    id: int
    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Thing:
    """One row of a feed: an entry with how its html begins, a finished step, or a verified milestone with its title."""

    kind: str
    id: int
    day: date
    handle: str
    name: str
    html: str
    minutes: int
    step: int | None
    title: str
    project: Project | None

    @property
    def place(self) -> tuple[date, int, int]:
        return (self.day, KINDS.index(self.kind), self.id)


@dataclass(frozen=True, slots=True)
class Feed:
    """A page; `newer` is what to ask `before` of, `older` what to ask `after`, each empty at its end."""

    things: list[Thing]
    newer: str = ""
    older: str = ""


def followed(viewer: User, *, most: int) -> list[tuple[str, str]]:
    """The handles and names of those whom `viewer` follows and may see, by name."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOWED, {"viewer": viewer.pk, "most": most})
        found: list[tuple[str, str]] = cursor.fetchall()
    return found


def feed(viewer: User, *, after: str = "", before: str = "") -> Feed:
    """What those whom `viewer` follows show to them, newest first, from a place on.

    A place that was tampered with, or beyond which there is nothing, shows the first page.
    """
    if before and (place := _place(before)):
        things = _ask(NEWER, viewer, place)
        if things:
            shown = things[:A_PAGE][::-1]
            return Feed(shown, newer=_cursor(shown[0]) if len(things) > A_PAGE else "", older=_cursor(shown[-1]))
    elif after and (place := _place(after)):
        things = _ask(OLDER, viewer, place)
        if things:
            return _page(things, newer=_cursor(things[0]))
    return _page(_ask(OLDER, viewer, (date.max, len(KINDS), _FIRST)))


def _page(things: Sequence[Thing], newer: str = "") -> Feed:
    shown = list(things[:A_PAGE])
    return Feed(shown, newer, _cursor(shown[-1]) if len(things) > A_PAGE else "")


def _ask(statement: str, viewer: User, place: tuple[date, int, int]) -> list[Thing]:
    day, at, number = place
    # Of the day one stops at, each kind goes on where that kind stands: all of it, none of it, or from that one on.
    bounds = {kind: _LAST if rank < at else _FIRST if rank > at else number for rank, kind in enumerate(KINDS)}
    values: dict[str, Any] = {
        "viewer": viewer.pk,
        "shown": [str(width) for width in shown_to(viewer)],
        "day": day,
        "most": A_PAGE + 1,
        **bounds,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [_thing(*row) for row in cursor]


def _thing(  # noqa: PLR0913, PLR0917 - as many as there are columns
    rank: int,
    pk: int,
    day: date,
    handle: str,
    name: str,
    html: str,
    minutes: int,
    step: int | None,
    title: str,
    *project: Any,
) -> Thing:
    about = Project(*project) if project[0] else None
    return Thing(KINDS[rank], pk, day, handle, name, html or "", minutes or 0, step, title, about)


# A column, for pages above this app too, of what Suggestion.objects.visible_to says of a `week`, up to `people` of them:
# handle, name, reasons.
SUGGESTED: Final = """
'people', (
    SELECT json_agg(json_build_array(handle, name, reasons) ORDER BY place) FROM (
        SELECT u.handle, u.name, s.reasons, s.place
        FROM peers_suggestion s
        JOIN accounts_user me ON me.id = s.learner_id AND me.discoverable AND me.onboarded_at IS NOT NULL
            AND me.suspended_at IS NULL AND me.erase_after IS NULL
        JOIN accounts_user u ON u.id = s.peer_id AND u.discoverable AND u.onboarded_at IS NOT NULL
            AND u.suspended_at IS NULL AND u.erase_after IS NULL
        WHERE s.learner_id = %(learner)s AND s.week = %(week)s AND {unblocked} AND NOT EXISTS (
            SELECT 1 FROM peers_introduction i WHERE i.state <> 'withdrawn'
                AND LEAST(i.sender_id, i.recipient_id) = LEAST(u.id, me.id)
                AND GREATEST(i.sender_id, i.recipient_id) = GREATEST(u.id, me.id))
        ORDER BY s.place, s.id LIMIT %(people)s) AS people)
""".replace("{unblocked}", UNBLOCKED.format(owner="u.id").replace("%(viewer)s", "me.id"))

_OF_WEEK: Final = f"""
{SUGGESTED},
'discoverable', (SELECT discoverable IS TRUE FROM accounts_user WHERE id = %(learner)s),
'walks', EXISTS (SELECT 1 FROM roadmap_enrollment WHERE learner_id = %(learner)s),
'served', (
    SELECT json_build_array(served_at IS NOT NULL) FROM peers_ringplace
    WHERE learner_id = %(learner)s AND week = %(week)s AND topic = '')
"""


@dataclass(frozen=True, slots=True)
class Week:
    """Those whom a week suggests to somebody, or why there is nobody.

    `nobody` is "hidden", "off the trail", "since Monday" (not in this week's rings), "soon" (not served yet) or "alone".
    """

    people: list[Peer]
    nobody: str


def of_week(learner: User, week: date) -> Week:
    """Whom the week that begins on that Monday suggests to `learner`."""
    read = asked(_OF_WEEK, learner=learner.pk, week=week, people=MOST)
    people = [Peer(*one) for one in read["people"] or []]
    return Week(people, "" if people else _why_nobody(**read))


def _why_nobody(*, discoverable: bool, walks: bool, served: list[bool] | None, **_read: Any) -> str:
    if not discoverable:
        return "hidden"
    if served:
        return "alone" if served[0] else "soon"
    return "since Monday" if walks else "off the trail"


_signer = signing.Signer(salt="peers.feed")


def _cursor(thing: Thing) -> str:
    day, rank, number = thing.place
    return _signer.sign_object([day.toordinal(), rank, number])


def _place(cursor: str) -> tuple[date, int, int] | None:
    try:
        day, rank, number = _signer.unsign_object(cursor)
        return date.fromordinal(day), rank, number
    except (signing.BadSignature, ValueError):
        return None
