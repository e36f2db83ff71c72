"""From rows to the trail: four statements, and the Markdown rendered once for everybody."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from kit.bilingual import Both, BothHtml
from kit.markdown import render
from roadmap import models
from roadmap.trail.shape import Link, Phase, Resource, Step, Trail


def read_trail(version: UUID | None) -> Trail:
    """The trail as the rows say now; what is retired is left out, and a retired step leads to its successor."""
    every_phase = list(models.Phase.objects.order_by("place", "pk"))
    phases = [row for row in every_phase if row.retired_at is None]
    every_step = list(models.Step.objects.order_by("phase__place", "place", "pk"))
    every_resource = list(models.Resource.objects.order_by("pk"))
    resources = _resources(row for row in every_resource if row.retired_at is None)
    instead = _successors(every_resource, {resource.key for resource in resources.values()})
    used = _used(every_resource, {resource.key: resource for resource in resources.values()}, instead)
    steps = _steps(every_step, phases, used)
    return Trail(
        version=version,
        phases=tuple(_phase(row, steps) for row in phases),
        resources=tuple(resources.values()),
        successors=_successors(every_step, {step.key for step in steps}),
        instead=instead,
        titles=_titles(phase=every_phase, step=every_step, resource=every_resource),
    )


def _titles(**rows: Iterable[Any]) -> Mapping[str, Both]:
    return {f"{table} {row.key}": Both(row.title_ko, row.title_en) for table, those in rows.items() for row in those}


def _used(
    rows: Iterable[models.Resource], resources: Mapping[str, Resource], instead: Mapping[str, str]
) -> Mapping[int, list[Resource]]:
    """By step: its resources in order, what replaces a retired one standing in its place, each once."""
    keys = {row.pk: instead.get(row.key, row.key) for row in rows}
    used: dict[int, dict[str, Resource]] = defaultdict(dict)
    for row in models.StepResource.objects.order_by("place"):
        if found := resources.get(keys[row.resource_id]):
            used[row.step_id].setdefault(found.key, found)
    return defaultdict(list, {step: list(found.values()) for step, found in used.items()})


def _phase(row: models.Phase, steps: Iterable[Step]) -> Phase:
    return Phase(
        id=row.pk,
        key=row.key,
        place=row.place,
        title=Both(ko=row.title_ko, en=row.title_en),
        aim=Both(ko=row.aim_ko, en=row.aim_en),
        still_written=Both(ko=row.still_written_ko, en=row.still_written_en),
        months_low=row.months_low,
        months_high=row.months_high,
        steps=tuple(step for step in steps if step.phase_key == row.key),
    )


def _steps(
    rows: Iterable[models.Step], phases: Iterable[models.Phase], used: Mapping[int, list[Resource]]
) -> list[Step]:
    keys = {phase.pk: phase.key for phase in phases}
    walked = [row for row in rows if row.retired_at is None and row.phase_id in keys]
    return [_step(row, keys[row.phase_id], number, used[row.pk]) for number, row in enumerate(walked, start=1)]


def _step(row: models.Step, phase_key: str, number: int, resources: Iterable[Resource]) -> Step:
    return Step(
        id=row.pk,
        key=row.key,
        phase_key=phase_key,
        number=number,
        title=Both(ko=row.title_ko, en=row.title_en),
        what=Both(ko=row.what_ko, en=row.what_en),
        why=_html(row.why_ko, row.why_en),
        how=_html(row.how_ko, row.how_en),
        pace=_html(row.pace_ko, row.pace_en),
        show=_html(row.show_ko, row.show_en),
        mistakes=_html(row.mistakes_ko, row.mistakes_en),
        hours_low=row.hours_low,
        hours_high=row.hours_high,
        resources=tuple(resources),
    )


def _resources(rows: Iterable[models.Resource]) -> dict[int, Resource]:
    by_id = {row.pk: row for row in rows}
    return {pk: _resource(row, by_id) for pk, row in by_id.items()}


def _resource(row: models.Resource, others: Mapping[int, models.Resource], *, alone: bool = False) -> Resource:
    return Resource(
        id=row.pk,
        key=row.key,
        title=Both(ko=row.title_ko, en=row.title_en),
        by=row.by,
        address=row.address,
        kind=row.kind,
        language=row.language,
        level=row.level,
        cost=row.cost,
        hours=row.hours,
        why=Both(ko=row.why_ko, en=row.why_en),
        link=None if alone else _link(row, others),
    )


def _link(row: models.Resource, others: Mapping[int, models.Resource]) -> Link | None:
    if not row.link_state:
        return None
    successor = others.get(row.replaced_by_id or 0)
    # Two dead links may name each other; a page shows one step of the way, so the second is told without its own.
    stands_in = _resource(successor, others, alone=True) if successor else None
    return Link(row.link_state, row.gone_since, row.archived_address, stands_in)


def _successors(rows: Iterable[models.Step] | Iterable[models.Resource], walked: set[str]) -> dict[str, str]:
    """From each retired row along `replaced_by` to the first that holds; in a circle, or at a dead end, to nothing."""
    by_id: dict[int, Any] = {row.pk: row for row in rows}
    found = {}
    for row in by_id.values():
        seen, at = {row.pk}, by_id.get(row.replaced_by_id or 0)
        while at and at.key not in walked and at.pk not in seen:
            seen.add(at.pk)
            at = by_id.get(at.replaced_by_id or 0)
        if row.key not in walked and at and at.key in walked:
            found[row.key] = at.key
    return found


def _html(korean: str, english: str) -> BothHtml:
    return BothHtml(ko=render(korean, links="ours"), en=render(english, links="ours"))
