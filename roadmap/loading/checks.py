"""What only shows when all parts are seen together: keys used twice, keys of nothing, an order that goes backwards."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from roadmap.loading.nodes import Ref
from roadmap.loading.problems import Place, Problem
from roadmap.loading.shapes import Guide, Thing


def problems_together(
    phases: Sequence[Thing], steps: Sequence[Thing], resources: Sequence[Thing], guides: Sequence[Guide]
) -> list[Problem]:
    known = {"phase": _keys(phases), "step": _keys(steps), "resource": _keys(resources)}
    return [
        *_twice("phase", phases),
        *_twice("step", steps),
        *_twice("resource", resources),
        *_twice("guide", guides),
        *_unknown("phase", known["phase"], (step.phase for step in steps)),
        *_unknown("resource", known["resource"], (ref for step in steps for ref in step.resources)),
        *_unknown("resource", known["resource"], (resource.successor for resource in resources)),
        *_unknown("resource", known["resource"], (ref for guide in guides for ref in guide.resources)),
        *_unknown("step", known["step"], (ref for guide in guides for ref in guide.steps)),
        *_replaced_but_here(known["step"], steps),
        *_out_of_order(phases, steps),
        *_taken_address(phases),
        *_neither_steps_nor_word(phases, steps),
    ]


def _keys(things: Iterable[Thing]) -> set[str]:
    return {thing.key for thing in things}


def _twice(what: str, things: Iterable[Thing | Guide]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for thing in things:
        at = thing.part.at("key")
        if thing.key in first:
            yield Problem(at, f"the {what} “{thing.key}” is already in {first[thing.key]}; a key is used once")
        first.setdefault(thing.key, at)


def _unknown(what: str, known: set[str], refs: Iterable[Ref | None]) -> Iterator[Problem]:
    for ref in refs:
        if ref is not None and ref.key not in known:
            yield Problem(ref.place, f"there is no {what} “{ref.key}”")


def _replaced_but_here(known: set[str], steps: Iterable[Thing]) -> Iterator[Problem]:
    for ref in (ref for step in steps for ref in step.replaces):
        if ref.key in known:
            yield Problem(ref.place, f"“{ref.key}” is still a step here, so nothing replaces it")


def _out_of_order(phases: Iterable[Thing], steps: Iterable[Thing]) -> Iterator[Problem]:
    order = {phase.key: phase.columns["place"] for phase in phases}
    along = sorted(steps, key=lambda step: step.columns["place"])
    for before, step in pairwise(along):
        place, at = step.columns["place"], step.part.at("place")
        if place == before.columns["place"]:
            yield Problem(at, f"place {place} is taken by “{before.key}”")
        elif _phase(step, order) < _phase(before, order):
            yield Problem(at, f"place {place} lies behind “{before.key}”, which is of a later phase")


def _phase(step: Thing, order: dict[str, int]) -> int:
    return order.get(step.phase.key, 0) if step.phase else 0


def _taken_address(phases: Iterable[Thing]) -> Iterator[Problem]:
    for phase in phases:
        if phase.key == "guides":
            yield Problem(
                phase.part.at("key"), "/roadmap/guides/ is the address of the guides; call the phase otherwise"
            )


def _neither_steps_nor_word(phases: Iterable[Thing], steps: Sequence[Thing]) -> Iterator[Problem]:
    with_steps = {step.phase.key for step in steps if step.phase}
    for phase in phases:
        if phase.key not in with_steps and not phase.columns["still_written_ko"]:
            yield Problem(phase.part.at("key"), f"the phase “{phase.key}” has no steps; say so in “still_written”")
