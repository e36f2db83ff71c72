"""What stands along the trail: phases, their steps, the resources of each. Nothing changes, nothing is looked up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import count
from uuid import UUID

from django.utils.functional import Promise

from kit.bilingual import Both, BothHtml
from roadmap.models.resource import Cost, Level, ResourceKind, ResourceLanguage, title_stands_in


@dataclass(frozen=True, slots=True)
class Link:
    """What is known of a link that is dead: gone or moved, since which year, an archived copy, what stands in for it."""

    state: str
    since: int | None
    archived: str
    successor: "Resource | None"


@dataclass(frozen=True, slots=True)
class Resource:
    """A link worth following. `hours` is None where nobody knows; `link` is None unless it is known to be dead."""

    id: int
    key: str
    title: Both
    by: str
    address: str
    kind: str
    language: str
    level: str
    cost: str
    hours: Decimal | None
    why: Both
    link: Link | None

    @property
    def titled_in(self) -> str:
        return title_stands_in(self.title.ko, self.title.en, self.language)

    @property
    def kind_word(self) -> str | Promise:
        return ResourceKind(self.kind).label

    @property
    def language_word(self) -> str | Promise:
        return ResourceLanguage(self.language).label

    @property
    def level_word(self) -> str | Promise:
        return Level(self.level).label

    @property
    def cost_word(self) -> str | Promise:
        return Cost(self.cost).label

    @property
    def minutes(self) -> int | None:
        """How long it takes, to five minutes: more is not known."""
        return None if self.hours is None else round(self.hours * 12) * 5


@dataclass(frozen=True, slots=True)
class Step:
    """A single thing to do. `number` counts along the whole trail, from 1 on; hours are effort, low and high."""

    id: int
    key: str
    phase_key: str
    number: int
    title: Both
    what: Both
    why: BothHtml
    how: BothHtml
    pace: BothHtml
    show: BothHtml
    mistakes: BothHtml
    hours_low: int
    hours_high: int
    resources: tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the trail; months are at 10 hours a week. One without steps says so in `still_written`."""

    id: int
    key: str
    place: int
    title: Both
    aim: Both
    still_written: Both
    months_low: int
    months_high: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, eq=False)
class Trail:
    """The whole roadmap of one edition, told from another by which object it is.

    `successors` leads from the key of a retired step to the key of one that holds, `instead` likewise for resources.
    `titles` are those of everything, retired too, by table and key ("resource anki"), as decisions about them name it.
    """

    version: UUID | None
    phases: tuple[Phase, ...]
    resources: tuple[Resource, ...]
    successors: Mapping[str, str]
    instead: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, Both] = field(default_factory=dict)
    reading: int = field(default_factory=count().__next__)  # no two in a process have the same

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All steps in the order of walking."""
        return tuple(step for phase in self.phases for step in phase.steps)

    @cached_property
    def step_by_key(self) -> Mapping[str, Step]:
        return {step.key: step for step in self.steps}

    @cached_property
    def step_by_id(self) -> Mapping[int, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def phase_by_key(self) -> Mapping[str, Phase]:
        return {phase.key: phase for phase in self.phases}

    @cached_property
    def resource_by_key(self) -> Mapping[str, Resource]:
        return {resource.key: resource for resource in self.resources}

    def resource(self, key: str) -> Resource | None:
        """The resource of that key, or what replaces it; None for one that was only retired."""
        return self.resource_by_key.get(self.instead.get(key, key))

    @cached_property
    def steps_of(self) -> Mapping[str, tuple[Step, ...]]:
        """The steps that use a resource, by its key; none for what stands in the library only."""
        return {
            resource.key: tuple(step for step in self.steps if resource in step.resources)
            for resource in self.resources
        }

    def now_at(self, key: str) -> Step | None:
        """The step of that key, or the one that took its place; None where there is neither."""
        return self.step_by_key.get(self.successors.get(key, key))

    @property
    def months(self) -> tuple[int, int]:
        """How long all of it takes at 10 hours a week, low and high."""
        return sum(phase.months_low for phase in self.phases), sum(phase.months_high for phase in self.phases)

    def before(self, step: Step) -> Step | None:
        return self.steps[step.number - 2] if step.number > 1 else None

    def after(self, step: Step) -> Step | None:
        return self.steps[step.number] if step.number < len(self.steps) else None
