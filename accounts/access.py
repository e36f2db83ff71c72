"""Who may open a page: every view wears one of these, and a test finds the one that does not."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts import policies
from accounts.views import kept
from kit.http import Req

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Anybody; the page also lives at /ko/… and /en/…."""
    return _marked(view, "public")


def open_to_all(view: View) -> View:
    """Anybody, at one address only: what is no page of its own (health, an unsubscribe link, a picture)."""
    return _marked(view, "open")


def signed_in(view: View) -> View:
    """Anybody with an account, onboarded or not; a visitor is sent to sign in and comes back, losing nothing."""

    @wraps(view)
    def asked(request: Req, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    return _marked(asked, "signed in")


def members(view: View) -> View:
    """Members; whoever has not finished onboarding is led there first, a suspended or leaving one to their one page."""

    @wraps(view)
    def asked(request: Req, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if request.user.suspended_at is not None:
            return redirect("accounts:suspended")
        if request.user.erase_after is not None:
            return redirect("accounts:leaving")
        if request.user.onboarded_at is None:
            return redirect(f"{reverse('accounts:welcome')}?{urlencode({'next': _place(request)})}")
        return view(request, *args, **kwargs)

    return _marked(asked, "members")


def curators(view: View) -> View:
    """Curators; to everyone else the page does not exist."""
    return _only(view, "curators", policies.is_curator)


def operators(view: View) -> View:
    """Those who run the server; to everyone else the page does not exist."""
    return _only(view, "operators", policies.is_operator)


def local(view: View) -> View:
    """Only where LOCAL is set: the page exists on the maker's own machine."""

    @wraps(view)
    def asked(request: Req, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.LOCAL:
            raise Http404
        return view(request, *args, **kwargs)

    return _marked(asked, "local")


def of(view: Any) -> str | None:
    """The mark that a view wears, or None where somebody forgot it."""
    return getattr(view, "access", None)


def _to_sign_in(request: Req) -> HttpResponseBase:
    """A visitor comes back after signing in; one who was sending something sees it again instead of losing it."""
    return redirect_to_login(_place(request)) if request.method in {"GET", "HEAD"} else kept.signed_out(request)


def _place(request: Req) -> str:
    """The page to come back to: not one that only takes forms."""
    return request.get_full_path() if request.method in {"GET", "HEAD"} else "/"


def _only(view: View, mark: str, may: Callable[[Any], bool]) -> View:
    @wraps(view)
    def asked(request: Req, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return _marked(asked, mark)


def _marked(view: View, mark: str) -> View:
    view.access = mark  # type: ignore[attr-defined]
    return view
