"""Where one is signed in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.access import members
from accounts.actions.sessions import end, end_others
from accounts.models import Session
from kit import clock
from kit.http import Req

MOST = 50  # the last seen; each ends by itself after 60 days, and all others end with one press


@require_safe
@members
def sessions(request: Req) -> HttpResponse:
    running = Session.objects.running(request.user, clock.now())[:MOST]
    context = {"sessions": running, "here_key": request.session.session_key, "today": request.user.calendar_day()}
    return render(request, "accounts/settings/sessions.html", context)


@require_POST
@members
def end_one(request: Req, name: str) -> HttpResponse:
    end(name, user=request.user)
    messages.success(request, _("Signed out there."))
    return redirect("accounts:sessions")


@require_POST
@members
def end_all_others(request: Req) -> HttpResponse:
    ended = end_others(request.user, but=request.session.session_key or "")
    messages.success(
        request,
        ngettext("Signed out in %(num)s other place.", "Signed out in %(num)s other places.", ended) % {"num": ended},
    )
    return redirect("accounts:sessions")
