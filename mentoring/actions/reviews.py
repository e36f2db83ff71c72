"""Reviews: drafted as typed, published once, thanked once. Lock order: learner, mentor, request, milestone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, TypedDict, Unpack, cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit.errors import Refusal
from mentoring import policies
from mentoring.actions.holding import hold_learner, hold_mentor, hold_request
from mentoring.actions.mentors import Unfit, end_grant, end_grant_of_holder
from mentoring.actions.requests import HELD_FOR, NotForYou, settle_taken
from mentoring.models import Mentor, Review, ReviewRequest
from mentoring.models.request import RequestState
from mentoring.models.review import CRITERIA, MOST_NEXT, MOST_REASON, MOST_SUMMARY, NEXT_THINGS, Say
from notices.actions.tell import tell
from portfolio import prose
from portfolio.actions import verdicts
from portfolio.models import Milestone


class TooLong(Unfit):
    message = _("This is longer than the review holds. Shorten it a little.")

    def __init__(self, about: str) -> None:
        self.about = about  # type: ignore[misc]
        super().__init__()


class NoSuchScore(Unfit):
    about = "scores"
    message = _("A score is 1, 2, 3 or 4.")


class ChangedMeanwhile(Refusal):
    """`standing` is the draft as it was saved elsewhere."""

    message = _("This draft was changed in another window. Choose which text stays.")

    def __init__(self, standing: Review) -> None:
        self.standing = standing
        super().__init__()


class PublishedAlready(Refusal):
    message = _("This review is published and stays as it is.")


class Unfinished(Refusal):
    """`lacks` are the names of what is missing."""

    message = _("Something is still missing from the review.")

    def __init__(self, lacks: Sequence[str]) -> None:
        self.lacks = lacks
        super().__init__()


class HeldByAnother(Refusal):
    message = _(
        "Your hold ran out and another mentor has it now. Your draft is kept; if theirs runs out, you can send it."
    )


class AnsweredAlready(Refusal):
    message = _("Another mentor answered meanwhile. Your draft is kept.")


class Withdrawn(Refusal):
    message = _("The learner withdrew this request. Your draft is kept.")


class NothingToJudge(Refusal):
    message = _("There is no claimed milestone to judge here any more. Choose not to judge it, and the review can go.")


class NotYourKind(Refusal):
    message = _("This kind of milestone isn’t one that you verify. Choose not to judge it, and the review can go.")


class NotToThank(Refusal):
    message = _("There’s no review here to say thank you for.")


class Told(TypedDict):
    """`scores` by criterion, `verdict` one of Say; anything may be missing from a draft."""

    scores: Mapping[str, int | None]
    summary: str
    next_things: Sequence[str]
    verdict: str
    reason: str


@transaction.atomic
def save_draft(review: Review, *, version: int, now: datetime, **told: Unpack[Told]) -> Review:
    """Keep a draft as typed, whatever became of the request meanwhile. What stands so already is not written again.

    Raises ChangedMeanwhile when another version stands by now, PublishedAlready, TooLong, NoSuchScore.
    """
    columns = _columns(told)
    standing: Review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if _stands_as(standing, columns):
        return standing
    if standing.published_at is not None:
        raise PublishedAlready
    if standing.version != version:
        raise ChangedMeanwhile(standing)
    return _write(standing, {**columns, "version": version + 1, "saved_at": now})


@transaction.atomic
def publish(review: Review, *, seen: int | None = None, now: datetime) -> Review:
    """Answer the request with the draft as it is saved: review, verdict, notice and the end of the hold at once.

    `seen` is the version of the milestone that was read, or else the one that was asked about: no verdict is given on
    another. After the hold ran out it is taken again without a word if nobody else holds it. Sent twice it is once.
    Raises NotForYou, Withdrawn, AnsweredAlready, HeldByAnother, Unfinished, NotYourKind, NothingToJudge and
    verdicts.ChangedSince; the draft then stays.
    """
    by = _author(review)
    hold_learner(review.request.learner_id)
    mentor = hold_mentor(by)
    request = hold_request(review.request_id)
    standing: Review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if standing.published_at is not None:
        return standing
    _see_that_it_is_theirs(request, by, now)
    if lacks := standing.lacks(of_milestone=request.milestone is not None):
        raise Unfinished(lacks)
    verdict = standing.verdict if request.milestone else Say.NONE
    if request.milestone and verdict in {Say.VERIFIED, Say.DECLINED}:
        seen = request.snapshot["milestone"]["version"] if seen is None else seen
        _judge(request.milestone, by, mentor, standing, now, seen)
    _write(standing, {"verdict": verdict or Say.NONE, "published_at": now})
    ReviewRequest.objects.filter(pk=request.pk).update(
        state=RequestState.ANSWERED, ended_at=now, holder=by, held_until=request.held_until or now + HELD_FOR
    )
    end_grant(request, by, now)
    end_grant_of_holder(request, now, but=by)
    settle_taken(request, now)
    kind = "verdict" if standing.verdict in {Say.VERIFIED, Say.DECLINED} else "review_answered"
    tell(request.learner, kind=kind, key=f"answered {request.pk}", subjects={"review": standing.pk}, now=now)
    return standing


@transaction.atomic
def thank(review: Review, *, by: User, now: datetime) -> Review:
    """Thank for a review that one was given; the first time stays. Raises NotToThank."""
    thanked = Review.objects.published().filter(pk=review.pk, request__learner=by, mentor__isnull=False)
    if not thanked.exists():
        raise NotToThank
    Review.objects.filter(pk=review.pk, thanked_at=None).update(thanked_at=now)
    review.refresh_from_db()
    return review


def _author(review: Review) -> User:
    if review.mentor is None:
        raise NotForYou
    return review.mentor


def _see_that_it_is_theirs(request: ReviewRequest, by: User, now: datetime) -> None:
    """Raises what keeps `by` from answering: somebody else did or will, or it is no longer theirs to."""
    if request.state == RequestState.WITHDRAWN:
        raise Withdrawn
    if request.state == RequestState.ANSWERED:
        raise AnsweredAlready
    if not policies.may_review(by, request):
        raise NotForYou
    if request.holder_id != by.pk and not ReviewRequest.objects.free(now).filter(pk=request.pk).exists():
        raise HeldByAnother


def _judge(  # noqa: PLR0913, PLR0917 - what is judged, by whom, and as it was read
    milestone: Milestone, by: User, mentor: Mentor | None, review: Review, now: datetime, seen: int
) -> None:
    if not policies.may_verify(by, milestone, mentor):
        raise NotYourKind
    try:
        said = cast('Literal["verified", "declined"]', review.verdict)
        verdicts.give(milestone, said, by=by, reason=review.reason, version=seen, now=now)
    except verdicts.NotClaimed as no:
        raise NothingToJudge from no


def _columns(told: Told) -> dict[str, Any]:
    """The columns that hold what was `told`, once all rules agree."""
    scores = {name: told["scores"].get(name) for name in CRITERIA}
    if any(score is not None and not 1 <= score <= 4 for score in scores.values()):
        raise NoSuchScore
    things = [prose.line(thing) for thing in told["next_things"][:NEXT_THINGS]]
    summary, reason = prose.lines(told["summary"]), prose.lines(told["reason"])
    _see_lengths(summary, reason, things)
    verdict = told["verdict"] if told["verdict"] in Say.values else Say.UNSAID
    things += [""] * (NEXT_THINGS - len(things))
    return {**scores, "summary": summary, "reason": reason, "next_things": things, "verdict": str(verdict)}


def _stands_as(standing: Review, columns: Mapping[str, Any]) -> bool:
    """Whether that is what it says already; sent, a verdict that was left out is none."""
    unsaid = standing.published_at is not None and not columns["verdict"]
    said = {**columns, "verdict": str(Say.NONE)} if unsaid else columns
    return all(getattr(standing, name) == value for name, value in said.items())


def _see_lengths(summary: str, reason: str, things: Sequence[str]) -> None:
    if len(summary) > MOST_SUMMARY:
        raise TooLong("summary")
    if len(reason) > MOST_REASON:
        raise TooLong("reason")
    for place, thing in enumerate(things, start=1):
        if len(thing) > MOST_NEXT:
            raise TooLong(f"next_{place}")


def _write(standing: Review, values: Mapping[str, Any]) -> Review:
    for name, value in values.items():
        setattr(standing, name, value)
    standing.save(update_fields=list(values))
    return standing


def forget_drafts(person: User) -> None:
    """What they wrote and never sent goes with them."""
    Review.objects.drafts().filter(mentor=person).delete()
