"""The databases of one test run: its own, so that several runs and `make run` don't meet in them."""

import hashlib
import json
import os
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils.translation.reloader import translation_file_changed

from config import messages
from config import settings as our_settings
from config.embedded import fit
from config.embedded.place import Place, open_lock, take

LEAVE_WITHIN = 3.0  # seconds


def pytest_configure(config: pytest.Config) -> None:
    """Before Django is set up: which run we are, our own broker, catalogues as they are in the sources."""
    if "TEST_RUN" not in os.environ:
        os.environ["TEST_RUN"] = str(_first_free_run())
    settings.REDIS_URL = _numbered(settings.REDIS_URL, 1 + (4 * _run() + _worker()) % 15)
    settings.CELERY_BROKER_URL = our_settings.celery_url(settings.REDIS_URL)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
    for source in messages.compile_stale():
        translation_file_changed(None, source.with_suffix(".mo"))  # what was read of it before is forgotten


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_blocker: Any) -> None:
    """A database of our own, and commits that don't wait for the disk: what a test wrote may go with the power."""
    database = connection.settings_dict
    database["OPTIONS"]["options"] = "-c synchronous_commit=off"
    with django_db_blocker.unblock():
        database["TEST"]["TEMPLATE"] = _template()
    database["TEST"]["NAME"] = f"test_{database['NAME']}_{_run()}_{_worker()}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """As always, and at its end nobody is left in the database: a thread of the live server may be slow to leave.

    It is given a moment, since one that is thrown out says "terminating connection due to administrator command".
    """
    yield
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        deadline = time.monotonic() + LEAVE_WITHIN
        while _number(cursor, f"SELECT count(*) {others}") and time.monotonic() < deadline:
            time.sleep(0.05)
        cursor.execute(f"SELECT pg_terminate_backend(pid) {others}")


def _number(cursor: Any, question: str) -> int:
    cursor.execute(question)
    return int(cursor.fetchone()[0])


def _template() -> str:
    """The database that all others are copied from, made once for each state of the migrations: they take seconds."""
    kind = f"template_{connection.settings_dict['NAME']}_"
    name = kind + hashlib.sha256(json.dumps(fit.migrations()).encode()).hexdigest()[:12]
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [kind])
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [kind])
        there = {old for (old,) in cursor.fetchall()}
        if name not in there:
            for old in there:
                cursor.execute(f'DROP DATABASE "{old}"')
            _make(f"{name}_half")
            cursor.execute(f'ALTER DATABASE "{name}_half" RENAME TO "{name}"')
    return name


def _make(name: str) -> None:
    ours = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = ours


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
