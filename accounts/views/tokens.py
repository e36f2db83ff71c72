"""Tokens with which one's own programs log entries."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import members
from accounts.actions import tokens as verbs
from accounts.forms.tokens import TokenForm
from accounts.forms.words import refuse
from accounts.models import ApiToken
from kit import clock
from kit.errors import Refusal
from kit.http import Req


@require_http_methods(["GET", "HEAD", "POST"])
@members
def tokens(request: Req) -> HttpResponse:
    """All of one's tokens, and a new one, which is shown this once."""
    form, secret = TokenForm(request.POST if request.method == "POST" else None), ""
    if form.is_valid():
        try:
            _token, secret = verbs.make(request.user, name=form.cleaned_data["name"], now=clock.now())
        except Refusal as no:
            refuse(form, no, "name")
    page = {
        "form": TokenForm() if secret else form,
        "secret": secret,
        "rows": ApiToken.objects.filter(owner=request.user).order_by("-pk"),
        "today": request.user.calendar_day(),
        "entries": f"{settings.SITE_ADDRESS}{reverse('api:entries')}",
    }
    response = render(request, "accounts/settings/tokens.html", page, status=422 if form.errors else 200)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
@members
def revoke(request: Req, pk: int) -> HttpResponse:
    if verbs.revoke(pk, owner=request.user):
        messages.success(request, _("Token revoked."))
    return redirect("accounts:tokens")
