"""Nothing typed is lost: what was posted by somebody whose session or token had gone is shown, ready to be sent again.

Nothing of it is stored here, so nothing is stored twice.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters

from kit.http import Req, place_here

# What is secret is not shown again: tokens, the six digits, and the fields of accounts.forms that hold a password.
_NEVER = frozenset({settings.CSRF_COOKIE_NAME, "csrfmiddlewaretoken", "code", "password", "current", "new"})


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    text: str

    @property
    def is_prose(self) -> bool:
        """Words a person wrote, and not a number, an id or a choice that the form adds."""
        return len(self.text) > 40 or any(mark.isspace() for mark in self.text)


@sensitive_post_parameters()
def stale(request: Req, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW: the form was older than the session, as after signing in elsewhere."""
    return _kept(request, may_resend=_came_from_us(request))


@sensitive_post_parameters()
def signed_out(request: Req) -> HttpResponse:
    """For a form sent by somebody whose session had ended; its token was good, so it came from us."""
    return _kept(request, may_resend=True)


def _kept(request: Req, *, may_resend: bool) -> HttpResponse:
    back = _page_before(request)
    page = {
        "fields": _posted(request),
        "files": list(request.FILES),
        "action": request.get_full_path(),
        "may_resend": may_resend,
        "back": back,
        "sign_in": f"{reverse('account_login')}?{urlencode({'next': back})}",
    }
    response = render(request, "accounts/kept.html", page, status=200 if request.htmx else 403)
    if request.htmx:
        # The whole page, since its head would go on showing the face and the bell of who is no longer signed in.
        response.headers["HX-Retarget"], response.headers["HX-Reselect"] = "body", "unset"
        response.headers["HX-Reswap"] = "innerHTML show:window:top"
    return response


def _posted(request: Req) -> list[Field]:
    return [
        Field(name, text)
        for name, texts in request.POST.lists()
        if name not in _NEVER
        for text in texts
        if isinstance(text, str) and text
    ]


def _came_from_us(request: Req) -> bool:
    """Whether a page of ours sent it: what a stranger's page sends must not become one press away from being done."""
    return _is_ours(request, request.headers.get("origin") or request.headers.get("referer", ""))


def _page_before(request: Req) -> str:
    """The page that it was sent from, if that is one of ours."""
    before = request.headers.get("referer", "")
    return (place_here(urlsplit(before).path) if _is_ours(request, before) else "") or request.path


def _is_ours(request: Req, address: str) -> bool:
    try:
        return urlsplit(address).netloc == request.get_host()
    except ValueError:  # it is no address
        return False
