"""One's password, which nobody needs to have."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.access import members
from accounts.actions.password import WeakPassword, WrongCurrentPassword, needs_current, remove_password, set_password
from accounts.forms.settings import PasswordForm
from accounts.forms.words import refuse
from kit.errors import Refusal
from kit.http import Req


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("current", "new")
@members
def password(request: Req) -> HttpResponse:
    """Set one, change it, or (with the button of that name) have none any more."""
    removing = "remove" in request.POST
    typed = request.POST if request.method == "POST" else None
    form = PasswordForm(typed, needs_current=needs_current(request), needs_new=not removing)
    if form.is_valid():
        try:
            messages.success(request, _removed(request, form) if removing else _set(request, form))
            return redirect("accounts:password")
        except Refusal as no:
            refuse(form, no, _blamed(form, no))
    return render(request, "accounts/settings/password.html", {"form": form}, status=422 if form.errors else 200)


def _set(request: Req, form: PasswordForm) -> str:
    set_password(request, form.cleaned_data["new"], current=form.cleaned_data.get("current", ""))
    return _("Your password is saved.")


def _removed(request: Req, form: PasswordForm) -> str:
    remove_password(request, current=form.cleaned_data.get("current", ""))
    return _("You have no password any more.")


def _blamed(form: PasswordForm, no: Refusal) -> str | None:
    field = {WrongCurrentPassword: "current", WeakPassword: "new"}.get(type(no), "")
    return field if field in form.fields else None
