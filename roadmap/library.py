"""The library: all resources along the trail, narrowed by what one asks for. From memory, so no page loads a row."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kit.bilingual import Both
from roadmap.models.resource import Cost, Level, ResourceKind, ResourceLanguage
from roadmap.trail import Resource, Trail

Word = str | Promise | Both


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter can take, and how many resources it would leave, the other filters being as they are."""

    value: str
    word: Word
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    label: Word
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Resources that belong together: those a phase begins to need, or (without a title) those beside the trail."""

    title: Both | None
    resources: tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class Library:
    filters: tuple[Filter, ...]
    shelves: tuple[Shelf, ...]
    count: int
    all: int

    @property
    def narrowed(self) -> bool:
        return any(choice.chosen for narrowing in self.filters for choice in narrowing.choices)


LABELS: Final[dict[str, Word]] = {
    "phase": _("Phase"),
    "kind": _("Kind"),
    "language": _("Language"),
    "level": _("Level"),
    "cost": _("Cost"),
}


def browse(trail: Trail, asked: Mapping[str, str]) -> Library:
    """The resources that fit `asked` (filter name → value); a value that is none of a filter's narrows nothing."""
    words = _words(trail)
    return _browsed(trail, tuple((name, asked[name]) for name in LABELS if asked.get(name) in words[name]))


@lru_cache(maxsize=64)  # the same for everybody
def _browsed(trail: Trail, choices: tuple[tuple[str, str], ...]) -> Library:
    words, wanted = _words(trail), dict(choices)
    found = [resource for resource in trail.resources if _fits(trail, resource, wanted)]
    return Library(
        filters=tuple(_filter(trail, name, words[name], wanted) for name in LABELS),
        shelves=_shelves(trail, found, wanted.get("phase")),
        count=len(found),
        all=len(trail.resources),
    )


def _words(trail: Trail) -> dict[str, dict[str, Word]]:
    return {
        "phase": {phase.key: phase.title for phase in trail.phases if phase.steps},
        "kind": {kind.value: kind.label for kind in ResourceKind},
        "language": {language.value: language.label for language in ResourceLanguage},
        "level": {level.value: level.label for level in Level},
        "cost": {cost.value: cost.label for cost in Cost},
    }


def _filter(trail: Trail, name: str, words: Mapping[str, Word], wanted: Mapping[str, str]) -> Filter:
    others = {other: value for other, value in wanted.items() if other != name}
    counts = Counter(
        value
        for resource in trail.resources
        if _fits(trail, resource, others)
        for value in set(_values(trail, resource, name))
    )
    choices = (Choice(value, word, counts[value], wanted.get(name) == value) for value, word in words.items())
    return Filter(name, LABELS[name], tuple(choice for choice in choices if choice.count or choice.chosen))


def _fits(trail: Trail, resource: Resource, wanted: Mapping[str, str]) -> bool:
    return all(value in _values(trail, resource, name) for name, value in wanted.items())


def _values(trail: Trail, resource: Resource, name: str) -> tuple[str, ...]:
    if name == "phase":
        return tuple(step.phase_key for step in trail.steps_of[resource.key])
    return (getattr(resource, name),)


def _shelves(trail: Trail, found: list[Resource], phase_key: str | None) -> tuple[Shelf, ...]:
    """By the phase that needs a resource first, in the order of walking; last, what no step needs."""
    shelves: dict[str | None, list[tuple[tuple[int, int], Resource]]] = defaultdict(list)
    for resource in found:
        step = next((step for step in trail.steps_of[resource.key] if phase_key in (None, step.phase_key)), None)
        order = (step.number, step.resources.index(resource)) if step else (0, len(shelves[None]))
        shelves[step.phase_key if step else None].append((order, resource))
    titles = {phase.key: phase.title for phase in trail.phases}
    return tuple(
        Shelf(titles.get(key or ""), tuple(resource for _, resource in sorted(shelves[key], key=itemgetter(0))))
        for key in (*titles, None)
        if shelves[key]
    )
