"""What a member says of themselves, in the settings."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import members
from accounts.actions.profile import describe, set_clock
from accounts.forms.settings import ClockForm, ProfileForm
from accounts.models import User
from accounts.roles import ROLES
from kit import clock
from kit.http import Req
from notices.actions import preferences

_SHOWN = {True: "yes", False: "no", None: ""}


@require_http_methods(["GET", "HEAD", "POST"])
@members
def profile(request: Req) -> HttpResponse:
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=_as_kept(request.user))
    if form.is_valid():
        describe(request.user, **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("accounts:profile")
    notes = {role.key: role.line for role in ROLES}
    context = {"form": form, "notes": notes}
    return render(request, "accounts/settings/profile.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def time(request: Req) -> HttpResponse:
    """Language, time zone, and the hour one's day ends."""
    kept = {name: getattr(request.user, name) for name in ("language", "time_zone", "day_ends_at")}
    form = ClockForm(request.POST if request.method == "POST" else None, initial=kept)
    if form.is_valid():
        preferences.ensure(set_clock(request.user, **form.cleaned_data), clock.now())
        with translation.override(form.cleaned_data["language"]):  # the one chosen just now
            messages.success(request, _("Language and time are saved."))
        return redirect("accounts:time")
    return render(request, "accounts/settings/time.html", {"form": form}, status=422 if form.errors else 200)


def _as_kept(user: User) -> dict[str, object]:
    kept = {name: getattr(user, name) for name in ("name", "about", "contact", "target_role", "topics")}
    return kept | {"discoverable": _SHOWN[user.discoverable]}
