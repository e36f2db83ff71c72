"""Paging by key: a page begins after the row last seen, so it costs the same however far one reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Generic, TypeVar, cast

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import F, Field, Model, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

T = TypeVar("T")
Keys = tuple[str, ...]

_LONGEST_CURSOR: Final = 400


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `newer` is what to ask `before` of, `older` what to ask `after`, each None at its end."""

    rows: list[T]
    newer: str | None
    older: str | None


def page(
    queryset: QuerySet[Any, T],
    *,
    after: str | None = None,
    before: str | None = None,
    keys: Keys = ("-day", "-id"),
    size: int = 40,
) -> Page[T]:
    """The `size` rows that follow the cursor `after`, or that stand right before the cursor `before`, in one query.

    `keys` are fields of the model, never null, all in one direction, the last one unique; an index over them carries
    the page. Rows may be objects or `.values()`. A cursor that was tampered with, belongs to another list or has
    nothing beyond it shows the first page.
    """
    cursors = _Cursors(queryset.model, keys)
    if place := cursors.read(after):
        rows = list(_beyond(queryset, keys, place)[: size + 1])
        if rows:
            return cursors.page(rows[:size], newer=True, older=len(rows) > size)
    elif place := cursors.read(before):
        rows = list(_beyond(queryset, _turned(keys), place)[: size + 1])
        if rows:
            return cursors.page(rows[:size][::-1], newer=len(rows) > size, older=True)
    rows = list(queryset.order_by(*keys)[: size + 1])
    return cursors.page(rows[:size], newer=False, older=len(rows) > size)


def cursor(model: type[Model], row: Any, keys: Keys = ("-day", "-id")) -> str:
    """Where `row` (an object or a mapping) stands in a list that `page` goes on with: for who reads the first otherwise."""
    return _Cursors(model, keys).write(row)


class _Cursors:
    """Places in one list: signed, so that what comes back is what went out, and only for this list."""

    def __init__(self, model: type[Model], keys: Keys) -> None:
        if len({key.startswith("-") for key in keys}) != 1:
            raise ValueError(f"keys must all go in one direction: {keys}")
        self.names = [key.removeprefix("-") for key in keys]
        about = model._meta  # noqa: SLF001 - Django's documented way to a model's fields
        self.fields = [cast("Field[Any, Any]", about.get_field(name)) for name in self.names]
        self.signer = signing.Signer(salt=f"kit.paging {about.label} {' '.join(keys)}")

    def page(self, rows: list[T], *, newer: bool, older: bool) -> Page[T]:
        return Page(rows, self.write(rows[0]) if newer else None, self.write(rows[-1]) if older else None)

    def write(self, row: Any) -> str:
        values = [row[name] if isinstance(row, Mapping) else getattr(row, name) for name in self.names]
        return self.signer.sign_object([_plain(value) for value in values])

    def read(self, cursor: str | None) -> tuple[Any, ...] | None:
        if not cursor or len(cursor) > _LONGEST_CURSOR:
            return None
        try:
            values = self.signer.unsign_object(cursor)
            return tuple(field.to_python(value) for field, value in zip(self.fields, values, strict=True))
        except (signing.BadSignature, ValidationError):
            return None


def _beyond(queryset: QuerySet[Any, T], keys: Keys, place: tuple[Any, ...]) -> QuerySet[Any, T]:
    # One comparison of rows, (day, id) < (…, …), which PostgreSQL answers by walking the index from that place on.
    beyond = TupleLessThan if keys[0].startswith("-") else TupleGreaterThan
    columns = Tuple(*(F(key.removeprefix("-")) for key in keys))
    return queryset.filter(beyond(columns, place)).order_by(*keys)


def _turned(keys: Keys) -> Keys:
    return tuple(key.removeprefix("-") if key.startswith("-") else f"-{key}" for key in keys)


def _plain(value: Any) -> str | int:
    if isinstance(value, int):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
