"""What the curators' desk lists and what stands around it. One statement, and one more for a page of cases further on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import F

from accounts.models import User
from kit import paging
from kit.bilingual import InBoth
from roadmap.desk import Queue, Row, queues
from roadmap.models import CurationEvent, LinkCase
from roadmap.models.resource import title_stands_in
from roadmap.reads import asked

JUST: Final = 6  # decisions to take back
A_PAGE: Final = 40  # cases
KEYS: Final = ("-people", "-id")

# `cases` as `rows` says it. No limit is a parameter: a plan that knows it would look cheaper, and be made anew each time.
_STATEMENT: Final = f"""
'links', (
    SELECT json_build_array(
        count(*) FILTER (WHERE r.verdict NOT IN ('', 'offline') OR gone.id IS NOT NULL),
        count(*) FILTER (WHERE r.verdict = 'dead' OR r.verdict IN ('', 'offline') AND gone.id IS NOT NULL))
    FROM roadmap_resource r
    LEFT JOIN roadmap_linkcase gone ON gone.resource_id = r.id AND gone.state = 'open' AND gone.verdict = 'dead'
    WHERE r.retired_at IS NULL),
'waiting', (
    SELECT json_build_array(count(*), min(link.created_at))
    FROM roadmap_linkcase link LEFT JOIN roadmap_resource r ON r.id = link.resource_id
    WHERE link.state = 'open' AND r.retired_at IS NULL),
'cases', (
    SELECT json_agg(row_to_json(listed)) FROM (
        SELECT link.id, link.people, link.verdict, r.title_ko, r.title_en, r.language, host.name AS site,
            (SELECT count(*) FROM roadmap_linkreport told WHERE told.case_id = link.id) AS told
        FROM roadmap_linkcase link
        LEFT JOIN roadmap_resource r ON r.id = link.resource_id
        LEFT JOIN roadmap_linkhost host ON host.id = link.host_id
        WHERE link.state = 'open' AND r.retired_at IS NULL
        ORDER BY link.people DESC, link.id DESC LIMIT {A_PAGE + 1}) AS listed),
'lately', (
    SELECT json_agg(json_build_array(id, subject, verb, actor_id, actor)) FROM (
        SELECT event.id, event.subject, event.verb, event.actor_id, person.name AS actor
        FROM roadmap_curationevent event LEFT JOIN accounts_user person ON person.id = event.actor_id
        WHERE event.undone_at IS NULL
        ORDER BY event.created_at DESC, event.id DESC LIMIT {JUST}) AS latest)
"""  # noqa: S608 - of constants


@dataclass(slots=True)
class Listed:
    """A case that waits, of a resource (its titles and its language) or of a whole `site`; `told` members said so."""

    id: int
    people: int
    verdict: str
    told: int
    title_ko: str | None
    title_en: str | None
    language: str | None
    site: str | None

    title = InBoth("title")

    @property
    def titled_in(self) -> str:
        return title_stands_in(self.title_ko, self.title_en, self.language)


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
    """`answering` is in percent of the links that were checked, 100 only where all do.

    `oldest` is how long the first of `open` cases has waited, `waiting` a page of them, by people affected; `queues` are
    what else waits.
    """

    answering: int | None
    open: int
    oldest: timedelta | None
    waiting: paging.Page[Listed]
    queues: Sequence[tuple[Queue, Sequence[Row]]]
    lately: Sequence[Lately]


def at_a_glance(curator: User, now: datetime, *, after: str | None = None, before: str | None = None) -> Glance:
    """What waits for `curator`, with the page of cases that follows the cursor `after` or stands before `before`."""
    read = asked(_STATEMENT + "".join(map(_column, queues())), viewer=curator.pk)
    (checked, dead), (waiting, since) = read["links"], read["waiting"]
    return Glance(
        answering=100 * (checked - dead) // checked if checked else None,
        open=waiting,
        oldest=now - datetime.fromisoformat(since) if since else None,
        waiting=_further(after, before) if after or before else _first(read["cases"] or []),
        queues=[(queue, [queue.row(row, now) for row in read[queue.name] or []]) for queue in queues()],
        lately=[Lately(*row) for row in read["lately"] or []],
    )


def rows() -> Any:
    """The cases by the ORM."""
    waiting: Any = LinkCase.objects.waiting().with_told()
    of_resource = {"title_ko": F("resource__title_ko"), "title_en": F("resource__title_en")}
    language, site = F("resource__language"), F("host__name")
    return waiting.values("id", "people", "verdict", "told", **of_resource, language=language, site=site)


def _column(queue: Queue) -> str:
    return f", '{queue.name}', (SELECT json_agg(row_to_json(one)) FROM ({queue.statement}) AS one)"  # noqa: S608 - of constants


def _further(after: str | None, before: str | None) -> paging.Page[Listed]:
    return _listed(paging.page(rows(), keys=KEYS, after=after, before=before, size=A_PAGE))


def _first(found: list[dict[str, Any]]) -> paging.Page[Listed]:
    shown = found[:A_PAGE]
    older = paging.cursor(LinkCase, shown[-1], KEYS) if len(found) > len(shown) else None
    return _listed(paging.Page(shown, newer=None, older=older))


def _listed(page: paging.Page[dict[str, Any]]) -> paging.Page[Listed]:
    return paging.Page([Listed(**row) for row in page.rows], newer=page.newer, older=page.older)
