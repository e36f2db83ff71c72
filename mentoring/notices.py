"""Everything that mentoring ever tells anybody."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import Block, User
from kit import clock
from kit.dates import say_date, say_moment
from mentoring.actions.requests import PROLONGED_BY
from mentoring.asked import named
from mentoring.models import Mentor, Review, ReviewRequest
from mentoring.models.mentor import MentorState
from mentoring.models.review import Say
from notices.kinds import Ids, Kind, Words, register
from notices.models import Notice
from portfolio.models.seen import theirs_stand

MOST_QUOTED: Final = 300  # signs of a curator's note

Found = Iterator[tuple[Notice, Any]]


def words_of_taken(notices: Sequence[Notice]) -> dict[int, Words]:
    """True for as long as that hold runs, of a mentor whom nothing keeps apart from the learner."""
    now = clock.now()
    return {
        notice.pk: {
            "title": _("A mentor is reading your work"),
            "text": _(
                "%(name)s has %(work)s until %(until)s. After that another mentor can take it, and your wait still counts."
            )
            % {
                "name": request.holder.name,
                "work": named(request),
                "until": _moment(request.held_until, notice.recipient, now),
            },
            "address": reverse("mentoring:reviews"),
            "button": _("See your requests"),
        }
        for notice, request in _requests(notices)
        if request.binds and _taken_at_first_until(request) == notice.subjects["until"]
    }


def words_of_lapsed(notices: Sequence[Notice]) -> dict[int, Words]:
    """True until somebody has it again, or it is answered or withdrawn."""
    now = clock.now()
    return {
        notice.pk: {
            "title": _("Your request waits again"),
            "text": _("The hold on %(work)s ran out on %(day)s, so you’re waiting again; the days so far count.")
            % {
                "work": named(request),
                "day": say_date(notice.recipient.calendar_day(request.held_until), notice.recipient.day(now)),
            },
            "address": reverse("mentoring:reviews"),
            "button": _("See your requests"),
        }
        for notice, request in _requests(notices)
        if request.holder and not request.is_held(now) and _iso(request.held_until) == notice.subjects["until"]
    }


def lapsed(people: Sequence[User], now: datetime) -> Iterator[tuple[User, str, Ids]]:
    """Whose request was held and is free again because the time ran out; once for each time."""
    by_id = {person.pk: person for person in people}
    rows = ReviewRequest.objects.open().filter(learner__in=by_id, holder__isnull=False, held_until__lte=now)
    for pk, learner, until in rows.values_list("pk", "learner", "held_until").order_by("pk"):
        moment = cast("datetime", until).isoformat()
        yield by_id[learner], f"lapsed {pk} {moment}", {"request": pk, "until": moment}


def words_of_review(notices: Sequence[Notice]) -> dict[int, Words]:
    """A review, with what it says of the milestone if it says so: one matter, one notice."""
    return {
        notice.pk: {
            "title": _("Your review is here"),
            "text": _verdict_of(review)
            % {"name": review.mentor.name if review.mentor else _("a former member"), "work": named(review.request)},
            "address": reverse("mentoring:review", args=[review.pk]),
            "button": _("Read the review"),
        }
        for notice, review in _reviews(notices)
    }


def words_of_decided(state: MentorState) -> Callable[[Sequence[Notice]], Mapping[int, Words]]:
    """What a curator decided about a mentor; true for as long as it stands so."""

    def words(notices: Sequence[Notice]) -> dict[int, Words]:
        ids = [notice.recipient_id for notice in notices]
        standing = Mentor.objects.filter(pk__in=ids, state=state).in_bulk()
        found = ((notice, standing.get(notice.recipient_id)) for notice in notices)
        return {
            notice.pk: _words_of_decided(mentor)
            for notice, mentor in found
            if mentor and mentor.decided_at and mentor.decided_at.isoformat() == notice.subjects["decided"]
        }

    return words


register(
    Kind(name="verdict", icon="flag", calm=False, contexts=words_of_review),
    Kind(name="review_answered", icon="message-square-text", calm=False, contexts=words_of_review),
    Kind(name="review_taken", icon="glasses", calm=True, contexts=words_of_taken),
    Kind(name="request_lapsed", icon="hourglass", calm=True, contexts=words_of_lapsed, gather=lapsed),
    Kind(name="mentor_accepted", icon="signpost", calm=False, contexts=words_of_decided(MentorState.ACCEPTED)),
    Kind(name="mentor_declined", icon="signpost", calm=False, contexts=words_of_decided(MentorState.DECLINED)),
    Kind(name="mentor_left", icon="signpost", calm=False, contexts=words_of_decided(MentorState.LEFT)),
)


def _requests(notices: Sequence[Notice]) -> Found:
    """Open requests with who has or had them, in one query."""
    ids = [notice.subjects["request"] for notice in notices]
    standing = ReviewRequest.objects.open().with_hold(clock.now()).filter(pk__in=ids).select_related("holder").in_bulk()
    for notice in notices:
        request = standing.get(notice.subjects["request"])
        if request and request.learner_id == notice.recipient_id:
            yield notice, request


def _reviews(notices: Sequence[Notice]) -> Found:
    """Published reviews by those whom their learner may see, or who left, in one query."""
    ids = [notice.subjects["review"] for notice in notices]
    apart = Block.objects.between(OuterRef("request__learner"), OuterRef("mentor"))
    seen = Review.objects.published().filter(Q(mentor=None) | theirs_stand("mentor"), ~Exists(apart), pk__in=ids)
    standing = seen.select_related("mentor", "request").in_bulk()
    for notice in notices:
        review = standing.get(notice.subjects["review"])
        if review and review.request.learner_id == notice.recipient_id:
            yield notice, review


def _taken_at_first_until(request: ReviewRequest) -> str:
    """When the hold was to end before it was prolonged."""
    return _iso(request.held_until, -PROLONGED_BY if request.prolonged else timedelta())


def _iso(moment: datetime | None, more: timedelta = timedelta()) -> str:
    return (moment + more).isoformat() if moment else ""


def _moment(moment: datetime, person: User, now: datetime) -> str:
    return say_moment(moment.astimezone(ZoneInfo(person.time_zone)), person.calendar_day(now))


def _verdict_of(review: Review) -> str:
    if review.verdict == Say.VERIFIED:
        return _("%(name)s verified %(work)s and answered, with three next things.")
    if review.verdict == Say.DECLINED:
        return _(
            "%(name)s read %(work)s and can’t verify it yet. They wrote down what’s missing; add it and ask again."
        )
    return _("%(name)s read %(work)s and answered, with three next things.")


def _words_of_decided(mentor: Mentor) -> Words:
    if mentor.state == MentorState.ACCEPTED:
        said = _("Your desk shows who has waited longest, your own topics first.")
        return {
            "title": _("You’re a mentor now"),
            "text": f"{said} {_written(mentor.note)}" if mentor.note else said,
            "address": reverse("mentoring:desk"),
            "button": _("Open your desk"),
        }
    if mentor.state == MentorState.LEFT:
        return {
            "title": _("A change to what you read for others"),
            "text": _(
                "A curator ended your time as a mentor and wrote down why. What you held waits for others again."
            ),
            "address": reverse("mentoring:apply"),
            "button": _("Read why"),
        }
    return {
        "title": _("About your application"),
        "text": _("You’re not a mentor yet. A curator wrote down why, and you can apply again."),
        "address": reverse("mentoring:apply"),
        "button": _("Read why"),
    }


def _written(note: str) -> str:
    """What the curator wrote, on one line; all of a long one stands where one says what one reads."""
    return _("A curator wrote: “%(note)s”") % {"note": Truncator(" ".join(note.split())).chars(MOST_QUOTED)}
