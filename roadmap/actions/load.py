"""The roadmap's data into the database: an upsert by key that keeps what was edited here and deletes nothing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.db import transaction

from roadmap.actions.edition import renew_edition
from roadmap.loading.source import Source
from roadmap.loading.tables import Found, Phases, Resources, Stand, Steps, Table, digest, names_that_differ
from roadmap.models import Edition

Verb = Literal["created", "changed", "retired", "kept"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one thing; `why` names what differs, or why nothing was done."""

    verb: Verb
    what: str
    key: str
    why: str = ""


@dataclass(slots=True)
class Report:
    """What a load did, in the order of doing."""

    changes: list[Change] = field(default_factory=list)

    def add(self, verb: Verb, table: Table, key: str, why: str = "") -> None:
        self.changes.append(Change(verb, table.what, key, why))

    def of(self, verb: Verb) -> list[Change]:
        return [change for change in self.changes if change.verb == verb]

    @property
    def wrote(self) -> bool:
        return len(self.of("kept")) < len(self.changes)


@transaction.atomic
def load_roadmap(source: Source, *, now: datetime) -> Report:
    """Bring the database to what `source` says and report it.

    A row that differs from what was last loaded was edited here: it is kept, whatever the data says. What the data no
    longer has is retired, unless a step that was kept here still needs it. Progress, marks and notes are never touched.
    """
    Edition.objects.lock()
    report = Report()
    tables: tuple[Table, ...] = (Resources(source.resources), Phases(source.phases), Steps(source.steps))
    for table in tables:
        _upsert(table, report, now)
    for table in reversed(tables):
        _retire(table, report, now)
    if report.wrote:
        renew_edition()
    return report


def _upsert(table: Table, report: Report, now: datetime) -> None:
    rows = table.found()
    saved: dict[str, Stand] = {}
    for thing in table.things:
        found, wanted = rows.get(thing.key), table.wanted(thing)
        if _is_to_be_written(table, thing.key, found, wanted, report):
            table.save(thing.key, wanted, found, now)
            saved[thing.key] = wanted
            report.add("changed" if found else "created", table, thing.key, _differences(found, wanted))
    for key, stand in saved.items():
        table.link(key, stand)


def _retire(table: Table, report: Report, now: datetime) -> None:
    rows, in_data, in_use = table.found(), {thing.key for thing in table.things}, table.in_use()
    for key in sorted(rows.keys() - in_data):
        found, wanted = rows[key], table.dropped(key, rows[key])
        if not _is_to_be_written(table, key, found, wanted, report):
            continue
        if key in in_use:
            report.add("kept", table, key, "a step that was kept here still needs it")
            continue
        table.save(key, wanted, found, now)
        table.link(key, wanted)
        report.add("changed" if found.stand["retired"] else "retired", table, key)


def _is_to_be_written(table: Table, key: str, found: Found | None, wanted: Stand, report: Report) -> bool:
    if found is None:
        return True
    if digest(found.stand) == digest(wanted):
        if found.edited_here:
            table.remember(key, wanted)
        return False
    if found.edited_here:
        report.add("kept", table, key, _why_kept(found, wanted))
    return not found.edited_here


def _why_kept(found: Found, wanted: Stand) -> str:
    return f"edited here, the data differs in {_differences(found, wanted)}" if found.loaded_hash else "made here"


def _differences(found: Found | None, wanted: Stand) -> str:
    return ", ".join(names_that_differ(found.stand, wanted)) if found else ""
