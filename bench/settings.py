"""What production runs with, on a database of the bench's own, and what the yardstick needs beside it."""

import sys

from bench import size
from config.settings import *  # noqa: F403
from config.settings import AUTHENTICATION_BACKENDS, DATABASES, INSTALLED_APPS

ROOT_URLCONF = "bench.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.sessions"]
AUTHENTICATION_BACKENDS = [*AUTHENTICATION_BACKENDS, "django.contrib.auth.backends.ModelBackend"]
DATABASES["default"]["NAME"] = size.DATABASE
CLOCK_FILE = None  # a file that only LOCAL asks
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# REST framework loads it where it is there; only the tests' tools bring it, so production has none.
sys.modules["requests"] = None  # type: ignore[assignment]
