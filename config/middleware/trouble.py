"""What went wrong, as pages in our clothes: they know of no person and need no table, for both may be out of reach.

A database that is gone is 503, so that everyone knows it passes. A view's trouble is seen here as middleware; trouble
that other middleware meets (they read the session before any view) reaches only Django's handlers, which are ours too.
"""

import logging
import sys
from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from config.api import problems

log = logging.getLogger(__name__)

GONE = (OperationalError, InterfaceError)
Answer = Callable[[HttpRequest], HttpResponse]


def trouble(answer: Answer) -> Answer:
    class Trouble:
        def __call__(self, request: HttpRequest) -> HttpResponse:
            return answer(request)

        def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
            if not isinstance(exception, GONE):
                return None
            log.error("the database did not answer: %s", exception)
            return unavailable(request)

    return Trouble()


def unavailable(request: HttpRequest) -> HttpResponse:
    """503, in the language the browser asks for, from no table."""
    response = _answer(request, "503.html", 503)
    response.headers["Retry-After"], response.headers["Cache-Control"] = "60", "no-store"
    return response


def tripped(request: HttpRequest) -> HttpResponse:
    """Django's handler500: 500, or 503 where it was the database that did not answer."""
    if isinstance(sys.exc_info()[1], GONE):
        return unavailable(request)
    return _answer(request, "500.html", 500)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400, for what was too large or broken, or came under a name that is not ours.

    A session that was ended elsewhere while this page was made comes here too: that leads to the door.
    """
    if isinstance(exception, SessionInterrupted) and not request.path.startswith(problems.ROOT):
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
    return _answer(request, "400.html", 400)


def _answer(request: HttpRequest, page: str, status: int) -> HttpResponse:
    """A page in our clothes; a program is told as it expects it."""
    chosen = getattr(request, "LANGUAGE_CODE", "") or translation.get_language_from_request(request)
    with translation.override(chosen):
        return problems.for_request(request, status) or HttpResponse(render_to_string(page), status=status)
