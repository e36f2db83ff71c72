"""A request as its learner is told of it: what was asked, where it stands, what happens next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from kit.dates import say_moment
from mentoring.models import ReviewRequest
from portfolio.kinds import BY_KEY as KINDS


@dataclass(frozen=True, slots=True)
class Waiting:
    """`kind` and `address` are of what was asked about, no address where it is `gone` and nothing is there to read.

    `place` is in line from 1, of a free one; `holder` and `until` of a held one. Made of a request that comes `with_hold`.
    """

    request: ReviewRequest
    title: str
    kind: str
    address: str
    days: int
    place: int
    holder: User | None
    until: str
    lapsed_on: Any
    gone: bool

    @classmethod
    def of(cls, request: ReviewRequest, learner: User, now: datetime) -> "Waiting":
        held = request.binds  # type: ignore[attr-defined]
        lapsed = request.holder_id is not None and not request.is_held(now)
        return cls(
            request=request,
            title=title_of(request),
            kind=kind_of(request),
            address="" if is_gone(request) else _address(request, learner),
            days=(now - request.created_at).days,
            place=getattr(request, "before", 0) + 1,
            holder=request.holder if held else None,
            until=say_moment(_here(request.held_until, learner), learner.calendar_day(now)) if held else "",
            lapsed_on=learner.calendar_day(request.held_until) if lapsed else None,
            gone=is_gone(request),
        )


def title_of(request: ReviewRequest) -> str:
    return request.title or _("The whole portfolio")


def named(request: ReviewRequest) -> str:
    """It in the middle of a sentence; in Korean a noun of ours comes last, after which every particle is right."""
    if not request.title:
        return _("your whole portfolio")
    said = _("the milestone “%(title)s”") if request.milestone_id else _("the project “%(title)s”")
    return said % {"title": request.title}


def is_gone(request: ReviewRequest) -> bool:
    """Whether what it is about was taken away or withdrawn."""
    project, milestone = request.project, request.milestone
    return bool((project and project.removed_at) or (milestone and milestone.is_withdrawn))


def kind_of(request: ReviewRequest) -> str:
    """What it is about, in a word."""
    if request.milestone_id and request.milestone:
        return str(KINDS[request.milestone.kind].title)
    return pgettext("review request", "Project") if request.project_id else pgettext("review request", "Portfolio")


def ask_again(request: ReviewRequest) -> str:
    """Where one asks about the same again."""
    about = f"milestone={request.milestone_id}" if request.milestone_id else f"project={request.project_id}"
    return f"{reverse('mentoring:ask')}{f'?{about}' if request.milestone_id or request.project_id else ''}"


def _address(request: ReviewRequest, learner: User) -> str:
    """Where what it is about stands."""
    if request.milestone_id:
        return reverse("portfolio:milestone", args=[request.milestone_id])
    if request.project_id:
        return reverse("portfolio:project", args=[learner.handle, request.project_id])
    return reverse("portfolio:profile", args=[learner.handle])


def _here(moment: datetime | None, person: User) -> datetime:
    assert moment is not None  # noqa: S101 - it is held
    return moment.astimezone(ZoneInfo(person.time_zone))
