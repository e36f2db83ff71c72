"""Becoming a mentor, and how much of one."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.reports import DecidedAlready
from accounts.models import User
from accounts.models.user import Language
from accounts.policies import is_curator
from accounts.topics import BY_KEY as TOPICS
from kit.errors import Refusal
from mentoring.actions.holding import hold_mentor
from mentoring.models import Mentor, ReviewRequest
from mentoring.models.mentor import MOST_ABOUT, MOST_NOTE, MOST_SEATS, MentorState
from notices.actions.tell import tell
from portfolio import prose
from portfolio.actions import grants
from portfolio.kinds import BY_KEY as KINDS


class Unfit(Refusal):
    """Something said of a mentor cannot be so; `about` names it as the verbs' parameters do."""

    about: ClassVar[str]


class NoTopic(Unfit):
    about = "topics"
    message = _("Choose at least one topic that you know well enough to judge.")


class NoLanguage(Unfit):
    about = "languages"
    message = _("Choose at least one language that you read and write.")


class NoSeats(Unfit):
    about = "seats"
    message = _("Hold between 1 and 10 requests at once.")


class SaysNothing(Unfit):
    about = "about"
    message = _("Say in a line or two what you’ve made or read that lets you judge.")


class TooLong(Unfit):
    about = "about"
    message = _("Keep it within 300 characters.")


class NotAMember(Refusal):
    message = _("Finish your account first, then you can apply.")


class MentorAlready(Refusal):
    message = _("You’re a mentor already.")


class NotAMentor(Refusal):
    message = _("You aren’t a mentor at the moment.")


class NoMentorAnyMore(Refusal):
    message = _("They aren’t a mentor any more.")


class NotYours(Refusal):
    message = _("A curator decides this, and nobody decides about themselves.")


class NoNote(Unfit):
    about = "note"
    message = _("Write the reason. They will read it.")


class NoteTooLong(Unfit):
    about = "note"
    message = _("Keep it within 1,000 characters.")


class Told(TypedDict):
    """`topics` are keys of accounts.topics, `kinds` those of portfolio.kinds, `seats` how many requests at once."""

    about: str
    topics: Sequence[str]
    languages: Sequence[str]
    kinds: Sequence[str]
    seats: int


@transaction.atomic
def apply(person: User, *, now: datetime, **told: Unpack[Told]) -> Mentor:
    """Ask to be a mentor; asked again before it is decided, what was told is replaced and the wait goes on.

    Raises NotAMember, MentorAlready and an Unfit.
    """
    if not person.is_member:
        raise NotAMember
    columns = _columns(told)
    standing = hold_mentor(person)
    if standing and standing.state == MentorState.ACCEPTED:
        raise MentorAlready
    waits = standing is not None and standing.state == MentorState.APPLIED
    again = {} if waits else {"applied_at": now}
    mentor, _new = Mentor.objects.update_or_create(
        user=person,
        defaults={**columns, **again, "state": MentorState.APPLIED, "note": "", "decided_by": None, "decided_at": None},
        create_defaults={**columns, "applied_at": now, "created_at": now},
    )
    return mentor


@transaction.atomic
def accept(mentor: Mentor, *, by: User, note: str = "", kinds: Iterable[str] | None = None, now: datetime) -> Mentor:
    """Let them be one, with a line to them if there is one. Raises NotYours, DecidedAlready, NoteTooLong.

    `kinds` are those that `by` read in the application: what was added to it meanwhile is not entrusted.
    """
    return _decide(mentor, MentorState.ACCEPTED, by, prose.lines(note), now, kinds=kinds)


@transaction.atomic
def decline(mentor: Mentor, *, by: User, note: str, now: datetime) -> Mentor:
    """Say that it is too early, and why; they may apply again. Raises NotYours, DecidedAlready, NoNote, NoteTooLong."""
    if not prose.lines(note):
        raise NoNote
    return _decide(mentor, MentorState.DECLINED, by, prose.lines(note), now)


@transaction.atomic
def change(person: User, **told: Unpack[Told]) -> Mentor:
    """Read more or less from now on; what is held stays held, also above fewer seats.

    What kinds they may verify was a curator's to entrust, so one can only give some back. Raises NotAMentor, an Unfit.
    """
    columns = _columns(told)
    standing = _accepted(person)
    columns["kinds"] = [kind for kind in columns["kinds"] if kind in standing.kinds]
    return _write(standing, columns)


@transaction.atomic
def away(person: User, *, until: date | None) -> Mentor:
    """Say in the directory that one reads nothing before that day; None ends it. Raises NotAMentor."""
    return _write(_accepted(person), {"away_until": until})


