"""What stands around the curators' desk: how the links do, what waits, what was decided lately. One statement."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from roadmap.models import CurationEvent
from roadmap.reads import asked

JUST: Final = 6  # decisions to take back

_STATEMENT: Final = """
'links', (
    SELECT json_build_array(
        count(*) FILTER (WHERE verdict NOT IN ('', 'offline')), count(*) FILTER (WHERE verdict = 'dead'))
    FROM roadmap_resource WHERE retired_at IS NULL),
'waiting', (
    SELECT json_build_array(count(*), min(link.created_at))
    FROM roadmap_linkcase link LEFT JOIN roadmap_resource r ON r.id = link.resource_id
    WHERE link.state = 'open' AND r.retired_at IS NULL),
'lately', (
    SELECT json_agg(json_build_array(id, subject, verb, actor_id, actor)) FROM (
        SELECT event.id, event.subject, event.verb, event.actor_id, person.name AS actor
        FROM roadmap_curationevent event LEFT JOIN accounts_user person ON person.id = event.actor_id
        WHERE event.undone_at IS NULL
        ORDER BY event.created_at DESC, event.id DESC LIMIT %(just)s) AS latest)
"""


@dataclass(frozen=True, slots=True)
class Lately:
    """A decision that stands; of a former member neither number nor name is known."""

    pk: int
    subject: str
    verb: str
    actor_id: int | None
    actor: str | None

    @property
    def word(self) -> str:
        return str(CurationEvent.Verb(self.verb).label)


@dataclass(frozen=True, slots=True)
class Glance:
    """`answering` is in percent of the links that were checked, `oldest` how long the first case has waited."""

    answering: int | None
    open: int
    oldest: timedelta | None
    lately: tuple[Lately, ...]


def at_a_glance(now: datetime) -> Glance:
    read = asked(_STATEMENT, just=JUST)
    (checked, dead), (waiting, since) = read["links"], read["waiting"]
    return Glance(
        answering=round(100 * (checked - dead) / checked) if checked else None,
        open=waiting,
        oldest=now - datetime.fromisoformat(since) if since else None,
        lately=tuple(Lately(*row) for row in read["lately"] or ()),
    )
