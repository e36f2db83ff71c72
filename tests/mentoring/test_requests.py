"""Review requests: asked, taken, given back, withdrawn, lapsed."""

from datetime import timedelta

import pytest

from accounts.actions.blocks import block
from accounts.models import User
from kit.errors import Refusal
from mentoring.actions import requests
from mentoring.models import Review, ReviewRequest
from mentoring.notices import lapsed
from notices import kinds
from notices.models import Notice
from portfolio.actions import milestones, verdicts
from portfolio.models import Milestone, Project
from tests.mentoring.conftest import NOON, answered, asked, make_mentor, milestone_of, project_of

SOON, DAYS_LATER = NOON + timedelta(hours=1), NOON + timedelta(days=3)


# ---- asking


def test_a_request_keeps_the_story_as_it_was_asked(learner: User, project: Project) -> None:
    request = asked(learner, project, question="  새는 곳이 있나요? \r\n")
    Project.objects.filter(pk=project.pk).update(story="다시 썼어요.", version=2)

    request.refresh_from_db()
    assert request.question == "새는 곳이 있나요?"
    assert request.snapshot["project"]["story"] == "넘어진 날부터 만들었어요."
    assert (request.title, request.topics, request.state) == ("밤길 지도", ["vision"], "open")


def test_a_milestone_takes_its_project_along(learner: User, project: Project) -> None:
    request = asked(learner, milestone_of(learner, project=project))

    assert request.snapshot["milestone"]["facts"]["stars"] == 14300
    assert request.snapshot["project"]["title"] == "밤길 지도"
    assert request.topics == ["vision"]


def test_the_whole_portfolio_holds_only_what_members_see(learner: User, project: Project) -> None:
    shown = project_of(learner, title="보이는 것", visibility="members")
    milestone_of(learner, visibility="private")

    request = asked(learner)

    assert [one["id"] for one in request.snapshot["portfolio"]["projects"]] == [shown.pk]
    assert request.snapshot["portfolio"]["milestones"] == []


@pytest.mark.parametrize(
    ("said", "no"),
    [
        ({"question": " \n"}, requests.NoQuestion),
        ({"question": "가" * 501}, requests.QuestionTooLong),
        ({"language": "fr"}, requests.NoSuchLanguage),
    ],
)
def test_what_is_asked_has_to_be_so(learner: User, project: Project, said: dict, no: type[Refusal]) -> None:
    with pytest.raises(no):
        asked(learner, project, **said)


def test_of_another_s_or_of_what_is_gone_nobody_asks(learner: User, peer: User, project: Project) -> None:
    with pytest.raises(requests.NotYours):
        asked(peer, project)
    Project.objects.filter(pk=project.pk).update(removed_at=NOON)
    with pytest.raises(requests.NothingToRead):
        asked(learner, project)
    milestone = milestone_of(learner)
    milestones.withdraw(milestone, now=NOON)
    with pytest.raises(requests.NothingToRead):
        asked(learner, milestone)


def test_only_what_is_claimed_is_judged(learner: User, curator: User) -> None:
    milestone = milestone_of(learner)
    verdicts.give(milestone, "declined", by=curator, reason="아직이에요.", now=NOON)
    with pytest.raises(requests.NotClaimed):
        asked(learner, milestone)

    milestones.claim_again(milestone, now=NOON)

    assert asked(learner, milestone).milestone == milestone


def test_one_open_a_thing_and_three_of_one_learner(learner: User, project: Project) -> None:
    first = asked(learner, project)
    with pytest.raises(requests.AskedAlready) as no:
        asked(learner, project, question="한 번 더 물어요.")
    assert no.value.request == first
    assert asked(learner) == asked(learner), "sent twice it is one"
    with pytest.raises(requests.AskedAlready):
        asked(learner, language="en")
    asked(learner, milestone_of(learner))

    with pytest.raises(requests.TooManyOpen):
        asked(learner, project_of(learner))
    requests.withdraw(first, now=NOON)
    assert asked(learner, project)


def test_asked_again_it_says_after_which_review(learner: User, mentor: User, project: Project) -> None:
    review = answered(asked(learner, project), mentor)

    again = asked(learner, project, now=SOON)

    assert again.after == review
    assert asked(learner, now=SOON).after is None


