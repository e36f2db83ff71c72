"""Becoming a mentor, and how much of one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from accounts.actions.blocks import block
from accounts.actions.reports import DecidedAlready
from accounts.models import User
from kit.errors import Refusal
from mentoring import policies
from mentoring.actions import mentors, requests
from mentoring.models import Mentor, ReviewRequest
from notices import kinds
from notices.models import Notice
from portfolio.models import Grant, Project
from tests.conftest import make_member
from tests.mentoring.conftest import APPLIED, NOON, asked, make_mentor, milestone_of, project_of

LATER = NOON + timedelta(hours=1)


def applied(person: User, now: Any = NOON, **told: Any) -> Mentor:
    return mentors.apply(person, now=now, **(APPLIED | told))


def test_an_application_waits_for_a_curator_and_shows_nowhere(learner: User, peer: User) -> None:
    mentor = applied(learner)

    assert mentor.state == "applied"
    assert list(Mentor.objects.waiting()) == [mentor]
    assert not Mentor.objects.visible_to(peer).exists()
    assert not policies.is_mentor(learner)


def test_a_curator_accepts_and_it_is_told_at_once(learner: User, peer: User, curator: User) -> None:
    mentors.accept(applied(learner), by=curator, note="반가워요.", now=NOON)

    assert Mentor.objects.visible_to(peer).get().note == "반가워요."
    assert policies.is_mentor(learner)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.kind, notice.mail.calm) == (learner, "mentor_accepted", False)
    assert kinds.words_of([notice])[notice.pk]["title"]


def test_a_curator_declines_with_the_reason_and_one_may_apply_again(learner: User, curator: User) -> None:
    mentor = applied(learner)
    with pytest.raises(mentors.NoNote):
        mentors.decline(mentor, by=curator, note=" ", now=NOON)

    mentors.decline(mentor, by=curator, note="먼저 프로젝트 하나를 보여 주세요.", now=NOON)
    declined = Notice.objects.get()
    assert kinds.words_of([declined])
    again = applied(learner, now=LATER)

    assert (again.state, again.note, again.applied_at) == ("applied", "", LATER)
    assert not kinds.words_of([declined]), "no longer true"


def test_asked_again_before_it_is_decided_the_wait_goes_on(learner: User) -> None:
    applied(learner)

    again = applied(learner, now=LATER, seats=4)

    assert (again.applied_at, again.seats) == (NOON, 4)


@pytest.mark.parametrize(
    ("told", "no"),
    [
        ({"about": " "}, mentors.SaysNothing),
        ({"about": "가" * 301}, mentors.TooLong),
        ({"topics": ["nothing"]}, mentors.NoTopic),
        ({"languages": []}, mentors.NoLanguage),
        ({"seats": 0}, mentors.NoSeats),
        ({"seats": 11}, mentors.NoSeats),
    ],
)
def test_what_is_told_has_to_be_so(learner: User, told: dict, no: type[Refusal]) -> None:
    with pytest.raises(no):
        applied(learner, **told)
    assert not Mentor.objects.exists()


def test_only_a_curator_decides_once_and_never_about_themselves(learner: User, peer: User, curator: User) -> None:
    mentor = applied(learner)
    with pytest.raises(mentors.NotYours):
        mentors.accept(mentor, by=peer, now=NOON)
    with pytest.raises(mentors.NotYours):
        mentors.accept(applied(curator), by=curator, now=NOON)

    mentors.accept(mentor, by=curator, now=NOON)

    with pytest.raises(DecidedAlready, match=curator.name):
        mentors.decline(mentor, by=curator, note="아니에요.", now=NOON)


def test_a_mentor_changes_what_they_read_but_is_entrusted_no_more_kinds(mentor: User, learner: User) -> None:
    changed = mentors.change(mentor, **(APPLIED | {"kinds": ["tool", "art"], "seats": 5, "topics": ["sound", "art"]}))

    assert (changed.kinds, changed.seats, changed.topics) == (["tool"], 5, ["sound", "art"])
    with pytest.raises(mentors.MentorAlready):
        applied(mentor)
    with pytest.raises(mentors.NotAMentor):
        mentors.change(learner, **APPLIED)


def test_away_is_said_until_that_day(mentor: User, visitor: Client, at: Any) -> None:
    mentors.away(mentor, until=date(2026, 4, 20))

    at(NOON + timedelta(days=10))
    assertContains(visitor.get("/mentors/"), "까지 쉬어요")
    at(NOON + timedelta(days=11))
    assertNotContains(visitor.get("/mentors/"), "까지 쉬어요")
    assert mentors.away(mentor, until=None).away_until is None


def test_whose_time_a_curator_ends_gives_back_what_they_hold_and_may_apply_again(
    mentor: User, request_: ReviewRequest, curator: User, peer: User
) -> None:
    row = Mentor.objects.get(pk=mentor.pk)
    requests.take(request_, by=mentor, now=NOON)
    for by, note, no in (
        (peer, "왜", mentors.NotYours),
        (mentor, "왜", mentors.NotYours),
        (curator, "", mentors.NoNote),
    ):
        with pytest.raises(no):
            mentors.end(row, by=by, note=note, now=NOON)

    ended = mentors.end(row, by=curator, note="답이 없었어요.", now=NOON)

    request_.refresh_from_db()
    assert (ended.state, request_.holder, policies.is_mentor(mentor)) == ("left", None, False)
    assert not Grant.objects.filter(until__gt=NOON).exists()
    told = Notice.objects.get(recipient=mentor)
    assert kinds.words_of([told])
    with pytest.raises(mentors.NoMentorAnyMore):
        mentors.end(row, by=curator, note="또", now=LATER)
    assert applied(mentor, now=LATER).note == ""
    assert not kinds.words_of([told]), "no longer true"


def test_who_leaves_gives_back_what_they_hold_and_sees_it_no_more(
    mentor: User, request_: ReviewRequest, project: Project
) -> None:
    requests.take(request_, by=mentor, now=NOON)

    mentors.leave(mentor, now=NOON)

    request_.refresh_from_db()
    assert request_.holder is None
    assert not Project.objects.visible_to(mentor).exists()
    assert not Grant.objects.filter(until__gt=NOON).exists()
    assert not policies.is_mentor(mentor)
    assert not Mentor.objects.visible_to(request_.learner).exists()


@pytest.mark.parametrize("how", ["suspended", "leaving", "blocks me", "is blocked"])
def test_of_some_mentors_one_sees_nothing(mentor: User, peer: User, how: str) -> None:
    {
        "suspended": lambda: User.objects.filter(pk=mentor.pk).update(suspended_at=NOON),
        "leaving": lambda: User.objects.filter(pk=mentor.pk).update(erase_after=NOON),
        "blocks me": lambda: block(mentor, peer),
        "is blocked": lambda: block(peer, mentor),
    }[how]()

    assert not Mentor.objects.visible_to(peer).exists()


# ---- policies


def test_who_may_review_verify_and_take(learner: User, peer: User, mentor: User, curator: User) -> None:
    request = asked(learner, milestone_of(learner))
    row = Mentor.objects.get(pk=mentor.pk)

    assert policies.may_take(mentor, request, row)
    assert policies.may_verify(mentor, request.milestone)
    assert policies.may_take(curator, request)
    assert policies.may_verify(curator, request.milestone)
    for person in (learner, peer):
        assert not policies.may_take(person, request)
        assert not policies.may_verify(person, request.milestone)


def test_a_kind_that_was_not_entrusted_and_a_language_not_read(learner: User) -> None:
    request = asked(learner, milestone_of(learner))
    narrow = make_mentor("narrow", kinds=["art"], languages=["en"])
    row = Mentor.objects.get(pk=narrow.pk)

    assert not policies.may_verify(narrow, request.milestone)
    assert not policies.may_take(narrow, request, row)
    assert policies.may_review(narrow, request)


def test_a_block_either_way_and_one_s_own_are_not_for_a_mentor(learner: User, mentor: User, other: User) -> None:
    request = asked(learner, milestone_of(learner))
    block(learner, mentor)
    block(other, learner)

    for person in (mentor, other):
        assert not policies.may_take(person, request, Mentor.objects.get(pk=person.pk))
        assert not policies.may_verify(person, request.milestone)
    own = asked(mentor, project_of(mentor))
    assert not policies.may_take(mentor, own, Mentor.objects.get(pk=mentor.pk))


def test_who_applied_is_no_mentor_yet(learner: User) -> None:
    candidate = make_member("candidate")
    applied(candidate)

    assert not policies.may_take(candidate, asked(learner, project_of(learner)), Mentor.objects.get(pk=candidate.pk))
