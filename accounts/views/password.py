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
    form = PasswordForm(request.POST if request.method == "POST" else None, needs_current=needs_current(request))
    removing = "remove" in request.POST
    if removing:
        del form.fields["new"]
    if form.is_valid():
        current = form.cleaned_data.get("current", "")
        try:
            if removing:
                remove_password(request, current=current)
                said = _("You have no password any more.")
            else:
                set_password(request, form.cleaned_data["new"], current=current)
                said = _("Your password is saved.")
        except Refusal as no:
            refuse(form, no, _blamed(form, no))
        else:
            messages.success(request, said)
            return redirect("accounts:password")
    return render(request, "accounts/settings/password.html", {"form": form}, status=422 if form.errors else 200)


def _blamed(form: PasswordForm, no: Refusal) -> str | None:
    field = {WrongCurrentPassword: "current", WeakPassword: "new"}.get(type(no), "")
    return field if field in form.fields else None
