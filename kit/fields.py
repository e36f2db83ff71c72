"""What a form field's macro needs to know of a bound field and cannot ask it in one word."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.forms import BoundField
from markupsafe import Markup, escape

Option = tuple[str, str, bool]


def options(bound: BoundField) -> list[Option]:
    """The choices of a field: value, word, and whether it is chosen now. Groups are laid flat."""
    chosen = _chosen(bound.value())
    return [(value, word, value in chosen) for value, word in _flat(bound.field.choices)]  # type: ignore[attr-defined]


def attributes(*parts: Mapping[str, Any]) -> Markup:
    """HTML attributes, later parts winning; True is a bare name, None and False are left out."""
    merged = {name: value for part in parts for name, value in part.items()}
    return Markup("").join(
        Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, escape(value))
        for name, value in merged.items()
        if value is not None and value is not False
    )


def _chosen(value: Any) -> set[str]:
    if isinstance(value, list | tuple | set):
        return {str(one) for one in value}
    return {"" if value is None else str(value)}


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for value, word in choices:
        if isinstance(word, list | tuple):
            yield from _flat(word)
        else:
            yield "" if value is None else str(value), word
