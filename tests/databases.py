"""The databases of one test run: its own, so that several runs and `make run` don't meet in them."""

import os
import re

import pytest
from django.conf import settings
from django.db import connections
from django.utils.translation.reloader import translation_file_changed

from config import messages
from config import settings as our_settings
from config.embedded.place import Place, open_lock, take


def pytest_configure(config: pytest.Config) -> None:
    """Before Django is set up: which run we are, our own broker, catalogues as they are in the sources."""
    if "TEST_RUN" not in os.environ:
        os.environ["TEST_RUN"] = str(_first_free_run())
    settings.REDIS_URL = _numbered(settings.REDIS_URL, 1 + (4 * _run() + _worker()) % 15)
    settings.CELERY_BROKER_URL = our_settings.celery_url(settings.REDIS_URL)
    for source in messages.compile_stale():
        translation_file_changed(None, source.with_suffix(".mo"))  # what was read of it before is forgotten


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """A name of our own, and commits that don't wait for the disk: what a test wrote may go with the power."""
    for connection in connections.all():
        database = connection.settings_dict
        database["TEST"]["NAME"] = f"test_{database['NAME']}_{_run()}_{_worker()}"
        database["OPTIONS"]["options"] = "-c synchronous_commit=off"


def _first_free_run() -> int:
    """The lowest number no other run of this clone has; the lock stays ours until this process ends."""
    place = Place.here()
    place.make_home()
    return next(number for number in range(100) if take(open_lock(place.users_lock.with_name(f"tests-{number}"))))


def _run() -> int:
    return int(os.environ["TEST_RUN"])


def _worker() -> int:
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def _numbered(redis_url: str, number: int) -> str:
    if redis_url.startswith("unix:"):
        return re.sub(r"\?db=\d+", f"?db={number}", redis_url)
    return re.sub(r"(//[^/]+)(/\d*)?", rf"\1/{number}", redis_url)
