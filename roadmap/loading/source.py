"""The roadmap's data, read whole from a folder or from one file, and checked part by part and together.

A folder holds phases.yaml, steps/*.yaml (a step a file), resources/*.yaml (lists) and guides/*.yaml (a guide a file).
A step may say `replaces: [old-key]`: the address of a step that the data no longer has then leads to it.
One file holds the same as lists under `phases`, `steps`, `resources` and, where there are any, `guides`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from yaml.nodes import Node

from roadmap.loading import shapes
from roadmap.loading.checks import problems_together
from roadmap.loading.nodes import Part, parts, read
from roadmap.loading.problems import BadPartError, BadRoadmap, Problem
from roadmap.loading.shapes import Guide, Thing

DATA: Final = Path(__file__).resolve().parent.parent / "data"

_T = TypeVar("_T", Thing, Guide)
_Item = tuple[Node, str]


@dataclass(frozen=True, slots=True)
class Source:
    """Everything the data files say, in order."""

    phases: tuple[Thing, ...]
    steps: tuple[Thing, ...]
    resources: tuple[Thing, ...]
    guides: tuple[Guide, ...]


def read_source(path: Path = DATA) -> Source:
    """The data of a folder or file. Raises BadRoadmap with every problem found, each with its file and line."""
    problems: list[Problem] = []
    items = _of_folder(path, problems) if path.is_dir() else _of_file(path, problems)
    source = Source(
        phases=_shaped(enumerate(items["phases"], start=1), shapes.phase, problems),
        steps=_shaped(enumerate(items["steps"]), lambda part, _: shapes.step(part), problems),
        resources=_shaped(enumerate(items["resources"]), lambda part, _: shapes.resource(part), problems),
        guides=_shaped(enumerate(items["guides"]), lambda part, _: shapes.guide(part), problems),
    )
    problems = problems or problems_together(source.phases, source.steps, source.resources, source.guides)
    if problems:
        raise BadRoadmap(problems)
    return source


def read_guides(folder: Path = DATA) -> tuple[Guide, ...]:
    """The guides of a folder, in order. Raises BadRoadmap."""
    problems: list[Problem] = []
    items = list(_single(folder, _names(folder, "guides"), problems))
    guides = _shaped(enumerate(items), lambda part, _: shapes.guide(part), problems)
    if problems:
        raise BadRoadmap(problems)
    return tuple(sorted(guides, key=lambda guide: guide.place))


def _of_folder(folder: Path, problems: list[Problem]) -> dict[str, list[_Item]]:
    return {
        "phases": list(_listed(folder, ["phases.yaml"], problems)),
        "steps": list(_single(folder, _names(folder, "steps"), problems)),
        "resources": list(_listed(folder, _names(folder, "resources"), problems)),
        "guides": list(_single(folder, _names(folder, "guides"), problems)),
    }


def _of_file(path: Path, problems: list[Problem]) -> dict[str, list[_Item]]:
    items: dict[str, list[_Item]] = {"phases": [], "steps": [], "resources": [], "guides": []}
    try:
        whole = Part(read(path, path.name), path.name)
        for name in items:
            asked = whole.node_or_none(name) if name == "guides" else whole.node(name)
            items[name] = [(node, path.name) for node in parts(asked, path.name)] if asked else []
        whole.done()
    except BadPartError as error:
        problems.append(error.problem)
    return items


def _names(folder: Path, room: str) -> list[str]:
    return [f"{room}/{path.name}" for path in sorted((folder / room).glob("*.yaml"))]


def _listed(folder: Path, names: Iterable[str], problems: list[Problem]) -> Iterator[_Item]:
    for name in names:
        try:
            yield from [(node, name) for node in parts(read(folder / name, name), name)]
        except BadPartError as error:
            problems.append(error.problem)


def _single(folder: Path, names: Iterable[str], problems: list[Problem]) -> Iterator[_Item]:
    for name in names:
        try:
            yield read(folder / name, name), name
        except BadPartError as error:
            problems.append(error.problem)


def _shaped(
    items: Iterable[tuple[int, _Item]], shape: Callable[[Part, int], _T], problems: list[Problem]
) -> tuple[_T, ...]:
    shaped = []
    for number, (node, name) in items:
        try:
            part = Part(node, name)
            shaped.append(shape(part, number))
            part.done()
        except BadPartError as error:
            problems.append(error.problem)
    return tuple(shaped)
