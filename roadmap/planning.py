"""From rows to the pure plan of `roadmap.plan`."""

from collections.abc import Iterable
from fractions import Fraction

from roadmap.models import Enrollment, Progress, Step
from roadmap.models.progress import ProgressState
from roadmap.plan import Leg, Pace, Plan, Walked, draw
from roadmap.trail import Trail


def legs() -> list[Leg]:
    """The trail as its rows say now, for whoever writes. A step's effort is the middle of its low and high hours."""
    steps = Step.objects.current().filter(phase__retired_at=None).order_by("phase__place", "place", "pk")
    rows = steps.values_list("pk", "phase__place", "hours_low", "hours_high")
    return [Leg(step, phase, Fraction(low + high, 2)) for step, phase, low, high in rows]


def legs_of(walk: Trail) -> list[Leg]:
    """The same from the trail in memory, for whoever reads."""
    return [
        Leg(step.id, phase.place, Fraction(step.hours_low + step.hours_high, 2))
        for phase in walk.phases
        for step in phase.steps
    ]


def pace_of(enrollment: Enrollment) -> Pace:
    return Pace(
        first_phase_place=enrollment.first_phase.place,
        planned_from=enrollment.planned_from,
        hours_a_week=enrollment.hours_a_week,
        rest_weekdays=frozenset(enrollment.rest_weekdays),
        own_due_on=enrollment.own_due_on,
    )


def walked(progress: Iterable[Progress]) -> dict[int, Walked]:
    return {
        row.step_id: Walked(done_on=row.finished_on, skipped=row.state == ProgressState.SKIPPED) for row in progress
    }


def plan_of(enrollment: Enrollment) -> Plan:
    """The plan of an enrollment as its rows stand now."""
    return draw(legs(), pace_of(enrollment), walked(enrollment.progress.all()))