# ---- taking


def test_who_takes_it_holds_it_for_three_days_and_sees_the_private_story(
    mentor: User, request_: ReviewRequest, project: Project
) -> None:
    assert not Project.objects.visible_to(mentor).exists()

    taken = requests.take(request_, by=mentor, now=NOON)

    assert (taken.holder, taken.held_until) == (mentor, DAYS_LATER)
    assert Project.objects.visible_to(mentor).get() == project
    assert ReviewRequest.objects.visible_to(mentor).get() == request_
    assert Review.objects.visible_to(mentor).get().published_at is None
    notice = Notice.objects.get()
    assert (notice.recipient, notice.kind) == (request_.learner, "review_taken")
    assert "최민호" in kinds.words_of([notice])[notice.pk]["text"]


def test_taken_twice_is_once_and_another_is_told_so(mentor: User, other: User, request_: ReviewRequest) -> None:
    requests.take(request_, by=mentor, now=NOON)
    requests.take(request_, by=mentor, now=SOON)

    with pytest.raises(requests.AlreadyTaken):
        requests.take(request_, by=other, now=SOON)
    assert Notice.objects.count() == 1


def test_a_lapse_is_the_clock_s(mentor: User, other: User, request_: ReviewRequest, project: Project, at) -> None:
    requests.take(request_, by=mentor, now=NOON)
    at(DAYS_LATER)

    assert not Project.objects.visible_to(mentor).exists()
    assert not ReviewRequest.objects.visible_to(mentor).exists()
    assert ReviewRequest.objects.free(DAYS_LATER).get() == request_
    taken = requests.take(request_, by=other, now=DAYS_LATER)

    assert taken.holder == other
    assert Review.objects.visible_to(mentor).exists(), "the first one's text stays"
    assert Project.objects.visible_to(other).exists()


def test_no_more_than_there_are_seats(learner: User, project: Project) -> None:
    one_seat = make_mentor("one-seat", seats=1)
    requests.take(asked(learner, project), by=one_seat, now=NOON)

    with pytest.raises(requests.NoSeatLeft):
        requests.take(asked(learner), by=one_seat, now=NOON)
    assert requests.take(asked(learner, milestone_of(learner)), by=one_seat, now=DAYS_LATER), "the first one lapsed"


def test_a_curator_takes_without_having_applied(curator: User, request_: ReviewRequest) -> None:
    assert requests.take(request_, by=curator, now=NOON).holder == curator


@pytest.mark.parametrize("who", ["peer", "learner"])
def test_others_take_nothing(request, who: str, request_: ReviewRequest) -> None:
    with pytest.raises(requests.NotForYou):
        requests.take(request_, by=request.getfixturevalue(who), now=NOON)


def test_what_is_gone_cannot_be_taken(learner: User, mentor: User, project: Project, request_: ReviewRequest) -> None:
    Project.objects.filter(pk=project.pk).update(removed_at=NOON)
    with pytest.raises(requests.NothingToTake):
        requests.take(request_, by=mentor, now=NOON)


def test_a_day_more_once(mentor: User, request_: ReviewRequest, at) -> None:
    requests.take(request_, by=mentor, now=NOON)
    taken = Notice.objects.get()

    longer = requests.prolong(request_, by=mentor, now=SOON)

    assert longer.held_until == DAYS_LATER + timedelta(days=1)
    with pytest.raises(requests.ProlongedAlready):
        requests.prolong(request_, by=mentor, now=SOON)
    at(DAYS_LATER + timedelta(hours=1))
    assert Project.objects.visible_to(mentor).exists(), "the grant goes with the hold"
    assert kinds.words_of([taken]), "still true"


def test_given_back_another_can_take_it_and_one_sees_it_no_more(
    mentor: User, other: User, request_: ReviewRequest, at
) -> None:
    requests.take(request_, by=mentor, now=NOON)
    at(SOON)

    requests.give_back(request_, by=mentor, now=SOON)

    assert not Project.objects.visible_to(mentor).exists()
    assert not kinds.words_of(list(Notice.objects.all()))
    assert not Notice.objects.unread().exists(), "the bell counts only what is so"
    for deed in (requests.give_back, requests.prolong):
        with pytest.raises(requests.NotHeld):
            deed(request_, by=mentor, now=SOON)
    assert requests.take(request_, by=other, now=SOON)


