"""One's e-mail address, changed by a code that goes to the new one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import members
from accounts.actions import address as addresses
from accounts.actions.enter import LetterNotSent, WrongCode
from accounts.forms.enter import CodeForm
from accounts.forms.settings import AddressForm
from accounts.forms.words import refuse
from kit.errors import Refusal
from kit.http import Req


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@members
def address(request: Req) -> HttpResponse:
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            addresses.begin(request, form.cleaned_data["email"])
        except Refusal as no:
            refuse(form, no, None if isinstance(no, LetterNotSent) else "email")
        else:
            return redirect("accounts:address_code")
    context = {"form": form, "pending": addresses.pending(request)}
    return render(request, "accounts/settings/address.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("code")
@members
def code(request: Req) -> HttpResponse:
    """Where the six digits for the new address are typed."""
    pending = addresses.pending(request)
    if not pending:
        return redirect("accounts:address")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            addresses.confirm(request, form.cleaned_data["code"])
        except WrongCode as no:
            refuse(form, no, "code")
        except Refusal as no:
            messages.error(request, str(no.message))
            return redirect("accounts:address")
        else:
            messages.success(request, _("Your e-mail address is changed."))
            return redirect("accounts:address")
    context = {"form": form, "email": pending}
    return render(request, "accounts/settings/address_code.html", context, status=422 if form.errors else 200)


@require_POST
@members
def new_code(request: Req) -> HttpResponse:
    """Another code for the address that waits for one."""
    pending = addresses.pending(request)
    if not pending:
        return redirect("accounts:address")
    try:
        addresses.begin(request, pending)
    except Refusal as no:
        messages.error(request, str(no.message))
    else:
        messages.success(request, _("We’ve sent a new code. The one before no longer works."))
    return redirect("accounts:address_code")


@require_POST
@members
def stay(request: Req) -> HttpResponse:
    """Keep the address as it is."""
    addresses.forget(request)
    return redirect("accounts:address")
