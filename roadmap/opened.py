"""A broken link as the desk opens it, by one statement: the ORM's would cost as much as the rest of the page."""

from datetime import datetime
from typing import Any, Final

from accounts.models import User
from roadmap.models import LinkCase, LinkHost, Resource
from roadmap.reads import asked

_STATEMENT: Final = """
'case', (
    SELECT row_to_json(one) FROM (
        SELECT id, verdict, people, state, decision FROM roadmap_linkcase WHERE id = %(case)s) AS one),
'resource', (
    SELECT row_to_json(one) FROM (
        SELECT r.id, key, title_ko, title_en, by, address, kind, language, failing_since, answered_at, found_address, checks
        FROM roadmap_linkcase link JOIN roadmap_resource r ON r.id = link.resource_id
        WHERE link.id = %(case)s) AS one),
'host', (
    SELECT json_build_object('id', host.id, 'name', name)
    FROM roadmap_linkcase link JOIN roadmap_linkhost host ON host.id = link.host_id
    WHERE link.id = %(case)s),
'decided_by', (
    SELECT json_build_object('id', person.id, 'name', name)
    FROM roadmap_linkcase link JOIN accounts_user person ON person.id = link.decided_by_id
    WHERE link.id = %(case)s),
'told', (SELECT count(*) FROM roadmap_linkreport WHERE case_id = %(case)s)
"""


def opened(pk: int) -> LinkCase:
    """The case as far as it is shown, with `told`, how many members said so. Raises LinkCase.DoesNotExist."""
    read = asked(_STATEMENT, case=pk)
    if read["case"] is None:
        raise LinkCase.DoesNotExist
    found: Any = LinkCase(**read["case"])
    found.resource = read["resource"] and _resource(**read["resource"])
    found.host = read["host"] and LinkHost(**read["host"])
    found.decided_by = read["decided_by"] and User(**read["decided_by"])
    found.told = read["told"]
    return found  # type: ignore[no-any-return]


def _resource(failing_since: str | None, answered_at: str | None, **said: Any) -> Resource:
    return Resource(**said, failing_since=_moment(failing_since), answered_at=_moment(answered_at))


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
