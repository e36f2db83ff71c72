"""The feed, and whose things stand in it."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import members
from accounts.models import User
from kit import clock
from kit.dates import say_day
from kit.durations import say_minutes
from kit.errors import Refusal
from kit.http import Req
from kit.markdown import excerpt
from peers.actions import follows
from peers.reads import Thing, followed
from peers.reads import feed as read_feed
from portfolio.views.history import step_address
from roadmap import trail
from roadmap.trail import Trail

MOST = 200  # people on the list of those one follows


@require_safe
@members
def feed(request: Req) -> HttpResponse:
    """What those whom one follows show."""
    page = read_feed(request.user, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    rows = list(_rows(page.things, request.user.day(clock.now())))
    people = followed(request.user, most=MOST)
    return render(request, "peers/feed.html", {"page": page, "rows": rows, "followed": people})


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


class Row(NamedTuple):
    """A thing as the page says it, in the order in which it does; what there is nothing of is empty."""

    kind: str
    day: date
    said: str
    person: str
    name: str
    words: str
    href: str
    called: str
    step: str
    step_title: str
    project: str
    project_title: str


def _rows(things: Sequence[Thing], today: date) -> Iterator[Row]:
    """Each of `things` in words, with addresses put together: to reverse those of forty would cost more than the rows."""
    people, log, milestones = f"{reverse('home:landing')}@", reverse("portfolio:log"), reverse("portfolio:milestones")
    # East of here it may be tomorrow already: whoever wrote it then wrote it today.
    days, minutes = cache(lambda day: say_day(min(day, today), today)), cache(say_minutes)
    step = cache(partial(_step, trail.current()))
    for one in things:
        person, about = f"{people}{one.handle}/", one.project
        yield Row(
            one.kind,
            one.day,
            days(one.day),
            person,
            one.name,
            excerpt(one.html, 140) if one.html else "",
            f"{milestones if one.kind == 'milestone' else log}{one.id}/",
            one.title or (minutes(one.minutes) if one.minutes else ""),
            *step(one.step),
            *((f"{person}p/{about.id}-{about.slug}/", about.title) if about else ("", "")),
        )


def _step(along: Trail, pk: int | None) -> tuple[str, str]:
    """The address and the title of a step; nothing of one that is no longer there."""
    step = along.step_by_id.get(pk or 0)
    return (step_address(step.phase_key, step.key), str(step.title)) if step else ("", "")
