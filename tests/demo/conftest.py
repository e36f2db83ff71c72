import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from demo.actions import settle
from kit import clock
from roadmap import trail


@dataclass(frozen=True)
class World:
    media: Path
    seconds: float


@pytest.fixture(scope="module")
def settled(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """The demo world, made once for a module and gone with it."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        call_command("load_roadmap", stdout=io.StringIO())
        began = process_time()
        settle(now=clock.now(), seed=1)
        yield World(media, process_time() - began)
        transaction.set_rollback(True)


@pytest.fixture
def world(settled: World, settings: Any) -> Iterator[World]:
    """The demo world; what a test changes in it is undone."""
    trail.forget()
    settings.MEDIA_ROOT = settled.media
    with transaction.atomic():
        yield settled
        transaction.set_rollback(True)
