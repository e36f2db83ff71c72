"""Review requests: asked, taken for a while, given back, withdrawn. How one is answered: reviews.py.

Lock order: learner, mentor, request, milestone.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.user import Language
from kit.errors import Refusal
from mentoring import policies, snapshots
from mentoring.actions.holding import hold_learner, hold_mentor, hold_request, seats_of
from mentoring.actions.mentors import Unfit, end_grant, end_grant_of_holder
from mentoring.models import Review, ReviewRequest
from mentoring.models.request import MOST_QUESTION, RequestState
from mentoring.models.review import newest_about
from mentoring.snapshots import Subject
from notices.actions.read import settle
from notices.actions.tell import tell
from notices.models import Notice
from portfolio import prose
from portfolio.actions import grants
from portfolio.models import Milestone, Project
from portfolio.models.milestone import State as MilestoneState

MOST_OPEN: Final = 3  # of one learner
TO_CLAIM_FIRST: Final = (MilestoneState.DRAFT, MilestoneState.DECLINED, MilestoneState.REVOKED)
HELD_FOR: Final = timedelta(days=3)
PROLONGED_BY: Final = timedelta(days=1)


class NoQuestion(Unfit):
    about = "question"
    message = _("Ask one thing that you want to know.")


class QuestionTooLong(Unfit):
    about = "question"
    message = _("Keep the question within 500 characters; the story of a project holds more.")


class NoSuchLanguage(Unfit):
    about = "language"
    message = _("Choose the language you’d like the review in.")


class NotYours(Refusal):
    message = _("Only its owner can ask for a review of this.")


class NothingToRead(Refusal):
    message = _("This isn’t there any more, so nobody could read it.")


class NotClaimed(Refusal):
    message = _("A mentor judges what is claimed. Claim this milestone first, then ask.")


class TooManyOpen(Refusal):
    message = _("Three of your requests are waiting. When one is answered or you withdraw one, you can ask again.")


class AskedAlready(Refusal):
    """`request` is the one that is open."""

    message = _("A request about this is open already.")

    def __init__(self, request: ReviewRequest) -> None:
        self.request = request
        super().__init__()


class NotForYou(Refusal):
    message = _("This request isn’t one that you can take.")


class NoSeatLeft(Refusal):
    message = _("All your seats are taken. Answer one or give one back, then you can take this.")


class AlreadyTaken(Refusal):
    message = _("Somebody else took it a moment ago.")


class NothingToTake(Refusal):
    message = _("What this request was about isn’t there any more.")


class NotHeld(Refusal):
    message = _("You don’t hold this request any more. What you wrote is kept.")


class ProlongedAlready(Refusal):
    message = _("You’ve taken one more day already. Give it back if it doesn’t work out; what you wrote is kept.")


class NotOpen(Refusal):
    message = _("This request isn’t open any more.")


@transaction.atomic
def ask(learner: User, *, about: Subject, question: str, language: str, now: datetime) -> ReviewRequest:
    """Ask for a review of a project, of a milestone or, with None, of the whole portfolio, as it is at this moment.

    Asked again after a review of the same, it says which; the same form sent again is the same request. Raises
    NotYours, NothingToRead, NotClaimed, NoQuestion, QuestionTooLong, NoSuchLanguage, TooManyOpen, AskedAlready.
    """
    question = prose.lines(question).strip()
    _see_words(question, language)
    learner = hold_learner(learner.pk)
    _see_subject(learner, about)
    project, milestone = _halves(about)
    standing = ReviewRequest.objects.open().filter(learner=learner)
    if same := standing.filter(project=project, milestone=milestone).first():
        if (same.question, same.language) == (question, language):
            return same
        raise AskedAlready(same)
    if standing.count() >= MOST_OPEN:
        raise TooManyOpen
    return ReviewRequest.objects.create(
        learner=learner,
        project=project,
        milestone=milestone,
        question=question,
        language=language,
        title=snapshots.title_of(about),
        topics=snapshots.topics_of(about, learner),
        snapshot=snapshots.of(about, learner),
        after=newest_about(learner, project=project, milestone=milestone),
        created_at=now,
    )


@transaction.atomic
def withdraw(request: ReviewRequest, *, now: datetime) -> ReviewRequest:
    """Take it back; whoever held it sees nothing of it any more. Twice is once. Raises NotOpen once it was answered."""
    hold_learner(request.learner_id)
    standing = hold_request(request.pk)
    if standing.state == RequestState.ANSWERED:
        raise NotOpen
    if standing.state == RequestState.OPEN:
        ReviewRequest.objects.filter(pk=standing.pk).update(state=RequestState.WITHDRAWN, ended_at=now)
        end_grant_of_holder(standing, now)
        settle_taken(standing, now)
        standing.refresh_from_db()
    return standing


@transaction.atomic
def withdraw_about(milestone: Milestone, *, now: datetime) -> int:
    """Take back what is open about a milestone that its owner withdraws; returns how many requests that were."""
    hold_learner(milestone.owner_id)
    open_still = [*ReviewRequest.objects.open().filter(milestone=milestone)]
    for request in open_still:
        withdraw(request, now=now)
    return len(open_still)


@transaction.atomic
def take(request: ReviewRequest, *, by: User, now: datetime) -> ReviewRequest:
    """Hold it for three days, see what it is about, and begin a draft. Taking what one holds changes nothing.

    Raises NotForYou, NoSeatLeft, NothingToTake, NotOpen, AlreadyTaken.
    """
    mentor = hold_mentor(by)
    request = ReviewRequest.objects.select_related("learner", "holder", "project", "milestone").get(pk=request.pk)
    if not policies.may_take(by, request, mentor):
        raise NotForYou
    if ReviewRequest.objects.held_by(by, now).filter(pk=request.pk).exists():
        return request
    if ReviewRequest.objects.on_desk_of(by, now).count() >= seats_of(mentor):
        raise NoSeatLeft
    if not ReviewRequest.objects.about_something().filter(pk=request.pk).exists():
        raise NothingToTake
    _seize(request, by, now)
    Review.objects.get_or_create(request=request, mentor=by, defaults={"created_at": now, "saved_at": now})
    until = (now + HELD_FOR).isoformat()
    subjects = {"request": request.pk, "until": until}
    tell(request.learner, kind="review_taken", key=f"taken {request.pk} {until}", subjects=subjects, now=now)
    return request


@transaction.atomic
def prolong(request: ReviewRequest, *, by: User, now: datetime) -> ReviewRequest:
    """Hold it for a day longer, once. Raises NotHeld, ProlongedAlready."""
    hold_mentor(by)
    standing = _held(request, by, now)
    if standing.prolonged:
        raise ProlongedAlready
    assert standing.held_until is not None  # noqa: S101 - it is held
    until = standing.held_until + PROLONGED_BY
    ReviewRequest.objects.filter(pk=standing.pk).update(held_until=until, prolonged=True)
    standing.refresh_from_db()
    _let_see(standing, by, now)
    return standing


@transaction.atomic
def give_back(request: ReviewRequest, *, by: User, now: datetime) -> ReviewRequest:
    """Let another mentor take it; what was written stays with who wrote it. Raises NotHeld."""
    hold_mentor(by)
    standing = _held(request, by, now)
    ReviewRequest.objects.filter(pk=standing.pk).update(holder=None, held_until=None, prolonged=False)
    end_grant(standing, by, now)
    settle_taken(standing, now)
    standing.refresh_from_db()
    return standing


def settle_taken(request: ReviewRequest, now: datetime) -> None:
    """Nobody has it any more: that somebody had is no news that a bell should count."""
    settle(Notice.objects.filter(recipient=request.learner_id, key__startswith=f"taken {request.pk} "), now)


def _seize(request: ReviewRequest, by: User, now: datetime) -> None:
    """It is held by `by` from now on, and seen by nobody who had it before. Raises AlreadyTaken, NotOpen, NothingToTake."""
    before, until = request.holder, now + HELD_FOR
    # No join may stand here: PostgreSQL would then ask the row as it was before whoever is faster changed it.
    if not ReviewRequest.objects.free(now).filter(pk=request.pk).update(holder=by, held_until=until, prolonged=False):
        raise AlreadyTaken if ReviewRequest.objects.open().filter(pk=request.pk).exists() else NotOpen
    request.refresh_from_db()
    try:
        _let_see(request, by, now)  # which holds the milestone, before any grant is touched
    except grants.NotGrantable as no:
        raise NothingToTake from no
    if before and before != by:
        end_grant(request, before, now)


def _held(request: ReviewRequest, by: User, now: datetime) -> ReviewRequest:
    standing = hold_request(request.pk)
    if standing.holder_id != by.pk or not standing.is_held(now):
        raise NotHeld
    return standing


def _let_see(request: ReviewRequest, reader: User, now: datetime) -> None:
    if request.held_until and (request.project or request.milestone):
        grants.give(reader, project=request.project, milestone=request.milestone, until=request.held_until, now=now)


def _halves(about: Subject) -> tuple[Project | None, Milestone | None]:
    return (about if isinstance(about, Project) else None), (about if isinstance(about, Milestone) else None)


def _see_words(question: str, language: str) -> None:
    if not question:
        raise NoQuestion
    if len(question) > MOST_QUESTION:
        raise QuestionTooLong
    if language not in Language.values:
        raise NoSuchLanguage


def _see_subject(learner: User, about: Subject) -> None:
    if about is None:
        return
    if about.owner_id != learner.pk:
        raise NotYours
    about.refresh_from_db()
    gone = about.removed_at is not None if isinstance(about, Project) else about.state == MilestoneState.WITHDRAWN
    if gone:
        raise NothingToRead
    if isinstance(about, Milestone) and about.state in TO_CLAIM_FIRST:
        raise NotClaimed
