"""What happens when several people do something at the same moment, each in a thread and a connection of their own."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.models import User
from kit.errors import Refusal
from mentoring.actions import mentors, requests, reviews
from mentoring.models import Mentor, Review, ReviewRequest
from notices.models import Notice
from portfolio.actions import milestones, verdicts
from portfolio.models import Grant, Milestone, Verification
from tests.conftest import make_member
from tests.mentoring.conftest import APPLIED, NOON, asked, drafted, make_mentor, milestone_of, project_of

pytestmark = pytest.mark.django_db(transaction=True)

LAPSED = NOON + timedelta(days=4)


def race(verbs: Sequence[Callable[[], Any]], at_once: int = 12) -> list[Any]:
    """What each of the verbs returned or refused, begun together, `at_once` at a time; a deadlock is raised."""
    ready = Barrier(min(at_once, len(verbs)))
    started = iter(range(len(verbs)))

    def run(verb: Callable[[], Any]) -> Any:
        try:
            if next(started, at_once) < at_once and len(verbs) >= at_once:
                ready.wait(30)
            return verb()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(at_once) as hands:
        return list(hands.map(run, verbs))


def many_requests(count: int) -> list[ReviewRequest]:
    return [asked(one, project_of(one)) for one in (make_member(f"learner-{n:02}") for n in range(count))]


def test_fifty_mentors_and_twenty_requests() -> None:
    wanted = many_requests(20)
    readers = [make_mentor(f"mentor-{n:02}", seats=1) for n in range(50)]

    said = race(
        [
            lambda by=by, one=one: requests.take(one, by=by, now=NOON)
            for place, by in enumerate(readers)
            for one in (wanted[place % 20], wanted[(place * 7 + 3) % 20])
        ],
        at_once=16,
    )

    held = Counter(ReviewRequest.objects.filter(holder__isnull=False).values_list("holder", flat=True))
    assert sum(held.values()) == 20
    assert max(held.values()) == 1, "one seat each"
    assert len({one.pk for one in said if isinstance(one, ReviewRequest)}) == 20
    assert Notice.objects.count() == 20
    assert {type(one) for one in said} <= {ReviewRequest, requests.AlreadyTaken, requests.NoSeatLeft}


def test_one_mentor_with_ten_tabs_and_two_seats() -> None:
    wanted = many_requests(10)
    reader = make_mentor("ten-tabs", seats=2)

    said = race([lambda one=one: requests.take(one, by=reader, now=NOON) for one in wanted], at_once=10)

    assert sum(isinstance(one, ReviewRequest) for one in said) == 2
    assert ReviewRequest.objects.held_by(reader, NOON).count() == 2


def test_the_same_curator_without_a_row_in_ten_tabs(curator: User) -> None:
    wanted = many_requests(10)

    race([lambda one=one: requests.take(one, by=curator, now=NOON) for one in wanted], at_once=10)

    assert ReviewRequest.objects.held_by(curator, NOON).count() == 2


def test_publishing_after_the_lapse_against_another_who_takes_it(mentor: User, other: User) -> None:
    wanted = many_requests(8)
    Mentor.objects.update(seats=10)
    drafts = [drafted(requests.take(one, by=mentor, now=NOON), mentor) for one in wanted]

    said = race(
        [
            verb
            for one, draft in zip(wanted, drafts, strict=True)
            for verb in (
                lambda draft=draft: reviews.publish(draft, now=LAPSED),
                lambda one=one: requests.take(one, by=other, now=LAPSED),
            )
        ],
        at_once=16,
    )

    for place, one in enumerate(wanted):
        published, taken = said[2 * place], said[2 * place + 1]
        one.refresh_from_db()
        if isinstance(published, Review):
            assert isinstance(taken, requests.AlreadyTaken | requests.NotOpen)
            assert (one.state, one.holder) == ("answered", mentor)
        else:
            assert isinstance(published, reviews.HeldByAnother)
            assert (one.state, one.holder) == ("open", other)
    assert not any(draft.summary == "" for draft in Review.objects.filter(mentor=mentor))


def test_publishing_against_a_withdrawal(mentor: User) -> None:
    wanted = many_requests(8)
    Mentor.objects.update(seats=10)
    drafts = [drafted(requests.take(one, by=mentor, now=NOON), mentor) for one in wanted]

    race(
        [
            verb
            for one, draft in zip(wanted, drafts, strict=True)
            for verb in (
                lambda draft=draft: reviews.publish(draft, now=NOON),
                lambda one=one: requests.withdraw(one, now=NOON),
            )
        ],
        at_once=16,
    )

    for one in ReviewRequest.objects.all():
        assert one.reviews.published().exists() == (one.state == "answered")
        assert one.state in {"answered", "withdrawn"}


def test_a_verdict_against_a_withdrawn_milestone_and_a_curator_s_verdict(mentor: User, curator: User) -> None:
    Mentor.objects.update(seats=10)
    several = [milestone_of(make_member(f"learner-{n:02}")) for n in range(8)]
    drafts = [
        drafted(requests.take(asked(one.owner, one), by=mentor, now=NOON), mentor, verdict="verified")
        for one in several
    ]

    race(
        [
            verb
            for one, draft in zip(several, drafts, strict=True)
            for verb in (
                lambda draft=draft: reviews.publish(draft, now=NOON),
                lambda one=one: verdicts.give(one, "declined", by=curator, reason="아직이에요.", now=NOON),
                lambda one=one, place=one.pk: milestones.withdraw(one, now=NOON) if place % 2 else None,
            )
        ],
        at_once=16,
    )

    for one in Milestone.objects.all():
        given = Verification.objects.filter(milestone=one).count()
        assert given <= 1, "of two verdicts at once one is given"
        assert (one.state == "withdrawn") == bool(one.pk % 2)
        assert (one.verified_at is not None) == (one.state == "verified")


def test_taking_over_from_who_is_suspended_against_a_withdrawn_milestone(mentor: User, other: User) -> None:
    Mentor.objects.update(seats=10)
    several = [milestone_of(make_member(f"learner-{n:02}")) for n in range(8)]
    wanted = [requests.take(asked(one.owner, one), by=mentor, now=NOON) for one in several]
    User.objects.filter(pk=mentor.pk).update(suspended_at=NOON)

    said = race(
        [
            verb
            for one, request in zip(several, wanted, strict=True)
            for verb in (
                lambda request=request: requests.take(request, by=other, now=NOON),
                lambda one=one: milestones.withdraw(one, now=NOON),
            )
        ],
        at_once=16,
    )

    assert {type(one) for one in said[::2]} <= {ReviewRequest, requests.NothingToTake}
    assert not Grant.objects.exists()


def test_two_reviews_of_one_request_at_once(mentor: User, other: User, learner: User) -> None:
    request = asked(learner, project_of(learner))
    drafts = []
    for by in (mentor, other):
        drafts.append(drafted(requests.take(request, by=by, now=NOON), by))
        requests.give_back(request, by=by, now=NOON)

    said = race([lambda one=one: reviews.publish(one, now=NOON) for one in drafts * 4], at_once=8)

    assert Review.objects.published().count() == 1
    assert {type(one) for one in said} == {Review, reviews.AnsweredAlready}


def test_two_curators_who_review_each_other_at_once() -> None:
    one, two = (make_member(f"curator-{n}", is_staff=True) for n in range(2))
    for _turn in range(4):
        drafts = []
        for learner, reader in ((one, two), (two, one)):
            drafts.append(drafted(requests.take(asked(learner), by=reader, now=NOON), reader))

        said = race([lambda draft=draft: reviews.publish(draft, now=NOON) for draft in drafts], at_once=2)

        assert all(isinstance(answer, Review) for answer in said)


def test_seats_lowered_during_a_take() -> None:
    reader = make_mentor("fewer", seats=5)
    wanted = many_requests(8)

    said = race(
        [
            *(lambda one=one: requests.take(one, by=reader, now=NOON) for one in wanted[:4]),
            lambda: mentors.change(reader, **(APPLIED | {"seats": 1})),
            *(lambda one=one: requests.take(one, by=reader, now=NOON) for one in wanted[4:]),
        ],
        at_once=9,
    )

    took = sum(isinstance(one, ReviewRequest) for one in said)
    assert took == ReviewRequest.objects.held_by(reader, NOON).count() <= 5
    with pytest.raises(requests.NoSeatLeft):
        requests.take(next(one for one in wanted if one.pk not in _held(reader)), by=reader, now=NOON)


def test_seats_are_lowered_after_a_take_that_has_begun() -> None:
    reader, taken = make_mentor("fewer", seats=2), Event()
    first, second = many_requests(2)

    def take_slowly() -> None:
        with transaction.atomic():
            requests.take(first, by=reader, now=NOON)
            taken.set()
            assert _somebody_waits(), "the seats are lowered when the take is done"

    def lower() -> None:
        taken.wait(30)
        mentors.change(reader, **(APPLIED | {"seats": 1}))
        requests.take(second, by=reader, now=NOON)

    said = race([take_slowly, lower], at_once=2)

    assert type(said[1]) is requests.NoSeatLeft
    assert _held(reader) == {first.pk}


def test_four_requests_asked_at_once_leave_three(learner: User) -> None:
    things: list[Any] = [None, *(project_of(learner) for _ in range(5))]

    said = race([lambda thing=thing: asked(learner, thing) for thing in things * 2], at_once=12)

    assert ReviewRequest.objects.open().count() == 3
    assert len({one.pk for one in said if isinstance(one, ReviewRequest)}) == 3


def _held(reader: User) -> set[int]:
    return set(ReviewRequest.objects.held_by(reader, NOON).values_list("pk", flat=True))


def _somebody_waits() -> bool:
    """Whether another connection comes to wait for a lock, within some seconds."""
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
            if cursor.fetchone()[0]:
                return True
        Event().wait(0.01)
    return False
