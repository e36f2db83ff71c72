"""What a step page says to the learner who reads it: pure, from what was read of them, the trail and the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from roadmap import link_words
from roadmap.plan import Plan
from roadmap.trail import Resource, Step, Trail
from roadmap.walking import Walking


@dataclass(frozen=True, slots=True)
class Line:
    """An entry on a step, as the step page shows it."""

    id: int
    day: date
    minutes: int
    html: str


@dataclass(frozen=True, slots=True)
class OnStep:
    """What a step page knows of the learner who reads it."""

    walking: Walking
    started_on: date | None
    finished_on: date | None
    note: str
    note_version: int
    marks: Mapping[int, frozenset[str]]  # what was said of each resource, by its id
    # Of each resource its verdict and the day it last opened, unless a curator knows better.
    links: Mapping[int, tuple[str, date | None]]
    entries: tuple[Line, ...]  # the newest three
    entry_count: int
    minutes: int


@dataclass(frozen=True)
class OnStepPage:
    """A learner on a step, on a day."""

    read: OnStep
    trail: Trail
    step: Step
    today: date

    @cached_property
    def plan(self) -> Plan | None:
        return self.read.walking.plan(self.trail)

    @property
    def is_enrolled(self) -> bool:
        return self.plan is not None

    @cached_property
    def marks(self) -> Mapping[int, str]:
        """By step: how the trail's marks are painted."""
        return self.read.walking.marks(self.plan)

    @property
    def state(self) -> str:
        """doing, done or skipped; nothing for a step to do."""
        return self.read.walking.states.get(self.step.id, "")

    @property
    def due_on(self) -> date | None:
        """The plan's day for this step; None once it is behind."""
        planned = next((p for p in self.plan.steps if p.step == self.step.id), None) if self.plan else None
        return planned.due_on if planned and not planned.passed else None

    @property
    def hours_a_week(self) -> int:
        return self.read.walking.pace.hours_a_week if self.read.walking.pace else 10

    def found_of(self, resource: Resource) -> tuple[str, str] | None:
        """What our checks say of its link: how its mark is painted, and words."""
        verdict, opened_on = self.read.links.get(resource.id, ("", None))
        return None if resource.link else link_words.found(verdict, opened_on, self.today)

    def said_of(self, resource: Resource) -> frozenset[str]:
        """What the learner said of a resource."""
        return self.read.marks.get(resource.id, frozenset())
