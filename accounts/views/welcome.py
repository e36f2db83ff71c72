"""Becoming a member: a name, a handle, and on the roadmap with what was answered before."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import handles, time_zones
from accounts.access import signed_in
from accounts.actions.handle import insist_on_free
from accounts.actions.onboard import onboard
from accounts.forms.profile import WelcomeForm
from accounts.forms.words import refuse
from accounts.models import User
from kit import clock
from kit.errors import Refusal
from kit.http import Req, place_here
from notices.actions import preferences
from roadmap.actions.enrollment import enroll
from roadmap.models import Phase

START = "start"  # in the session: what was answered before the account, as the start page left it


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def welcome(request: Req) -> HttpResponse:
    if request.user.onboarded_at is not None:
        return redirect(_onward(request, enrolled=True))
    if request.method == "POST":
        form = WelcomeForm(request.POST)
        if form.is_valid():
            return _finished(request, form)
        _see_handle(request, form)
    else:
        form = WelcomeForm(initial={"time_zone": _guess(request), "next": request.GET.get("next", "")})
    return render(request, "accounts/welcome.html", {"form": form}, status=422 if form.errors else 200)


def _see_handle(request: Req, form: WelcomeForm) -> None:
    """Say in the same round what is wrong with the handle, when something else kept it from being tried."""
    wanted = form.cleaned_data.get("handle", "")
    try:
        if wanted:
            handles.insist_on_form(wanted)
            insist_on_free(wanted, user=request.user, now=clock.now())
    except Refusal as no:
        refuse(form, no, "handle")


def _finished(request: Req, form: WelcomeForm) -> HttpResponse:
    answers = {key: value for key, value in form.cleaned_data.items() if key != "next"}
    start = request.session.get(START, {})
    try:
        member = onboard(
            user=request.user, **answers, role=start.get("role", ""), drawn_to=start.get("topics", []), now=clock.now()
        )
    except Refusal as no:
        return render(request, "accounts/welcome.html", {"form": refuse(form, no, "handle")}, status=422)
    preferences.ensure(member, clock.now())
    enrolled = _enrolled(member, start)
    request.session.pop(START, None)
    return redirect(_onward(request, enrolled=enrolled))


def _enrolled(member: User, start: dict[str, Any]) -> bool:
    """On the roadmap, as answered; False where nothing (or nothing that makes sense any more) was answered."""
    try:
        enroll(learner=member, phase=start["phase"], hours_a_week=int(start["hours"]), today=member.day())
    except (KeyError, ValueError, TypeError, Phase.DoesNotExist, Refusal):
        return False
    return True


def _onward(request: Req, *, enrolled: bool) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    going_to = place_here(wanted) or reverse("home:landing")
    return going_to if enrolled else f"{reverse('roadmap:start')}?{urlencode({'next': going_to})}"


def _guess(request: Req) -> str:
    """Nothing in a request tells the time zone; only Korean narrows it to one."""
    return time_zones.SEOUL if request.user.language == "ko" else ""
