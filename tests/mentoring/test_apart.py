"""A mentor and a learner whom something comes between: a hold that counts no more, a seat that is free again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from accounts.actions.blocks import block
from accounts.models import Report, User
from home.erasure import erase_due
from mentoring.actions import requests, reviews
from mentoring.models import Mentor, Review, ReviewRequest
from notices import kinds
from notices.models import Notice
from portfolio.actions import milestones
from portfolio.models import Grant, Project
from tests.mentoring.conftest import NOON, asked, drafted, make_mentor, milestone_of, project_of

SignIn = Callable[[User], Client]

PARTED = {
    "the mentor is suspended": lambda _learner, mentor: _become(mentor, suspended_at=NOON),
    "the mentor is leaving": lambda _learner, mentor: _become(mentor, erase_after=NOON),
    "the mentor blocks": lambda learner, mentor: block(mentor, learner),
    "the learner blocks": block,
}


def _become(person: User, **columns: object) -> None:
    User.objects.filter(pk=person.pk).update(**columns)


@pytest.mark.parametrize("how", PARTED)
def test_the_learner_hears_no_name_and_another_may_take_it(
    learner: User, mentor: User, other: User, request_: ReviewRequest, signed_in: SignIn, how: str
) -> None:
    requests.take(request_, by=mentor, now=NOON)
    PARTED[how](learner, mentor)

    client = signed_in(learner)
    for address in ("/reviews/", f"/reviews/requests/{request_.pk}/withdraw/", "/notices/"):
        assertNotContains(client.get(address), "최민호")
    assertContains(client.get("/reviews/"), "차례: 1번째")
    assert not kinds.words_of(Notice.objects.filter(kind="review_taken"))

    theirs = signed_in(other)
    assertContains(theirs.get("/mentor/?all"), f"/mentor/{request_.pk}/")
    assertContains(theirs.post(f"/mentor/{request_.pk}/take/", follow=True), "넘어진 날부터")
    assert [grant.reader for grant in Grant.objects.filter(until__gt=NOON + timedelta(hours=1))] == [other], (
        "nor if it is lifted again"
    )


@pytest.mark.parametrize("how", ["blocked", "suspended", "removed", "withdrawn"])
def test_what_one_cannot_work_on_takes_no_seat(learner: User, peer: User, how: str) -> None:
    mentor = make_mentor("one-seat", seats=1)
    about = milestone_of(learner) if how == "withdrawn" else project_of(learner)
    requests.take(asked(learner, about), by=mentor, now=NOON)
    {
        "blocked": lambda: block(learner, mentor),
        "suspended": lambda: _become(learner, suspended_at=NOON),
        "removed": lambda: Project.objects.update(removed_at=NOON),
        "withdrawn": lambda: milestones.withdraw(about, now=NOON),
    }[how]()

    assert requests.take(asked(peer, project_of(peer)), by=mentor, now=NOON).holder == mentor


def test_who_wrote_a_draft_answers_when_the_one_who_has_it_is_gone(
    mentor: User, other: User, request_: ReviewRequest
) -> None:
    requests.take(request_, by=mentor, now=NOON)
    draft = drafted(request_, mentor)
    requests.give_back(request_, by=mentor, now=NOON)
    requests.take(request_, by=other, now=NOON)
    with pytest.raises(reviews.HeldByAnother):
        reviews.publish(draft, now=NOON)

    _become(other, suspended_at=NOON)

    assert reviews.publish(draft, now=NOON).published_at == NOON
    assert not Grant.objects.filter(until__gt=NOON).exists()


def test_a_curator_who_decided_is_not_named_to_whom_they_are_kept_from(curator: User, signed_in: SignIn) -> None:
    mentor = make_mentor("minho", curator=curator)
    Mentor.objects.update(note="반가워요.")
    client = signed_in(mentor)
    assertContains(client.get("/mentors/apply/"), "한지우")

    block(curator, mentor)

    assertNotContains(client.get("/mentors/apply/"), "한지우")
    assertContains(client.get("/mentors/apply/"), "반가워요.")


def test_a_review_before_is_not_offered_where_it_is_seen_no_more(
    learner: User, mentor: User, other: User, project: Project, signed_in: SignIn
) -> None:
    answers = []
    for by in (mentor, other):
        request = requests.take(asked(learner, project), by=by, now=NOON)
        answers.append(reviews.publish(drafted(request, by), now=NOON))
    client, first = signed_in(learner), f'href="/reviews/{answers[0].pk}/"'
    assertContains(client.get(f"/reviews/{answers[1].pk}/"), first)

    block(mentor, learner)

    assertNotContains(client.get(f"/reviews/{answers[1].pk}/"), first)


def test_a_question_can_be_reported_by_who_could_take_it(
    learner: User, peer: User, mentor: User, request_: ReviewRequest, signed_in: SignIn
) -> None:
    report = f"/report/review_request/{request_.pk}/"

    assertContains(signed_in(mentor).get(f"/mentor/{request_.pk}/"), report)
    assert signed_in(mentor).get(report).status_code == 200
    for person in (learner, peer):
        assert signed_in(person).get(report).status_code == 404
    block(learner, mentor)
    assert signed_in(mentor).get(report).status_code == 404


def test_a_curator_reads_a_reported_question_with_six_queries(
    learner: User, curator: User, request_: ReviewRequest, signed_in: SignIn, django_assert_max_num_queries
) -> None:
    told = Report.objects.create(kind="review_request", subject=request_.pk, person=learner, why="unkind")
    desk, place = signed_in(curator), f"/curate/reports/{told.pk}/"
    assertContains(desk.get(place), request_.question)

    with django_assert_max_num_queries(6):
        assertContains(desk.get(place), f"/mentor/{request_.pk}/")


def test_drafts_go_with_who_wrote_them_and_what_was_sent_stays(
    learner: User, mentor: User, request_: ReviewRequest
) -> None:
    sent = reviews.publish(drafted(requests.take(request_, by=mentor, now=NOON), mentor), now=NOON)
    drafted(requests.take(asked(learner), by=mentor, now=NOON), mentor, summary="보내지 않은 글")
    _become(mentor, erase_after=NOON)

    assert erase_due(NOON) == 1

    assert list(Review.objects.values_list("pk", "mentor")) == [(sent.pk, None)]
