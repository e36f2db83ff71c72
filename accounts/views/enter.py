"""Signing in, which is signing up too: the address, the code, and the way out."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import open_to_all
from accounts.actions import enter
from accounts.adapter import landing_after_sign_in
from accounts.forms.enter import CodeForm, EnterForm
from accounts.forms.words import refuse
from kit.errors import Refusal
from kit.http import Req, place_here


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password")
@open_to_all
def sign_in(request: Req) -> HttpResponseBase:
    """The address, and a password if there is one: without it, a code is sent."""
    if request.user.is_authenticated:
        return redirect(landing_after_sign_in(request, place_here(request.GET.get("next", ""))))
    if request.method == "POST":
        return _entered(request, EnterForm(request.POST))
    known = request.session.get(enter.PENDING, {})
    going_to = request.GET.get("next") or known.get("going_to", "")
    return _asked(request, EnterForm(initial={"email": known.get("email", ""), "next": going_to}))


def send_code(request: Req, email: str, *, going_to: str = "") -> HttpResponse:
    """Send a code and go on to where it is typed, or show the sign-in page with the reason why not.

    For the start page too: it puts its answers into request.session["start"] and returns this.
    """
    try:
        enter.begin(request, email, going_to=going_to)
    except Refusal as no:
        ours = isinstance(no, enter.LetterNotSent)
        form = refuse(EnterForm({"email": email, "next": going_to}), no, None if ours else "email")
        return _asked(request, form, status=503 if ours else 422)
    return redirect("account_confirm_login_code")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("code")
@open_to_all
def code(request: Req) -> HttpResponseBase:
    """Where the six digits are typed."""
    pending = enter.Code.pending(request)
    if request.user.is_authenticated:
        return redirect("account_login")
    if pending is None:
        return _start_over(request, enter.NoCodePending())
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return enter.confirm(request, form.cleaned_data["code"])
        except enter.WrongCode as no:
            refuse(form, no, "code")
        except (enter.NoCodePending, enter.CodeSpent) as no:
            return _start_over(request, no)
    mailbox = reverse("notices:letters") if settings.LOCAL else ""
    context = {"form": form, "email": pending.email, "mailbox": mailbox}
    return render(request, "accounts/code.html", context, status=422 if form.errors else 200)


@require_POST
@never_cache
@open_to_all
def new_code(request: Req) -> HttpResponse:
    """Another code for the address that waits for one."""
    try:
        enter.again(request)
    except Refusal as no:
        messages.error(request, str(no.message))
    else:
        messages.success(request, _("We’ve sent a new code. The one before no longer works."))
    return redirect("account_confirm_login_code")


@require_safe
@open_to_all
def sign_up(request: Req) -> HttpResponse:
    """Where people who type the address by hand expect it."""
    return redirect("account_login")


@require_POST
@never_cache
@open_to_all
def sign_out(request: Req) -> HttpResponse:
    logout(request)
    messages.success(request, _("You’re signed out."))
    return redirect("home:landing")


def _entered(request: Req, form: EnterForm) -> HttpResponseBase:
    if not form.is_valid():
        return _asked(request, form, status=422)
    email, password = form.cleaned_data["email"], form.cleaned_data["password"]
    going_to = place_here(form.cleaned_data["next"])
    if not password:
        return send_code(request, email, going_to=going_to)
    try:
        return enter.with_password(request, email, password, going_to=going_to)
    except Refusal as no:
        return _asked(request, refuse(form, no), status=422)


def _asked(request: Req, form: EnterForm, status: int = 200) -> HttpResponse:
    return render(request, "accounts/sign_in.html", {"form": form}, status=status)


def _start_over(request: Req, why: Refusal) -> HttpResponse:
    messages.error(request, str(why.message))
    return redirect("account_login")
