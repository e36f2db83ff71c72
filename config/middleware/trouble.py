"""When the database is gone: a page in our clothes that needs none, and 503, so that everyone knows it passes."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

log = logging.getLogger(__name__)

Answer = Callable[[HttpRequest], HttpResponse]


def trouble(answer: Answer) -> Answer:
    class Trouble:
        def __call__(self, request: HttpRequest) -> HttpResponse:
            try:
                return answer(request)
            except (OperationalError, InterfaceError):
                log.exception("the database did not answer")
                return unavailable(request)

        def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
            if not isinstance(exception, OperationalError | InterfaceError):
                return None
            log.error("the database did not answer: %s", exception)
            return unavailable(request)

    return Trouble()


def unavailable(request: HttpRequest) -> HttpResponse:
    """503, in the language the browser asks for, from no table."""
    with translation.override(translation.get_language_from_request(request)):
        page = render_to_string("503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": "60", "Cache-Control": "no-store"})
