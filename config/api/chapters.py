"""The API's description as a page tells it: chapter by chapter every operation, and the shapes that go back and forth."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import get_language, gettext
from markupsafe import Markup

from config.api.schema import drawn
from kit import markdown
from kit.code import highlight
from kit.words import say_number

Schema = Mapping[str, Any]

_OF_COLUMNS: Final = frozenset({2**31 - 1, 2**63 - 1})  # the most that a column holds is no person's concern


@dataclass(frozen=True, slots=True)
class Field:
    """A value by its name. `holds` is said in words; `values` are all it may be, `shape` what it or each of a list is."""

    name: str
    holds: str
    values: tuple[str, ...]
    shape: str
    nullable: bool
    required: bool
    about: Markup


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    fields: tuple[Field, ...]
    sent: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """`shape` is empty where nothing comes back; a list holds many of it, page by page or all at once."""

    status: str
    shape: str
    listed: bool
    paged: bool


@dataclass(frozen=True, slots=True)
class Operation:
    key: str
    method: str
    path: str
    title: str
    about: Markup
    needs_token: bool
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    example: Markup
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    key: str
    title: str
    operations: tuple[Operation, ...]
    shapes: tuple[Shape, ...]


def chapters() -> tuple[Chapter, ...]:
    """The whole description in the language being spoken."""
    return _chapters(get_language() or "en")


def as_code(value: Any) -> Markup:
    """JSON as a page shows it."""
    return Markup(highlight(json.dumps(value, ensure_ascii=False, indent=2), "json"))  # noqa: S704 - escaped there


@lru_cache(maxsize=2)
def _chapters(_language: str) -> tuple[Chapter, ...]:
    described, told = drawn(), set[str]()
    return tuple(_chapter(tag, described, told) for tag in described["tags"])


def _chapter(tag: Schema, described: Schema, told: set[str]) -> Chapter:
    """One tag's operations, with the shapes that no chapter before has `told` of."""
    found = [
        (method, path, one)
        for path, methods in sorted(described["paths"].items())
        for method, one in methods.items()
        if tag["name"] in one["tags"]
    ]
    shapes = described["components"]["schemas"]
    named = {name: sent for _, _, one in found for name, sent in _named(one, shapes) if name not in told}
    told.update(named)
    return Chapter(
        tag["name"],
        tag["description"],
        tuple(_operation(method, path, one, shapes) for method, path, one in found),
        tuple(Shape(name, _fields(shapes[name]), sent) for name, sent in named.items()),
    )


def _operation(method: str, path: str, one: Schema, shapes: Schema) -> Operation:
    body, examples = _body(one)
    example = next(iter(examples.values()), None)
    return Operation(
        key=one["operationId"],
        method=method.upper(),
        path=path,
        title=one["summary"],
        about=_said(one),
        needs_token={} not in one["security"],
        parameters=tuple(_field(each["name"], each["schema"], each) for each in one.get("parameters", ())),
        body=_fields(shapes[_name(body)]) if body else (),
        example=as_code(example["value"]) if example else Markup(),
        answers=tuple(
            _answer(status, said, shapes) for status, said in one["responses"].items() if status != "default"
        ),
    )


def _body(one: Schema) -> tuple[Schema, Schema]:
    """The shape of what is sent, and examples of it."""
    sent = one.get("requestBody", {}).get("content", {}).get("application/json", {})
    return sent.get("schema", {}), sent.get("examples", {})


def _answer(status: str, said: Schema, shapes: Schema) -> Answer:
    name = _given(said)
    parts = shapes[name]["properties"] if name else {}
    if "results" in parts:
        return Answer(status, _name(parts["results"]), listed=True, paged="older" in parts)
    return Answer(status, name, listed=False, paged=False)


def _given(said: Schema) -> str:
    return _name(said.get("content", {}).get("application/json", {}).get("schema", {}))


def _named(one: Schema, shapes: Schema) -> Iterator[tuple[str, bool]]:
    """The shapes an operation names, at any depth, and whether they are sent; bodies and lists stand for themselves."""
    for status, said in one["responses"].items():
        if status != "default":
            answer = _answer(status, said, shapes)
            yield from [(answer.shape, False)] if answer.shape else []
            yield from ((name, False) for name in _inside(answer.shape, shapes))
    yield from ((name, True) for name in _inside(_name(_body(one)[0]), shapes))


def _inside(name: str, shapes: Schema) -> Iterator[str]:
    for part in shapes[name]["properties"].values() if name else ():
        if inner := _name(part):
            yield inner
            yield from _inside(inner, shapes)


def _name(shape: Schema) -> str:
    """The name of the shape that this is, or is a list of; empty for a plain value."""
    inner = shape.get("items") or next(iter(shape.get("allOf", ())), shape)
    return str(inner.get("$ref", "")).rpartition("/")[2]


def _fields(shape: Schema) -> tuple[Field, ...]:
    needed = shape.get("required", ())
    return tuple(_field(name, part, {**part, "required": name in needed}) for name, part in shape["properties"].items())


def _field(name: str, shape: Schema, said: Schema) -> Field:
    return Field(
        name=name,
        holds=_holds(shape),
        values=_values(shape),
        shape=_name(shape),
        nullable=shape.get("nullable", False),
        required=said.get("required", False),
        about=_said(said),
    )


def _values(shape: Schema) -> tuple[str, ...]:
    inner = shape.get("items", shape)
    if inner.get("type") == "boolean":
        return "true", "false"
    return tuple(value or '""' for value in inner.get("enum", ()))


def _holds(shape: Schema) -> str:
    """What a value is, in words; empty where its shape or its values say it all."""
    if shape.get("type") == "array":
        most = shape.get("maxItems")
        return gettext("a list, %(most)s at most") % {"most": most} if most else gettext("a list")
    if _name(shape) or _values(shape):
        return ""
    if shape["type"] == "integer":
        return _whole(shape)
    if (most := shape.get("maxLength")) is not None:
        return gettext("text, %(most)s characters at most") % {"most": say_number(most)}
    return _kinds()[shape.get("format") or shape["type"]]


def _kinds() -> Mapping[str, str]:
    return {
        "string": gettext("text"),
        "date": gettext("a day, like 2026-04-09"),
        "date-time": gettext("a time, UTC"),
        "uri": gettext("a web address"),
        "uuid": "UUID",
        "object": gettext("a JSON object"),
    }


def _whole(shape: Schema) -> str:
    least, most = shape.get("minimum"), shape.get("maximum")
    if least is None:
        return gettext("a whole number")
    if most is None or most in _OF_COLUMNS:
        return gettext("a whole number, %(least)s or more") % {"least": least}
    return gettext("a whole number, %(least)s–%(most)s") % {"least": least, "most": say_number(most)}


def _said(said: Schema) -> Markup:
    text = said.get("description", "")
    return Markup(markdown.render(text, links="ours")) if text else Markup()  # noqa: S704 - sanitised there
