"""Changing what the roadmap says, thing by thing, so that what differs is written down on both sides: this is the undo.

A thing is named as its table and key: "resource anki". What stood is also what the loader compares with, so an edit made
here is kept by the next load.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from roadmap.actions.edition import renew_edition
from roadmap.loading.tables import Phases, Resources, Stand, Steps, Table, digest
from roadmap.models import Phase, Resource, Step

Things = Mapping[str, Mapping[str, Any]]

TABLES: Final[dict[str, Table]] = {table.what: table for table in (Phases(()), Steps(()), Resources(()))}
# What checking found of a link goes back with its address.
LINK: Final = (
    "verdict",
    "failing_since",
    "answered_at",
    "found_address",
    "kept_until",
    "host",
    "ask_host",
    "checks",
    "next_check_at",
)


def thing_of(row: Phase | Step | Resource) -> str:
    return f"{row._meta.model_name} {row.key}"  # noqa: SLF001 - Django's documented way to a model's name


def stand_of(thing: str) -> Stand:
    table, key = thing.split(" ", 1)
    return TABLES[table].stand(key)


def change(things: Things, now: datetime) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write the values of each thing; returns those that differ, as they were and as they are."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for thing, values in things.items():
        stand = stand_of(thing)
        differing = differing_values(stand, values)
        if differing:
            before[thing], after[thing] = {name: stand[name] for name in differing}, differing
            put(thing, differing, now)
    if after:
        renew_edition()
    return before, after


def differing_values(stand: Stand, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if digest({name: stand[name]}) != digest({name: value})}


def put(thing: str, values: Mapping[str, Any], now: datetime) -> None:
    table, key = thing.split(" ", 1)
    TABLES[table].put(key, {**TABLES[table].stand(key), **values}, now)


def stands(things: Things) -> bool:
    """Whether nobody has changed these values since."""
    return not any(differing_values(stand_of(thing), values) for thing, values in things.items())


def link_of(resource: Resource) -> dict[str, Any]:
    """What checking found, as JSON can keep it."""
    return dict(Resource.objects.filter(pk=resource.pk).values(*LINK).get())


def put_link(resource: Resource, link: Mapping[str, Any]) -> None:
    values = {f"{name}_id" if name in {"host", "ask_host"} else name: value for name, value in link.items()}
    Resource.objects.filter(pk=resource.pk).update(**values)
