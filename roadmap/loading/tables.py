"""The tables that the data files fill, seen as the files see them: columns, keys of other things, retired or not."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q, QuerySet, Value

from roadmap.models import Phase, Resource, Step, StepResource
from roadmap.models.resource import unchecked

if TYPE_CHECKING:
    from roadmap.loading.shapes import Thing  # which reads YAML, and no page does

Stand = Mapping[str, Any]
_RELATIONS: Final = ("phase", "resources", "replaced_by", "retired")


@dataclass(frozen=True, slots=True)
class Found:
    """A row as it stands in the database."""

    loaded_hash: str
    retired_at: datetime | None
    stand: Stand

    @property
    def edited_here(self) -> bool:
        return digest(self.stand) != self.loaded_hash


def digest(stand: Stand) -> str:
    """What is empty is left out: a column added later, still empty, must not make every row look edited."""
    said = {name: str(value) for name, value in stand.items() if value not in ("", None, [], False)}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def names_that_differ(before: Stand, after: Stand) -> list[str]:
    return sorted(name for name in after if digest({name: before[name]}) != digest({name: after[name]}))


def _both(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}_{language}" for name in names for language in ("ko", "en"))


class Table:
    """One table. `columns` are those that the data files write; the others are nobody's business here."""

    what: ClassVar[str]
    model: ClassVar[type[Phase | Step | Resource]]
    columns: ClassVar[tuple[str, ...]]

    def __init__(self, things: tuple["Thing", ...]) -> None:
        self.things = things
        self.successors = {ref.key: thing.key for thing in things for ref in thing.replaces}

    def found(self) -> dict[str, Found]:
        """Every row by key, retired ones too, held until the transaction ends."""
        list(self.model.objects.select_for_update().values_list("pk"))
        return {row.key: Found(row.loaded_hash, row.retired_at, self._stand(row)) for row in self._rows()}

    def stand(self, key: str) -> Stand:
        """What one row says now. Raises the model's DoesNotExist."""
        return self._stand(self._rows().get(key=key))

    def wanted(self, thing: "Thing") -> Stand:
        """What the row of a thing in the data should say."""
        return {**thing.columns, "replaced_by": thing.successor.key if thing.successor else "", "retired": False}

    def dropped(self, key: str, found: Found) -> Stand:
        """What a row should say whose key is no longer in the data."""
        return {**found.stand, "replaced_by": self.successors.get(key) or found.stand["replaced_by"], "retired": True}

    def in_use(self) -> set[str]:
        """Keys that something not retired stands on, so that they can't be retired yet."""
        return set()

    def save(self, key: str, stand: Stand, found: Found | None, now: datetime) -> None:
        """Write what the data says, and remember that it was the data that said so."""
        retired_at = ((found and found.retired_at) or now) if stand["retired"] else None
        values = {**self._values(stand), "retired_at": retired_at, "loaded_hash": digest(stand)}
        if found:
            values |= self._renewed(found.stand, stand, now)
        self.model.objects.update_or_create(key=key, defaults=values)

    def put(self, key: str, stand: Stand, now: datetime) -> None:
        """Write what somebody here says of a row that is there: the loader then sees that it was edited and keeps it."""
        before = self.stand(key)
        values = {**self._values(stand), **self._renewed(before, stand, now)}
        if stand["retired"] != before["retired"]:
            values["retired_at"] = now if stand["retired"] else None
        self.model.objects.filter(key=key).update(**values)
        self.link(key, stand)

    def remember(self, key: str, stand: Stand) -> None:
        """The data has caught up with what was edited here: from now on the row follows the data again."""
        self.model.objects.filter(key=key).update(loaded_hash=digest(stand))

    def link(self, key: str, stand: Stand) -> None:
        """Point at others: only once all of them are there."""
        successor = self.model.objects.filter(key=stand["replaced_by"]).values_list("pk", flat=True).first()
        self.model.objects.filter(key=key).update(replaced_by=successor)

    def _rows(self) -> QuerySet[Any]:
        return self.model.objects.annotate(successor_key=F("replaced_by__key"))

    def _stand(self, row: Any) -> Stand:
        columns = {column: getattr(row, column) for column in self.columns}
        return {**columns, "replaced_by": row.successor_key or "", "retired": row.retired_at is not None}

    def _renewed(self, _before: Stand, _after: Stand, _now: datetime) -> dict[str, Any]:
        """Columns that are nobody's business here, but must not outlive what they were about."""
        return {}

    def _values(self, stand: Stand) -> dict[str, Any]:
        return {name: value for name, value in stand.items() if name not in _RELATIONS}


class Phases(Table):
    what, model = "phase", Phase
    columns = ("place", *_both("title", "aim", "still_written"), "months_low", "months_high")

    def in_use(self) -> set[str]:
        return set(Step.objects.current().values_list("phase__key", flat=True))


class Resources(Table):
    what, model = "resource", Resource
    columns = (
        *_both("title", "why"),
        *("by", "address", "kind", "language", "level", "cost", "hours"),
        *("link_state", "gone_since", "archived_address"),
    )

    def _renewed(self, _before: Stand, _after: Stand, _now: datetime) -> dict[str, Any]:
        return unchecked(_now) if _before["address"] != _after["address"] else {}

    def in_use(self) -> set[str]:
        return set(StepResource.objects.filter(step__retired_at=None).values_list("resource__key", flat=True))


class Steps(Table):
    what, model = "step", Step
    columns = (
        "place",
        *_both("title", "what", "why", "how", "pace", "show", "mistakes"),
        *("hours_low", "hours_high"),
    )

    def wanted(self, thing: "Thing") -> Stand:
        phase = thing.phase.key if thing.phase else ""
        return {**super().wanted(thing), "phase": phase, "resources": [ref.key for ref in thing.resources]}

    def link(self, key: str, stand: Stand) -> None:
        super().link(key, stand)
        step = Step.objects.get(key=key)
        ids = dict(Resource.objects.filter(key__in=stand["resources"]).values_list("key", "pk"))
        step.step_resources.all().delete()
        StepResource.objects.bulk_create(
            StepResource(step=step, resource_id=ids[resource], place=place)
            for place, resource in enumerate(stand["resources"], start=1)
        )

    def _rows(self) -> QuerySet[Any]:
        used = ArrayAgg(
            "step_resources__resource__key",
            filter=Q(step_resources__isnull=False),
            order_by="step_resources__place",
            default=Value([]),
        )
        rows = super()._rows().annotate(phase_key=F("phase__key"), resource_keys=used)
        return cast("QuerySet[Any]", rows)

    def _stand(self, row: Any) -> Stand:
        return {**super()._stand(row), "phase": row.phase_key, "resources": row.resource_keys}

    def _values(self, stand: Stand) -> dict[str, Any]:
        return {**super()._values(stand), "phase": Phase.objects.get(key=stand["phase"])}
