"""The yardstick: Django's standard signed-in view, and one that does nothing; with what is usual, not with what is ours.

Its middleware and its connection are those of a new project: no health check, nothing prepared.
"""

from collections.abc import Callable, Iterable
from threading import local
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.http import HttpRequest, HttpResponse

from bench.usual import USUAL
from config.wsgi import application as ours

SESSIONS = "django.contrib.sessions.backends.db"


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def me(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.user.email)  # type: ignore[union-attr]


def _standard() -> WSGIHandler:
    """Both settings are read when it is made and not again. (What Django's tests have for this would weigh on the site.)"""
    usual = {"MIDDLEWARE": USUAL, "SESSION_ENGINE": SESSIONS}
    site = {name: getattr(settings, name) for name in usual}
    for name, value in usual.items():
        setattr(settings, name, value)
    made = WSGIHandler()
    for name, value in site.items():
        setattr(settings, name, value)
    return made


standard = _standard()


class Connections(local):
    """Of each thread two."""

    def __init__(self) -> None:
        usual = connections.settings["default"] | {"CONN_HEALTH_CHECKS": False, "OPTIONS": {}}
        self.ours, self.usual = connections["default"], DatabaseWrapper(usual, "default")


both = Connections()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """One server for both, so that they are measured in the same processes."""
    is_bare = environ["PATH_INFO"].startswith("/bare/")
    connections["default"] = both.usual if is_bare else both.ours
    return (standard if is_bare else ours)(environ, start_response)
