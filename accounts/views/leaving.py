"""Leaving for good, and coming back in time."""

from datetime import date, datetime

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import signed_in
from accounts.actions import leaving
from accounts.forms.safety import LeaveForm
from accounts.forms.words import refuse
from accounts.models import User
from kit import clock
from kit.errors import Refusal
from kit.http import Req


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def leave(request: Req) -> HttpResponseBase:
    """What goes and when; then it is asked for, and told by mail, in case it was somebody else at an open screen.

    Open to who is suspended, too: nobody has to stay.
    """
    if request.user.onboarded_at is None or request.user.erase_after is not None:
        return redirect("home:landing")
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            erased = leaving.leave(request.user, handle=form.cleaned_data["handle"], now=clock.now())
        except Refusal as no:
            refuse(form, no, "handle")
        else:
            return _gone(request, erased)
    return render(request, "accounts/settings/leave.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@signed_in
def coming_back(request: Req) -> HttpResponse:
    """All that is open to somebody who is about to leave: staying after all."""
    if request.user.erase_after is None:
        return redirect("home:landing")
    return render(request, "accounts/leaving.html", {"last_day": _last_day(request.user, request.user.erase_after)})


@require_POST
@signed_in
def come_back(request: Req) -> HttpResponse:
    leaving.come_back(request.user)
    messages.success(request, _("Good to have you back. Everything is as it was."))
    return redirect("home:landing")


def _gone(request: Req, erased: datetime) -> HttpResponse:
    user, page = request.user, {"last_day": _last_day(request.user, erased)}
    get_adapter(request).send_notification_mail("account/email/leaving", user, page)
    logout(request)
    return render(request, "accounts/left.html", page)


def _last_day(user: User, erased: datetime) -> date:
    return clock.day_of(erased, time_zone=user.time_zone)