@transaction.atomic
def leave(person: User, *, now: datetime) -> Mentor:
    """Be no mentor any more: what is held goes back to the queue, drafts stay with their author. Raises NotAMentor."""
    return _stop(_accepted(person), {"note": "", "decided_by": None, "decided_at": now})


@transaction.atomic
def end(mentor: Mentor, *, by: User, note: str, now: datetime) -> Mentor:
    """Let them be none any more, with the reason, as if they had left; they may apply again.

    Raises NotYours, NoNote, NoteTooLong, NoMentorAnyMore.
    """
    note = prose.lines(note)
    _see_decision(mentor, by, note)
    if not note:
        raise NoNote
    standing = hold_mentor(mentor.user)
    if standing is None or standing.state != MentorState.ACCEPTED:
        raise NoMentorAnyMore
    return _tell(_stop(standing, {"note": note, "decided_by": by, "decided_at": now}))


def end_grant(request: ReviewRequest, reader: User, now: datetime) -> None:
    """Whoever held that request sees what it is about no longer, where it was not shown to them anyway."""
    if request.project_id or request.milestone_id:
        grants.end(reader, project=request.project, milestone=request.milestone, now=now)


def end_grant_of_holder(request: ReviewRequest, now: datetime, *, but: User | None = None) -> None:
    """The same for who has it at the moment, or had it before somebody kept them apart."""
    if request.holder and request.holder != but:
        end_grant(request, request.holder, now)


def _stop(standing: Mentor, decided: dict[str, Any]) -> Mentor:
    """What they hold goes back to the queue with its place, and they see no more of it than others do."""
    person, now = standing.user, decided["decided_at"]
    for request in ReviewRequest.objects.held_by(person, now).select_for_update(of=("self",)).order_by("pk"):
        ReviewRequest.objects.filter(pk=request.pk).update(holder=None, held_until=None, prolonged=False)
        end_grant(request, person, now)
    return _write(standing, {"state": MentorState.LEFT, "away_until": None, **decided})


def _accepted(person: User) -> Mentor:
    standing = hold_mentor(person)
    if standing is None or standing.state != MentorState.ACCEPTED:
        raise NotAMentor
    return standing


def _decide(  # noqa: PLR0913, PLR0917 - what is decided, by whom, and when
    mentor: Mentor, state: MentorState, by: User, note: str, now: datetime, kinds: Iterable[str] | None = None
) -> Mentor:
    _see_decision(mentor, by, note)
    standing = hold_mentor(mentor.user)
    if standing is None or standing.state != MentorState.APPLIED:
        raise DecidedAlready(standing.decided_by if standing else None)
    entrusted = standing.kinds if kinds is None else [kind for kind in standing.kinds if kind in {*kinds}]
    decided = {"state": state, "note": note, "kinds": entrusted, "decided_by": by, "decided_at": now}
    return _tell(_write(standing, decided))


def _see_decision(mentor: Mentor, by: User, note: str) -> None:
    if not is_curator(by) or by.pk == mentor.pk:
        raise NotYours
    if len(note) > MOST_NOTE:
        raise NoteTooLong


def _tell(decided: Mentor) -> Mentor:
    """Let them know what a curator decided."""
    state, now = decided.state, decided.decided_at
    assert now is not None  # noqa: S101 - decided, as a constraint says
    tell(
        decided.user,
        kind=f"mentor_{state}",
        key=f"mentor {state} {now.isoformat()}",
        subjects={"mentor": decided.pk, "decided": now.isoformat()},
        now=now,
    )
    return decided


def _columns(told: Told) -> dict[str, Any]:
    """The columns that hold what was `told`, once all rules agree."""
    about = prose.lines(told["about"])
    columns = {
        "about": about,
        "topics": [topic for topic in TOPICS if topic in set(told["topics"])],
        "languages": [language for language in Language.values if language in set(told["languages"])],
        "kinds": [kind for kind in KINDS if kind in set(told["kinds"])],
        "seats": told["seats"],
    }
    if not about:
        raise SaysNothing
    if len(about) > MOST_ABOUT:
        raise TooLong
    if not columns["topics"]:
        raise NoTopic
    if not columns["languages"]:
        raise NoLanguage
    if not 1 <= told["seats"] <= MOST_SEATS:
        raise NoSeats
    return columns


def _write(standing: Mentor, values: dict[str, Any]) -> Mentor:
    for name, value in values.items():
        setattr(standing, name, value)
    standing.save(update_fields=list(values))
    return standing
