"""The cast, small and the same in every test: a learner, a peer, a curator, a visitor."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import hypothesis
import pytest
from django.test import Client

from accounts.models import User
from kit import clock
from roadmap import trail
from tests.roadmap import data

# How long an example takes says how busy the machine is; tests of time ask for the processor's.
hypothesis.settings.register_profile("ours", deadline=None)
hypothesis.settings.load_profile("ours")

pytest_plugins = ["tests.databases", "tests.summary"]


def make_member(handle: str, **fields: Any) -> User:
    """A member who reads Korean in Seoul unless told otherwise."""
    defaults = {"name": handle.title(), "handle": handle, "onboarded_at": clock.now(), "discoverable": False}
    return User.objects.create_user(f"{handle}@example.org", **(defaults | fields))


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Pictures of a test lie in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / uuid4().hex  # made when a first picture is kept


@pytest.fixture(autouse=True)
def forgotten_trail() -> None:
    """The roadmap in memory is of another test's database."""
    trail.forget()


@pytest.fixture
def small_roadmap(db: None, tmp_path: Path) -> Path:
    """A roadmap of two steps, loaded; the folder with its data files."""
    folder = data.write(tmp_path / "roadmap")
    data.load(folder)
    return folder


@pytest.fixture
def learner(db: None) -> User:
    return make_member("seoyeon", name="박서연")


@pytest.fixture
def peer(db: None) -> User:
    return make_member("aiko", name="Aiko Mori", language="en", time_zone="Asia/Tokyo")


@pytest.fixture
def curator(db: None) -> User:
    return make_member("jiwoo", name="한지우", is_staff=True)


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"accept-language": "ko"})


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def enter(user: User) -> Client:
        client = Client()
        client.force_login(user)
        session = client.session  # as after a first page today, which writes this down
        session["seen_on"] = user.calendar_day().isoformat()
        session.save()
        return client

    return enter


@pytest.fixture
def at(settings, tmp_path: Path) -> Callable[[datetime], datetime]:
    """Move the world, live server included: `at(moment)`, and time goes on from there; returns the present."""
    settings.CLOCK_FILE = tmp_path / "clock"

    def move(moment: datetime) -> datetime:
        settings.CLOCK_FILE.write_text(str((moment - datetime.now(UTC)).total_seconds()))
        return clock.now()

    return move
