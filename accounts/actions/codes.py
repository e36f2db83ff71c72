"""How many codes go to one address.

Six digits hold because guesses are few; but a limit by address alone would let any stranger use it up and keep its owner
out. So who asks is counted: a stranger by their network, all strangers together more widely, and a browser in which this
address has signed in before by itself, which nobody else can touch.
"""

from typing import Final

from allauth.core import ratelimit
from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.http import HttpResponseBase
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kit.errors import Refusal
from kit.http import Req

KNOWN: Final = "known"  # the cookie of a browser that somebody has signed in with
KNOWN_FOR: Final = 365 * 24 * 60 * 60  # seconds since the last time
MOST_KNOWN: Final = 5  # addresses in one browser


class TooManyCodes(Refusal):
    message = _("We’ve sent several codes already. Use the newest one, or ask again later.")


def count(request: Req, email: str) -> None:
    """One more code for `email` is asked for here. Raises TooManyCodes; settings.ACCOUNT_RATE_LIMITS says how many."""
    if not ratelimit.consume(request, action="code", key=email):
        raise TooManyCodes
    if _mark(email) in _marks(request):
        allowed = ratelimit.consume(request, action="code_known", key=email)
    else:
        allowed = ratelimit.consume(request, action="code_here", key=f"{email} {get_ip(request)}")
        allowed = allowed and ratelimit.consume(request, action="code_strangers", key=email)
    if not allowed:
        raise TooManyCodes


def know(request: Req, response: HttpResponseBase, email: str) -> None:
    """`email` has signed in here. The cookie holds a value that only we can make and nobody can read back."""
    marks = [_mark(email), *(mark for mark in _marks(request) if mark != _mark(email))][:MOST_KNOWN]
    response.set_cookie(
        KNOWN,
        ".".join(marks),
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: Req) -> list[str]:
    return request.COOKIES.get(KNOWN, "").split(".")[:MOST_KNOWN]


def _mark(email: str) -> str:
    return salted_hmac("accounts.known", email, algorithm="sha256").hexdigest()[:32]
