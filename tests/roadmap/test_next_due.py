"""The day that reminders go by is kept beside the pace; whatever is done, it stays the plan's."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kit import clock
from kit.errors import Refusal
from roadmap import trail
from roadmap.actions import enrollment as on_trail
from roadmap.actions import progress as walk
from roadmap.actions.edition import renew_edition
from roadmap.actions.replan import replan
from roadmap.models import Enrollment, Step
from roadmap.planning import plan_of
from tests.conftest import make_member
from tests.roadmap.conftest import make_phase, make_step

MONDAY = date(2026, 3, 2)
which = st.integers(0, 3)
hours = st.sampled_from([1, 5, 10, 40])


class OnTheTrail(RuleBasedStateMachine):
    """One learner, four steps of two phases, days that pass, and a curator who retires a step and takes it back."""

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        trail.forget()
        first, second = make_phase("first", 1), make_phase("second", 2)
        self.steps = [
            make_step(phase, place, 10 * place) for place, phase in enumerate([first, first, second, second], 1)
        ]
        self.today = MONDAY
        self.learner = make_member("walker")
        on_trail.enroll(learner=self.learner, phase="first", hours_a_week=10, today=MONDAY)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)
        trail.forget()

    def _try(self, verb: Any, *about: Any, **how: Any) -> None:
        try:
            with transaction.atomic():
                verb(self.learner, *about, **how)
        except Refusal:
            pass

    @rule(days=st.integers(1, 40))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(step=which)
    def start(self, step: int) -> None:
        self._try(walk.start, self.steps[step], today=self.today)

    @rule(step=which, ago=st.integers(-1, 30))
    def finish(self, step: int, ago: int) -> None:
        self._try(walk.finish, self.steps[step], today=self.today, on=self.today - timedelta(days=ago))

    @rule(step=which, verb=st.sampled_from([walk.skip, walk.put_back]))
    def pass_by(self, step: int, verb: Any) -> None:
        self._try(verb, self.steps[step])

    @rule(days=st.integers(-1, 90))
    def set_a_day_of_ones_own(self, days: int) -> None:
        self._try(on_trail.move_next_step, due_on=self.today + timedelta(days=days), today=self.today)

    @rule()
    def walk_later(self) -> None:
        self._try(on_trail.walk_later, today=self.today)

    @rule(hours=hours)
    def walk_lighter(self, hours: int) -> None:
        self._try(on_trail.walk_lighter, hours_a_week=hours, today=self.today)

    @rule(hours=hours, rests=st.sets(st.integers(0, 6), max_size=6), phase=st.sampled_from(["first", "second"]))
    def change_the_pace(self, hours: int, rests: set[int], phase: str) -> None:
        told = {"hours_a_week": hours, "rest_weekdays": rests, "phase": phase, "trail_visibility": "private"}
        self._try(on_trail.change_pace, today=self.today, **told)

    @rule(step=which, gone=st.booleans())
    def the_roadmap_changes(self, step: int, gone: bool) -> None:
        Step.objects.filter(pk=self.steps[step].pk).update(retired_at=clock.now() if gone else None)
        renew_edition()
        trail.forget()
        replan()

    @invariant()
    def the_day_kept_is_the_plan_s(self) -> None:
        enrollment = Enrollment.objects.get(learner=self.learner)
        upcoming = plan_of(enrollment).next
        assert enrollment.next_due_on == (upcoming.due_on if upcoming else None)


@pytest.mark.django_db
def test_the_next_due_day_is_the_plan_s_whatever_happened() -> None:
    few = settings(max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))

    run_state_machine_as_test(OnTheTrail, settings=few)
