"""Stopping mail from the mail itself, without signing in: opening the address only asks, posting to it does it."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import open_to_all
from accounts.models import User
from kit import clock
from kit.http import Req
from notices.actions import preferences
from notices.models.preference import MailWish
from notices.stopping import back_path, read_back, read_stop

T = TypeVar("T")


@csrf_exempt  # RFC 8058: a mail service posts here by itself; the signed address is the permission
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def stop(request: Req, token: str) -> HttpResponse:
    pk, calm = _read(read_stop, token)
    user = get_object_or_404(User, pk=pk)
    if request.method != "POST":
        return _said(request, user, "notices/stop.html", {"calm": calm})
    before, after = preferences.stop(user, calm=calm, now=clock.now())
    way_back = back_path(user.pk, to=before) if after != before else ""
    return _said(request, user, "notices/stopped.html", {"calm": calm, "back": way_back})


@require_POST
@open_to_all
def back(request: Req, token: str) -> HttpResponse:
    pk, to = _read(read_back, token)
    user = get_object_or_404(User, pk=pk)
    preferences.go_back(user, to=to)
    return _said(request, user, "notices/back.html", {"wish": MailWish(to).label})


def _read(read: Callable[[str], T], token: str) -> T:
    try:
        return read(token)
    except BadSignature as forged:
        raise Http404 from forged


def _said(request: Req, user: User, template: str, context: dict[str, Any]) -> HttpResponse:
    """In the language of the mail, whatever this browser speaks."""
    with translation.override(user.language):
        response = render(request, template, context)
    response.headers["Content-Language"] = user.language
    return response
