"""What the people of the demo world are and wrote, read from the files beside this one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

HERE: Final = Path(__file__).parent
FIRST_DAY: Final = "first day"
END: Final = "end"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where libyaml is there
_PART = re.compile(r"(?m)^--- (?P<step>[a-z-]+) (?P<minutes>\d+)(?: (?P<figure>\w+) (?P<alt>.+))?\n")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as somebody wrote it: on which step, how long it took, perhaps with a figure and its words."""

    step: str
    minutes: int
    text: str
    figure: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Tale:
    """A project and what its maker logged on the way, in order."""

    title: str
    value: str
    story: str
    topics: tuple[str, ...]
    cover: str
    links: Mapping[str, str]
    log: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the demo world; people.yaml says what each field means."""

    handle: str
    name: str
    language: str
    about: str
    topics: tuple[str, ...]
    role: str
    sees: str
    zone: str = "Asia/Seoul"
    email: str = ""
    curates: bool = False
    at: str = ""
    due: int = 0
    last: int = 0
    away: int = 0
    hours: int = 8
    rests: str = ""
    phase: str = "start"
    trail: str = "private"
    own: bool = False
    small: str = ""
    tales: tuple[str, ...] = ()
    projects: tuple[Tale, ...] = field(default=())

    @property
    def address(self) -> str:
        return f"{self.email or self.handle}@demo.example"


@cache
def people() -> tuple[Person, ...]:
    return tuple(_person(row) for row in _read("people.yaml"))


@cache
def step_lines(language: str) -> tuple[Line, ...]:
    """What people log on the steps of the roadmap, project or not."""
    return _lines((HERE / "steps" / f"{language}.md").read_text())


@cache
def short_lines(language: str) -> tuple[str, ...]:
    return tuple(_read("steps/short.yaml")[language])


def _person(row: Mapping[str, Any]) -> Person:
    lists = {name: tuple(row.get(name, ())) for name in ("topics", "tales")}
    small = [_small_tales(row["language"])[row["small"]]] if "small" in row else []
    return Person(**{**row, **lists}, projects=(*map(_tale, lists["tales"]), *small))


def _tale(name: str) -> Tale:
    _nothing, head, rest = (HERE / "tales" / f"{name}.md").read_text().split("---\n", 2)
    story = _PART.split(rest, maxsplit=1)[0]
    facts = yaml.load(head, Loader=_LOADER)  # noqa: S506 - either is a safe one
    return Tale(
        title=facts["title"],
        value=facts["value"],
        story=story.strip(),
        topics=tuple(facts["topics"]),
        cover=facts["cover"],
        links=facts.get("links", {}),
        log=_lines(rest),
    )


@cache
def _small_tales(language: str) -> dict[str, Tale]:
    return {row["title"]: _small(row) for row in _read("small.yaml")[language]}


def _small(row: Mapping[str, Any]) -> Tale:
    return Tale(
        title=row["title"],
        value=row["value"],
        story=row["story"].strip(),
        topics=tuple(row["topics"]),
        cover=row["cover"],
        links={},
        log=tuple(Line("first-project", 60 + 15 * place, text.strip()) for place, text in enumerate(row["log"])),
    )


def _lines(text: str) -> tuple[Line, ...]:
    found = list(_PART.finditer(text))
    ends = [*(part.start() for part in found[1:]), len(text)]
    return tuple(
        Line(
            step=part["step"],
            minutes=int(part["minutes"]),
            text=text[part.end() : end].strip(),
            figure=part["figure"] or "",
            alt=part["alt"] or "",
        )
        for part, end in zip(found, ends, strict=True)
    )


def _read(name: str) -> Any:
    return yaml.load((HERE / name).read_text(), Loader=_LOADER)  # noqa: S506 - either is a safe one
