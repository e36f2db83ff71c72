"""What a plan would look like, before there is an account: pure, from answers and the trail."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from roadmap.plan import Leg, Pace, Plan, Planned, draw
from roadmap.trail import Phase, Trail


@dataclass(frozen=True, slots=True)
class Preview:
    """A plan, its end, and where one step more or fewer hours a week would lead (None at the ends of the choice)."""

    plan: Plan
    hours: int
    ends_on: date | None
    more: tuple[int, date] | None
    fewer: tuple[int, date] | None


def preview(legs: Sequence[Leg], pace: Pace, choices: Sequence[int]) -> Preview:
    """The plan at `pace`, beside those with the neighbouring `choices` of hours a week."""
    plan = draw(legs, pace, {})
    if plan.next is None:
        return Preview(plan, pace.hours_a_week, None, None, None)
    return Preview(
        plan,
        pace.hours_a_week,
        plan.ends_on,
        _at(legs, pace, min((c for c in choices if c > pace.hours_a_week), default=None)),
        _at(legs, pace, max((c for c in choices if c < pace.hours_a_week), default=None)),
    )


def _at(legs: Sequence[Leg], pace: Pace, hours: int | None) -> tuple[int, date] | None:
    if hours is None:
        return None
    ends_on = draw(legs, replace(pace, hours_a_week=hours), {}).ends_on
    return (hours, ends_on) if ends_on else None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a plan in words: a phase (`head`) or one of its steps; `due_on` None where there is no date."""

    state: str  # as the trail's marks name it: done, now or nothing
    title: str
    due_on: date | None
    head: bool
    phase: Phase


def rows(trail: Trail, plan: Plan, *, every_phase: bool = False) -> list[Row]:
    """The plan line by line: every phase, and the steps of the one that comes next, or of each (`every_phase`)."""
    due = {planned.step: planned for planned in plan.steps}
    upcoming = plan.next
    lines = []
    for phase in trail.phases:
        passed = bool(phase.steps) and all(due[step.id].passed for step in phase.steps)
        ends_on = due[phase.steps[-1].id].due_on if phase.steps and not passed else None
        lines.append(Row("done" if passed else "", str(phase.title), ends_on, head=True, phase=phase))
        if every_phase or (upcoming and any(step.id == upcoming.step for step in phase.steps)):
            lines += [
                Row(
                    _state(due[step.id], upcoming),
                    str(step.title),
                    due[step.id].due_on,
                    head=False,
                    phase=phase,
                )
                for step in phase.steps
            ]
    return lines


def _state(planned: Planned, upcoming: Planned | None) -> str:
    return "done" if planned.passed else "now" if planned == upcoming else ""
