from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from accounts.models import User
from kit import clock
from notices import kinds
from notices.kinds import Words
from notices.models import Notice
from roadmap import trail
from roadmap.actions.enrollment import enroll, move_next_step
from roadmap.actions.progress import finish, skip
from roadmap.models import Step

NOON = datetime(2026, 4, 17, 3, 0, tzinfo=UTC)  # a Friday in Seoul
TODAY = date(2026, 4, 17)


@pytest.fixture
def walker(learner: User, short_trail: list[Step], at) -> User:
    at(NOON)
    enroll(learner=learner, phase="first", hours_a_week=10, today=date(2026, 4, 13))
    return learner


def told(person: User, kind: str) -> Words | None:
    """What a kind has to say to somebody now, as they read it; None for nothing."""
    gather = kinds.get(kind).gather
    assert gather
    for recipient, key, ids in gather([person], clock.now()):
        notice = Notice(pk=1, recipient=recipient, kind=kind, key=key, subjects=dict(ids))
        with translation.override(person.language):
            return kinds.words_of([notice]).get(1)
    return None


def step_due_in(person: User, days: int) -> Words | None:
    move_next_step(person, due_on=TODAY + timedelta(days=days), today=TODAY)
    return told(person, "step")


@pytest.mark.parametrize(
    ("days", "korean", "english"),
    [
        (2, "‘step-1’, 2일 남았어요", "2 days left: step-1"),
        (1, "‘step-1’, 내일까지예요", "Due tomorrow: step-1"),
        (0, "‘step-1’, 오늘까지예요", "Due today: step-1"),
    ],
)
def test_how_long_is_left_is_said_as_people_say_it(walker: User, days: int, korean: str, english: str) -> None:
    said = step_due_in(walker, days)
    walker.language = "en"
    User.objects.filter(pk=walker.pk).update(language="en")

    also_said = step_due_in(walker, days)

    assert said
    assert also_said
    assert (said["title"], also_said["title"]) == (korean, english)


def test_three_days_before_nothing_is_said(walker: User) -> None:
    assert step_due_in(walker, 3) is None


def test_a_name_too_long_for_a_subject_stands_in_the_text(walker: User, short_trail: list[Step]) -> None:
    Step.objects.filter(pk=short_trail[0].pk).update(title_ko="클라우드 GPU로 모델 만들기")

    said = step_due_in(walker, 2)

    assert said
    assert said["title"] == "다음 걸음, 2일 남았어요"
    assert said["text"].startswith("클라우드 GPU로 모델 만들기.")


def test_it_shows_how_far_one_is_along_the_trail(walker: User, short_trail: list[Step]) -> None:
    finish(walker, short_trail[0], today=TODAY)

    said = step_due_in(walker, 2)

    assert said
    assert said["trail"]["phases"] == [["done", "now"], ["todo"]]
    assert said["trail"]["label"] == "first · 3걸음 중 2번째 · 4월\xa019일까지"


def test_what_was_told_is_over_when_the_step_is_walked_past(walker: User, short_trail: list[Step]) -> None:
    move_next_step(walker, due_on=TODAY, today=TODAY)
    ids = {"step": short_trail[0].pk, "due": TODAY.isoformat()}
    notice = Notice(pk=1, recipient=walker, kind="step", key="", subjects=ids)
    before = kinds.words_of([notice])

    skip(walker, short_trail[0])

    assert before
    assert kinds.words_of([notice]) == {}


def test_six_days_late_is_not_slipping_yet(walker: User, at) -> None:
    at(NOON + timedelta(days=8))

    assert told(walker, "plan") is None


def test_a_plan_that_slips_says_when_it_would_end_counted_from_today(walker: User, at) -> None:
    at(NOON + timedelta(days=9))

    said = told(walker, "plan")

    assert said
    assert said["text"].startswith("지금대로면 second 단계는 6월\xa013일에 끝나요.")


def test_a_trail_that_was_taken_up_has_no_plan_to_slip(walker: User, at) -> None:
    at(NOON + timedelta(days=9))
    Step.objects.update(retired_at=NOON)
    trail.forget()

    assert told(walker, "plan") is None


def test_at_the_end_of_the_trail_nothing_is_due(walker: User, short_trail: list[Step], at) -> None:
    for step in short_trail:
        finish(walker, step, today=TODAY)
    at(NOON + timedelta(days=400))

    assert told(walker, "step") is told(walker, "plan") is None


def test_a_notice_leads_to_what_it_speaks_of(walker: User, signed_in, at) -> None:
    soon = step_due_in(walker, 2)
    at(NOON + timedelta(days=30))
    late = told(walker, "plan")

    assert soon
    assert late
    assert signed_in(walker).get(soon["address"]).status_code == 200
    assert "step-1</h1>" in signed_in(walker).get(soon["address"]).content.decode()
    assert late["address"] == "/#ways"
    assert 'id="ways"' in signed_in(walker).get("/").content.decode()


@pytest.mark.parametrize(("days", "address"), [(4, "/log/"), (10, "/plan/"), (30, "/")])
def test_so_does_one_to_who_is_away(walker: User, signed_in, at, days: int, address: str) -> None:
    at(NOON + timedelta(days=days))

    said = told(walker, "quiet")

    assert said
    assert said["address"] == address
    assert signed_in(walker).get(address).status_code == 200
