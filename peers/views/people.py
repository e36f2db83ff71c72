"""The people of this week, and those one wrote to or heard from."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import members
from accounts.actions.profile import be_found as let_be_found
from kit import clock
from kit.http import Req
from kit.paging import Page
from kit.paging import page as a_page
from peers.actions.ring import week_now
from peers.forms import ContactForm
from peers.models import Introduction
from peers.reads import of_week
from peers.words import say_reasons

MOST = 200  # introductions on a page
State = Introduction.State


@require_safe
@members
def people(request: Req) -> HttpResponse:
    """Whom to meet, why, and what became of it."""
    return page(request)


@require_POST
@members
def be_found(request: Req) -> HttpResponse:
    """Let others be suggested to one, and oneself to them."""
    let_be_found(request.user)
    messages.success(request, _("From Monday on we suggest you to others, and others to you."))
    return redirect("peers:peers")


def page(request: Req, *, wrong: ContactForm | None = None, about: int = 0) -> HttpResponse:
    """The page; `wrong` is the form of introduction `about`, which came back with something to mend."""
    week = week_now(clock.now())
    chosen = of_week(request.user, week)
    shown = _introductions(request)
    introductions = shown.rows
    context = {
        "chosen": chosen,
        "say_reasons": say_reasons,
        "monday": week + timedelta(weeks=1),
        "received": [one for one in introductions if one.state == State.SENT and one.recipient_id == request.user.pk],
        "in_touch": [one for one in introductions if one.state == State.ACCEPTED],
        "sent": [one for one in introductions if one.state != State.ACCEPTED and one.sender_id == request.user.pk],
        "contact": wrong or ContactForm(person=request.user, auto_id=False),
        "about": about,
        "shown": shown,
        "here": f"?{request.GET.urlencode()}" if request.GET else "",
        "today": request.user.day(),
    }
    return render(request, "peers/people.html", context, status=422 if wrong else 200)


def _introductions(request: Req) -> Page[Any]:
    """Newest first by when they were written: no other order could be told to both sides alike."""
    seen = Introduction.objects.visible_to(request.user).select_related("sender", "recipient")
    after, before = request.GET.get("after"), request.GET.get("before")
    return a_page(seen, keys=("-created_at", "-id"), size=MOST, after=after, before=before)
