"""Reviews: drafted as typed, published once, with what they say of the milestone."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from accounts.actions.blocks import block
from accounts.models import User
from accounts.reports import get as reportable
from kit.errors import Refusal
from mentoring.actions import requests, reviews
from mentoring.models import Review, ReviewRequest
from notices import kinds
from notices.models import Notice
from portfolio.actions import milestones
from portfolio.models import Grant, Milestone, Project
from tests.mentoring.conftest import NOON, WHOLE, answered, asked, drafted, make_mentor, milestone_of

SOON, DAYS_LATER = NOON + timedelta(hours=1), NOON + timedelta(days=3)


@pytest.fixture
def taken(mentor: User, request_: ReviewRequest) -> ReviewRequest:
    return requests.take(request_, by=mentor, now=NOON)


# ---- drafts


def test_a_draft_is_kept_as_typed_and_seen_by_its_author_alone(learner: User, mentor: User, other: User, taken) -> None:
    review = drafted(taken, mentor, summary="아직 반만 썼어요.", scores={"problem": 4}, next_things=["하나"])

    review.refresh_from_db()
    assert (review.summary, review.problem, review.data, review.version) == ("아직 반만 썼어요.", 4, None, 2)
    assert review.next_things == ["하나", "", ""]
    assert Review.objects.visible_to(mentor).exists()
    for person in (learner, other, AnonymousUser()):
        assert not Review.objects.visible_to(person).exists()


def test_a_save_from_an_older_version_overwrites_nothing(mentor: User, taken) -> None:
    review = Review.objects.get()
    drafted(taken, mentor)

    with pytest.raises(reviews.ChangedMeanwhile) as no:
        reviews.save_draft(review, version=1, now=SOON, **(WHOLE | {"summary": "다른 창에서 쓴 글"}))
    assert no.value.standing.summary == WHOLE["summary"]
    assert reviews.save_draft(review, version=1, now=SOON, **WHOLE).version == 2, "what stands so already is saved"


@pytest.mark.parametrize(
    ("told", "no"),
    [
        ({"scores": {"data": 5}}, reviews.NoSuchScore),
        ({"summary": "가" * 4001}, reviews.TooLong),
        ({"reason": "가" * 1001}, reviews.TooLong),
        ({"next_things": ["가" * 201]}, reviews.TooLong),
    ],
)
def test_a_draft_holds_so_much_and_no_more(mentor: User, taken, told: dict, no: type[Refusal]) -> None:
    with pytest.raises(no):
        drafted(taken, mentor, **told)


def test_a_draft_is_saved_after_the_hold_ran_out_and_after_another_answered(
    mentor: User, other: User, taken: ReviewRequest
) -> None:
    drafted(taken, mentor, summary="내 글")
    requests.take(taken, by=other, now=DAYS_LATER)
    drafted(taken, other, summary="남의 글")
    reviews.publish(Review.objects.get(mentor=other), now=DAYS_LATER)

    assert drafted(taken, mentor, DAYS_LATER, summary="더 쓴 글").summary == "더 쓴 글"
    assert Review.objects.get(mentor=other).summary == "남의 글"


# ---- publishing


def test_published_it_is_the_learner_s_with_notice_and_the_end_of_the_grant_at_once(
    learner: User, mentor: User, taken: ReviewRequest
) -> None:
    review = reviews.publish(drafted(taken, mentor), now=SOON)

    taken.refresh_from_db()
    assert (taken.state, taken.ended_at, taken.holder) == ("answered", SOON, mentor)
    assert Review.objects.visible_to(learner).get() == review
    assert review.verdict == "none"
    assert not Grant.objects.filter(until__gt=SOON).exists()
    notice = Notice.objects.get(kind="review_answered")
    assert (notice.recipient, notice.mail.calm) == (learner, False)
    assert "최민호 멘토님이 ‘밤길 지도’ 프로젝트를 읽고 답했어요." in kinds.words_of([notice])[notice.pk]["text"]
    assert reviews.publish(review, now=DAYS_LATER).published_at == SOON, "sent twice it is once"


def test_what_is_missing_is_said_and_nothing_is_published(mentor: User, taken: ReviewRequest) -> None:
    review = drafted(taken, mentor, scores={"problem": 1}, summary="", next_things=["하나"])

    with pytest.raises(reviews.Unfinished) as no:
        reviews.publish(review, now=SOON)

    assert no.value.lacks == ["data", "result", "reader", "summary", "next_2"]
    assert not Review.objects.published().exists()


def test_of_a_milestone_a_verdict_is_chosen_and_not_yet_has_a_reason(learner: User, mentor: User) -> None:
    request = requests.take(asked(learner, milestone_of(learner)), by=mentor, now=NOON)
    assert drafted(request, mentor).lacks(of_milestone=True) == ["verdict"]
    assert drafted(request, mentor, verdict="declined").lacks(of_milestone=True) == ["reason"]


def test_a_review_that_verifies_is_one_notice_and_stands_at_the_milestone(learner: User, mentor: User) -> None:
    milestone = milestone_of(learner, visibility="public")

    answered(asked(learner, milestone), mentor, verdict="verified")

    milestone.refresh_from_db()
    assert (milestone.state, milestone.verified_by, milestone.verified_at) == ("verified", mentor, NOON)
    notice = Notice.objects.exclude(kind="review_taken").get()
    assert notice.kind == "verdict"
    words = kinds.words_of([notice])[notice.pk]
    assert words["title"] == "리뷰가 왔어요", "a subject, seen on a locked screen"
    assert words["text"].startswith(f"최민호 멘토님이 ‘{milestone.title}’ 이정표를 검증하고 답했어요.")


def test_declined_mended_and_verified(learner: User, mentor: User) -> None:
    milestone = milestone_of(learner)
    first = answered(asked(learner, milestone), mentor, verdict="declined", reason="어떻게 쟀는지 적어 주세요.")
    milestone.refresh_from_db()
    assert (milestone.state, milestone.verifications.get().reason) == ("declined", "어떻게 쟀는지 적어 주세요.")
    told = kinds.words_of(Notice.objects.filter(kind="verdict")).popitem()[1]["text"]
    assert told.startswith(f"최민호 멘토님은 ‘{milestone.title}’ 이정표를 아직 검증하기 이르다고 봤어요.")

    milestones.claim_again(milestone, now=SOON)
    again = asked(learner, milestone, now=SOON)
    answered(again, mentor, SOON, verdict="verified")

    milestone.refresh_from_db()
    assert (milestone.state, again.after) == ("verified", first)


def test_who_was_not_entrusted_the_kind_reviews_without_a_verdict(learner: User) -> None:
    narrow = make_mentor("narrow", kinds=["art"])
    request = requests.take(asked(learner, milestone_of(learner)), by=narrow, now=NOON)

    with pytest.raises(reviews.NotYourKind):
        reviews.publish(drafted(request, narrow, verdict="verified"), now=SOON)
    reviews.publish(drafted(request, narrow, verdict="none"), now=SOON)

    assert Milestone.objects.get().state == "claimed"


def test_a_milestone_that_was_withdrawn_is_not_judged_and_the_draft_stays(learner: User, mentor: User) -> None:
    milestone = milestone_of(learner)
    request = requests.take(asked(learner, milestone), by=mentor, now=NOON)
    review = drafted(request, mentor, verdict="verified")
    milestones.withdraw(milestone, now=NOON)

    with pytest.raises(reviews.NothingToJudge):
        reviews.publish(review, now=SOON)

    review.refresh_from_db()
    assert (review.published_at, review.summary) == (None, WHOLE["summary"])


def test_after_the_hold_ran_out_a_free_request_is_taken_again_without_a_word(mentor: User, taken) -> None:
    review = drafted(taken, mentor)

    assert reviews.publish(review, now=DAYS_LATER + timedelta(days=9)).published_at
    assert Notice.objects.filter(kind="review_taken").count() == 1


def test_if_another_holds_it_publishing_is_refused_and_the_draft_stays(mentor: User, other: User, taken) -> None:
    review = drafted(taken, mentor)
    requests.take(taken, by=other, now=DAYS_LATER)

    with pytest.raises(reviews.HeldByAnother):
        reviews.publish(review, now=DAYS_LATER)
    reviews.publish(drafted(taken, other), now=DAYS_LATER)
    with pytest.raises(reviews.AnsweredAlready):
        reviews.publish(review, now=DAYS_LATER)

    review.refresh_from_db()
    assert (review.published_at, review.summary) == (None, WHOLE["summary"])


@pytest.mark.parametrize("end", ["withdrawn", "block", "blocked", "suspended"])
def test_what_ended_is_not_answered(mentor: User, taken: ReviewRequest, end: str) -> None:
    review = drafted(taken, mentor)
    learner = taken.learner
    {
        "withdrawn": lambda: requests.withdraw(taken, now=SOON),
        "block": lambda: block(learner, mentor),
        "blocked": lambda: block(mentor, learner),
        "suspended": lambda: User.objects.filter(pk=mentor.pk).update(suspended_at=SOON),
    }[end]()

    with pytest.raises((reviews.Withdrawn, reviews.NotForYou)):
        reviews.publish(Review.objects.get(pk=review.pk), now=SOON)


def test_a_published_review_is_frozen(mentor: User, taken: ReviewRequest) -> None:
    review = reviews.publish(drafted(taken, mentor), now=SOON)

    with pytest.raises(reviews.PublishedAlready):
        reviews.save_draft(review, version=review.version, now=SOON, **(WHOLE | {"summary": "다른 말"}))
    for change in ({"summary": "다른 말"}, {"problem": 1}, {"published_at": None}, {"verdict": "verified"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.filter(pk=review.pk).update(**change)


def test_thanked_once_by_the_learner_alone(learner: User, peer: User, mentor: User, taken: ReviewRequest) -> None:
    draft = drafted(taken, mentor)
    with pytest.raises(reviews.NotToThank):
        reviews.thank(draft, by=learner, now=SOON)
    review = reviews.publish(draft, now=SOON)
    for person in (peer, mentor):
        with pytest.raises(reviews.NotToThank):
            reviews.thank(review, by=person, now=SOON)

    reviews.thank(review, by=learner, now=SOON)

    assert reviews.thank(review, by=learner, now=DAYS_LATER).thanked_at == SOON
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.update(thanked_at=DAYS_LATER)


# ---- who sees what


def test_a_review_stays_with_the_learner_when_its_mentor_goes(learner: User, mentor: User, taken) -> None:
    review = reviews.publish(drafted(taken, mentor), now=SOON)
    mentor.delete()

    review.refresh_from_db()
    assert review.mentor is None
    assert Review.objects.visible_to(learner).get() == review
    taken.refresh_from_db()
    assert taken.holder is None
    notice = Notice.objects.get(kind="review_answered")
    assert kinds.words_of([notice]), "said without the name"


@pytest.mark.parametrize("end", ["block", "blocked", "suspended"])
def test_a_review_of_somebody_whom_one_may_not_see_is_seen_no_more(
    learner: User, mentor: User, taken, end: str
) -> None:
    reviews.publish(drafted(taken, mentor), now=SOON)
    {
        "block": lambda: block(learner, mentor),
        "blocked": lambda: block(mentor, learner),
        "suspended": lambda: User.objects.filter(pk=mentor.pk).update(suspended_at=SOON),
    }[end]()

    assert not Review.objects.visible_to(learner).exists()
    assert not kinds.words_of(list(Notice.objects.filter(kind="review_answered")))


def test_nobody_else_sees_requests_reviews_or_drafts(
    learner: User, peer: User, curator: User, mentor: User, other: User, taken: ReviewRequest
) -> None:
    reviews.publish(drafted(taken, mentor), now=SOON)
    second = requests.take(asked(learner), by=mentor, now=SOON)

    for person in (peer, curator, other, AnonymousUser()):
        assert not ReviewRequest.objects.visible_to(person).exists()
        assert not Review.objects.visible_to(person).exists()
    assert list(ReviewRequest.objects.visible_to(mentor)) == [second]
    assert Review.objects.visible_to(mentor).count() == 2


def test_either_side_can_report_what_it_was_shown(learner: User, peer: User, mentor: User, taken) -> None:
    request_kind, review_kind = reportable("review_request"), reportable("review")
    assert request_kind
    assert review_kind
    assert request_kind.find(taken.pk, mentor).person == learner
    for person in (learner, peer):
        assert request_kind.find(taken.pk, person) is None
    review = reviews.publish(drafted(taken, mentor), now=SOON)

    assert review_kind.find(review.pk, learner).person == mentor
    assert WHOLE["summary"] in review_kind.read(review.pk)
    for person in (mentor, peer):
        assert review_kind.find(review.pk, person) is None


def test_a_project_is_seen_no_more_after_it_was_answered(mentor: User, taken: ReviewRequest, at) -> None:
    reviews.publish(drafted(taken, mentor), now=SOON)
    at(SOON)

    assert not Project.objects.visible_to(mentor).exists()
