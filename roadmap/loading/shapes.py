"""What a phase, a step, a resource and a guide look like in the data files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import CharField

from kit.bilingual import Both
from roadmap.loading.nodes import Part, Ref
from roadmap.loading.problems import BadPartError
from roadmap.models import Phase, Resource, Step
from roadmap.models.resource import Cost, Level, LinkState, ResourceKind, ResourceLanguage

_LINK_STATES: Final = tuple(state.value for state in LinkState if state.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One row to be: its columns, the keys of what it points at, and the part of a file that says so."""

    key: str
    part: Part
    columns: Mapping[str, Any]
    phase: Ref | None = None
    resources: tuple[Ref, ...] = ()
    successor: Ref | None = None
    replaces: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A page of prose beside the trail. It has no table: nobody edits it here and nothing points at it."""

    key: str
    part: Part
    place: int
    title: Both
    what: Both
    text: Both
    resources: tuple[Ref, ...]
    steps: tuple[Ref, ...]


def phase(part: Part, number: int) -> Thing:
    """`number` is its place in the list."""
    low, high = part.low_to_high("months")
    return Thing(
        key=part.key("key"),
        part=part,
        columns={
            "place": number,
            **_columns("title", part.both("title", _longest(Phase, "title_ko"))),
            **_columns("aim", part.both("aim")),
            **_columns("still_written", part.both_or_none("still_written")),
            "months_low": low,
            "months_high": high,
        },
    )


def step(part: Part) -> Thing:
    low, high = part.low_to_high("hours")
    texts = {name: part.both(name) for name in ("what", "why", "how", "pace", "show", "mistakes")}
    return Thing(
        key=part.key("key"),
        part=part,
        columns={
            "place": part.whole("place"),
            **_columns("title", part.both("title", _longest(Step, "title_ko"))),
            **{column: text for name, both in texts.items() for column, text in _columns(name, both).items()},
            "hours_low": low,
            "hours_high": high,
        },
        phase=part.ref("phase"),
        resources=part.refs("resources"),
        replaces=part.refs("replaces", needed=False),
    )


def resource(part: Part) -> Thing:
    link = part.part_or_none("link")
    state, successor = _link(link) if link else ({}, None)
    return Thing(
        key=part.key("key"),
        part=part,
        columns={
            **_columns("title", part.both("title", _longest(Resource, "title_ko"))),
            "by": part.text("by", _longest(Resource, "by"), default=""),
            "address": _address(part, "address"),
            "kind": part.choice("kind", ResourceKind.values),
            "language": part.choice("language", ResourceLanguage.values),
            "level": part.choice("level", Level.values),
            "cost": part.choice("cost", Cost.values),
            "hours": part.tenths_or_none("hours"),
            **_columns("why", part.both("why", _longest(Resource, "why_ko"))),
            "link_state": "",
            "gone_since": None,
            "archived_address": "",
            **state,
        },
        successor=successor,
    )


def guide(part: Part) -> Guide:
    return Guide(
        key=part.key("key"),
        part=part,
        place=part.whole("place"),
        title=part.both("title"),
        what=part.both("what"),
        text=part.both("text"),
        resources=part.refs("resources", needed=False),
        steps=part.refs("steps", needed=False),
    )


def _link(part: Part) -> tuple[dict[str, Any], Ref | None]:
    state = part.choice("state", _LINK_STATES)
    archived = _address(part, "archived") if part.has("archived") else part.text("archived", default="")
    since, successor = part.whole_or_none("since"), part.ref_or_none("successor")
    if part.flag("checked"):
        raise BadPartError(part.at("checked"), "“checked” stays false: the data can’t know what opens today")
    part.done()
    return {"link_state": state, "gone_since": since, "archived_address": archived}, successor


def _address(part: Part, name: str) -> str:
    address = part.text(name, _longest(Resource, "archived_address" if name == "archived" else name))
    if not address.startswith(("https://", "http://")) or " " in address:
        raise BadPartError(part.at(name), f"“{name}” is an address that begins with https:// or http://")
    return address


def _columns(name: str, both: Both) -> dict[str, str]:
    return {f"{name}_ko": both.ko, f"{name}_en": both.en}


def _longest(model: type[Phase | Step | Resource], column: str) -> int | None:
    column_of_text = model._meta.get_field(column)  # noqa: SLF001 - Django's documented way to a field
    return column_of_text.max_length if isinstance(column_of_text, CharField) else None