# ---- ends


def test_withdrawn_the_mentor_sees_nothing_at_once(mentor: User, request_: ReviewRequest, at) -> None:
    requests.take(request_, by=mentor, now=NOON)
    at(SOON)

    requests.withdraw(request_, now=SOON)
    requests.withdraw(request_, now=SOON)

    assert not Project.objects.visible_to(mentor).exists()
    assert not ReviewRequest.objects.visible_to(mentor).exists()
    assert not Notice.objects.unread().exists()
    with pytest.raises(requests.NotOpen):
        requests.take(request_, by=mentor, now=SOON)


def test_answered_it_cannot_be_withdrawn(mentor: User, request_: ReviewRequest) -> None:
    answered(request_, mentor)

    with pytest.raises(requests.NotOpen):
        requests.withdraw(request_, now=SOON)


@pytest.mark.parametrize("end", ["block", "blocked", "suspend mentor", "suspend learner", "leave", "remove"])
def test_at_once_nothing_is_seen_any_more(mentor: User, request_: ReviewRequest, project: Project, end: str) -> None:
    learner = request_.learner
    requests.take(request_, by=mentor, now=NOON)
    {
        "block": lambda: block(learner, mentor),
        "blocked": lambda: block(mentor, learner),
        "suspend mentor": lambda: User.objects.filter(pk=mentor.pk).update(suspended_at=NOON),
        "suspend learner": lambda: User.objects.filter(pk=learner.pk).update(suspended_at=NOON),
        "leave": lambda: User.objects.filter(pk=learner.pk).update(erase_after=NOON),
        "remove": lambda: Project.objects.filter(pk=project.pk).update(removed_at=NOON),
    }[end]()
    mentor.refresh_from_db()

    assert not ReviewRequest.objects.visible_to(mentor).exists()
    assert not Project.objects.visible_to(mentor).exists()
    if end in {"block", "blocked"}:
        assert not kinds.words_of(list(Notice.objects.all()))
        assert not Review.objects.visible_to(mentor).exists()


def test_a_lapse_is_told_once_and_calmly_while_it_is_true(
    mentor: User, other: User, request_: ReviewRequest, at
) -> None:
    learner = request_.learner
    requests.take(request_, by=mentor, now=NOON)
    assert list(lapsed([learner], SOON)) == []

    now = at(DAYS_LATER)
    told = list(lapsed([learner, other], now))
    assert [(person, ids["request"]) for person, _key, ids in told] == [(learner, request_.pk)]
    _person, key, ids = told[0]
    notice = Notice.objects.create(recipient=learner, kind="request_lapsed", key=key, subjects=ids)

    assert "‘밤길 지도’ 프로젝트를 맡은 기한이 4월\u00a012일에" in kinds.words_of([notice])[notice.pk]["text"]
    requests.take(request_, by=other, now=DAYS_LATER)
    assert not kinds.words_of([notice])
    assert list(lapsed([learner], DAYS_LATER)) == []


def test_of_several_requests_each_kind_is_put_into_words_with_one_query(
    learner: User, mentor: User, django_assert_num_queries
) -> None:
    for about in (None, project_of(learner)):
        requests.take(asked(learner, about), by=mentor, now=NOON)
    notices = list(Notice.objects.select_related("recipient"))

    with django_assert_num_queries(1):
        words = kinds.words_of(notices)

    said = " ".join(one["text"] for one in words.values())
    assert "최민호 멘토님이 포트폴리오 전체를" in said
    assert "최민호 멘토님이 ‘밤길 지도’ 프로젝트를" in said


# ---- a draft of a milestone is read by who holds the request about it


def test_a_mentor_reads_a_draft_milestone_while_they_hold_it(learner: User, mentor: User, project: Project) -> None:
    milestone = milestone_of(learner, visibility="private", project=project)
    requests.take(asked(learner, milestone), by=mentor, now=NOON)

    assert Milestone.objects.visible_to(mentor).get() == milestone
    assert Project.objects.visible_to(mentor).get() == project
    milestones.withdraw(milestone, now=SOON)
    assert not Milestone.objects.visible_to(mentor).exists()
    assert not ReviewRequest.objects.visible_to(mentor).exists()
