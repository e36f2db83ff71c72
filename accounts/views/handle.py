"""One's handle: looked up while it is typed, and changed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import members, signed_in
from accounts.actions.handle import insist_on_free, rename
from accounts.forms.settings import HandleForm
from accounts.forms.words import refuse
from accounts.handles import cleaned, insist_on_form
from kit import clock
from kit.errors import Refusal
from kit.http import Req


@require_http_methods(["GET", "HEAD", "POST"])
@members
def handle(request: Req) -> HttpResponse:
    form = HandleForm(request.POST if request.method == "POST" else None, initial={"handle": request.user.handle})
    if form.is_valid():
        try:
            rename(**form.cleaned_data, user=request.user, now=clock.now())
        except Refusal as no:
            refuse(form, no, "handle")
        else:
            messages.success(request, _("You have a new handle."))
            return redirect("accounts:handle")
    return render(request, "accounts/settings/handle.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@signed_in
def free(request: Req) -> HttpResponse:
    """What stands under the field while a handle is being typed."""
    wanted = cleaned(request.GET.get("handle", ""))
    said, good = _("You can have this one."), True
    try:
        insist_on_form(wanted)
        insist_on_free(wanted, user=request.user, now=clock.now())
    except Refusal as no:
        said, good = str(no.message), False
    return render(
        request, "accounts/handle_free.html", {"handle": wanted, "said": said if wanted else "", "good": good}
    )
