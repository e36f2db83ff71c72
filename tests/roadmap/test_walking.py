from datetime import date, timedelta

import pytest

from accounts.models import User
from roadmap.actions import enrollment as on_trail
from roadmap.actions import progress as walk
from roadmap.actions.edition import renew_edition
from roadmap.actions.replan import replan
from roadmap.models import Enrollment, Progress, Step
from roadmap.planning import plan_of

MONDAY = date(2026, 3, 2)
SUNDAY = MONDAY + timedelta(days=6)


@pytest.fixture
def enrolled(learner: User, short_trail: list[Step]) -> User:
    on_trail.enroll(learner=learner, phase="first", hours_a_week=10, today=MONDAY)
    return learner


def next_due(learner: User) -> date | None:
    """What is kept, after seeing that the plan says the same."""
    enrollment = Enrollment.objects.get(learner=learner)
    upcoming = plan_of(enrollment).next
    assert enrollment.next_due_on == (upcoming.due_on if upcoming else None)
    return enrollment.next_due_on


def test_enrolling_twice_changes_nothing(enrolled: User) -> None:
    on_trail.enroll(learner=enrolled, phase="second", hours_a_week=40, today=MONDAY + timedelta(days=9))

    assert next_due(enrolled) == SUNDAY
    assert Enrollment.objects.get(learner=enrolled).first_phase.key == "first"


def test_a_done_step_moves_the_plan(enrolled: User, short_trail: list[Step]) -> None:
    walk.finish(enrolled, short_trail[0], today=MONDAY + timedelta(days=2))

    assert next_due(enrolled) == MONDAY + timedelta(days=16)


def test_a_skipped_step_takes_no_time_and_can_be_put_back(enrolled: User, short_trail: list[Step]) -> None:
    walk.skip(enrolled, short_trail[0])
    assert next_due(enrolled) == MONDAY + timedelta(days=13)

    walk.put_back(enrolled, short_trail[0])
    assert next_due(enrolled) == SUNDAY


def test_a_step_finished_before_it_was_begun_keeps_its_days_in_order(enrolled: User, short_trail: list[Step]) -> None:
    walk.start(enrolled, short_trail[0], today=SUNDAY)

    row = walk.finish(enrolled, short_trail[0], today=SUNDAY, on=MONDAY)

    assert (row.started_on, row.finished_on) == (MONDAY, MONDAY)


def test_nothing_is_finished_tomorrow(enrolled: User, short_trail: list[Step]) -> None:
    with pytest.raises(walk.DayAhead):
        walk.finish(enrolled, short_trail[0], today=MONDAY, on=SUNDAY)


def test_nothing_was_finished_before_anybody_could_begin(enrolled: User, short_trail: list[Step]) -> None:
    with pytest.raises(walk.LongAgo):
        walk.finish(enrolled, short_trail[0], today=MONDAY, on=date(1, 1, 1))

    assert walk.finish(enrolled, short_trail[0], today=MONDAY, on=date(1970, 1, 1)).state == "done"


def test_a_date_of_ones_own_ends_with_its_step(enrolled: User, short_trail: list[Step]) -> None:
    on_trail.move_next_step(enrolled, due_on=date(2026, 4, 1), today=MONDAY)
    assert next_due(enrolled) == date(2026, 4, 1)

    walk.finish(enrolled, short_trail[0], today=SUNDAY)

    assert next_due(enrolled) == SUNDAY + timedelta(days=14)


def test_a_date_of_ones_own_stays_while_another_step_moves(enrolled: User, short_trail: list[Step]) -> None:
    on_trail.move_next_step(enrolled, due_on=date(2026, 4, 1), today=MONDAY)

    walk.skip(enrolled, short_trail[2])

    assert next_due(enrolled) == date(2026, 4, 1)


def test_later_counts_the_same_hours_from_today(enrolled: User) -> None:
    on_trail.walk_later(enrolled, today=MONDAY + timedelta(weeks=3))

    assert next_due(enrolled) == SUNDAY + timedelta(weeks=3)


def test_lighter_counts_the_hours_that_were_there(enrolled: User) -> None:
    on_trail.walk_lighter(enrolled, hours_a_week=5, today=MONDAY)
    assert next_due(enrolled) == SUNDAY + timedelta(weeks=1)

    on_trail.walk_lighter(enrolled, hours_a_week=0, today=MONDAY)
    assert next_due(enrolled) == SUNDAY + timedelta(weeks=9)


def test_walking_all_of_it_leaves_nothing_due(enrolled: User, short_trail: list[Step]) -> None:
    for step in short_trail:
        walk.finish(enrolled, step, today=SUNDAY)

    assert next_due(enrolled) is None
    with pytest.raises(on_trail.NoStepAhead):
        on_trail.move_next_step(enrolled, due_on=SUNDAY, today=SUNDAY)


def test_a_note_on_a_step_not_begun_leaves_it_to_do(enrolled: User, short_trail: list[Step]) -> None:
    walk.note(enrolled, short_trail[1], "먼저 데이터를 나눠 보기", version=0)

    assert Progress.objects.get(step=short_trail[1]).state == ""
    assert next_due(enrolled) == SUNDAY


def test_after_the_roadmap_changed_every_plan_is_drawn_anew_once(enrolled: User, short_trail: list[Step]) -> None:
    Step.objects.filter(pk=short_trail[0].pk).update(hours_low=20, hours_high=20)
    renew_edition()

    assert replan() == 1
    assert next_due(enrolled) == SUNDAY + timedelta(weeks=1)
    assert replan() == 0


def test_a_roadmap_never_loaded_redraws_nothing(enrolled: User) -> None:
    assert replan() == 0
