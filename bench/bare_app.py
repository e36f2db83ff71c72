"""A Django project with nothing in it: what a worker weighs, and how long it needs to start, without us."""

import os
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.usual import USUAL

CONTRIB = ("admin", "auth", "contenttypes", "sessions", "messages", "staticfiles")

if not settings.configured:
    settings.configure(
        SECRET_KEY="bare",
        ALLOWED_HOSTS=["*"],
        INSTALLED_APPS=[f"django.contrib.{name}" for name in CONTRIB],
        MIDDLEWARE=USUAL,
        ROOT_URLCONF="bench.bare_app",
        USE_TZ=True,
        STATIC_URL="/static/",
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": os.environ["BENCH_DATABASE"],
                "HOST": os.environ["BENCH_HOST"],
                "PORT": os.environ["BENCH_PORT"],
                "USER": os.environ["BENCH_USER"],
                "PASSWORD": os.environ["BENCH_PASSWORD"],
                "CONN_MAX_AGE": 60,
            }
        },
    )


def nothing(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok")


urlpatterns = [path("health/ready", nothing)]


def _application() -> Any:
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


application = _application()
