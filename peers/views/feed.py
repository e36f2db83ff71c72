"""The feed, and whose things stand in it."""

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import members
from accounts.models import User
from kit import clock
from kit.dates import say_day
from kit.durations import say_minutes
from kit.errors import Refusal
from kit.http import Req
from peers.actions import follows
from peers.reads import feed as read_feed
from peers.reads import followed
from portfolio.views.history import step_address
from roadmap import trail
from roadmap.trail import Trail

MOST = 200  # people on the list of those one follows


@require_safe
@members
def feed(request: Req) -> HttpResponse:
    """What those whom one follows show."""
    page = {
        "page": read_feed(request.user, after=request.GET.get("after", ""), before=request.GET.get("before", "")),
        "followed": followed(request.user, most=MOST),
        "say": _words(request.user.day(clock.now())),
    }
    return render(request, "peers/feed.html", page)


@require_POST
@members
def follow(request: Req, handle: str) -> HttpResponse:
    person = _somebody(request, handle)
    try:
        follows.follow(request.user, person, now=clock.now())
    except Refusal as no:
        messages.error(request, str(no.message))
    else:
        messages.success(request, _("What %(name)s shows is in your feed now.") % {"name": person.name})
    return redirect("portfolio:profile", person.handle)


@require_POST
@members
def unfollow(request: Req, handle: str) -> HttpResponse:
    person = _somebody(request, handle)
    follows.unfollow(request.user, person)
    messages.success(request, _("%(name)s is no longer in your feed.") % {"name": person.name})
    return redirect("portfolio:profile", person.handle)


def _somebody(request: Req, handle: str) -> User:
    found: User = get_object_or_404(User.objects.visible_to(request.user), handle=handle.lower())
    return found


def _words(today: date) -> dict[str, Callable[[Any], Any]]:
    """How rows say their day and time; what was said once is said again without thinking."""
    # East of here it may be tomorrow already: whoever wrote it then wrote it today.
    return {
        "day": cache(lambda day: say_day(min(day, today), today)),
        "minutes": cache(say_minutes),
        "step": cache(partial(_step, trail.current())),
    }


def _step(along: Trail, pk: int | None) -> tuple[str, str] | None:
    """The title and the address of a step; None of one that is no longer there."""
    step = along.step_by_id.get(pk or 0)
    return (str(step.title), step_address(step.phase_key, step.key)) if step else None
