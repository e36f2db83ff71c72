"""The trail as the elevation profile and the thin strip draw it."""

from collections.abc import Mapping
from functools import lru_cache

from kit.bilingual import language
from kit.charts.profile import Mark, Stretch
from kit.dates import say_range
from roadmap.trail import Phase, Trail


def stretches(trail: Trail, states: Mapping[int, str] | None = None) -> tuple[Stretch, ...]:
    """The phases as stretches of the drawing, in the language being spoken.

    `states` (by step id: done, doing, skipped, now) is what one person has walked; none for a visitor.
    """
    return tuple(_stretch(phase, states) for phase in trail.phases) if states else _of_nobody(trail, language())


@lru_cache(maxsize=8)
def _of_nobody(trail: Trail, _language: str) -> tuple[Stretch, ...]:
    return tuple(_stretch(phase, {}) for phase in trail.phases)


def _stretch(phase: Phase, states: Mapping[int, str]) -> Stretch:
    return Stretch(
        name=str(phase.title),
        length=say_range(phase.months_low, phase.months_high, "months"),
        months=(phase.months_low + phase.months_high) / 2,
        marks=tuple(
            Mark((step.hours_low + step.hours_high) / 2, states.get(step.id, ""), str(step.title))
            for step in phase.steps
        ),
    )
