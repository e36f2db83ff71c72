"""The yardstick: Django's standard signed-in view, and one that does nothing; with the usual middleware, not ours."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import override_settings

from bench.usual import USUAL
from config.wsgi import application as ours

SESSIONS = "django.contrib.sessions.backends.db"


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def me(request: HttpRequest) -> HttpResponse:
    connection.health_check_done = True  # ours asks each connection whether it lives; the usual settings don't
    return HttpResponse(request.user.email)  # type: ignore[union-attr]


with override_settings(MIDDLEWARE=USUAL, SESSION_ENGINE=SESSIONS):
    standard = WSGIHandler()  # both settings are read here and not again


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """One server for both, so that they are measured in the same processes."""
    app = standard if environ["PATH_INFO"].startswith("/bare/") else ours
    return app(environ, start_response)
