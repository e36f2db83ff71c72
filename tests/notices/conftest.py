from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from accounts.models import User
from kit import clock
from notices import kinds
from notices.actions.tell import tell
from notices.kinds import Kind, Words
from notices.models import Mail, Notice
from tests.roadmap.conftest import short_trail  # noqa: F401 - a trail to be late on


@pytest.fixture
def at(settings, tmp_path: Path) -> Callable[[datetime], datetime]:
    """Move the world: `at(moment)`, and the present goes on from there."""
    settings.CLOCK_FILE = tmp_path / "clock"

    def move(moment: datetime) -> datetime:
        settings.CLOCK_FILE.write_text(str((moment - datetime.now(UTC)).total_seconds()))
        return clock.now()

    return move


def greetings(notices: Sequence[Notice]) -> dict[int, Words]:
    senders = User.objects.members().in_bulk([notice.subjects["sender"] for notice in notices])
    words = {}
    for notice in notices:
        if sender := senders.get(notice.subjects["sender"]):
            title = "Someone wrote to you" if notice.recipient.language == "en" else "인사가 왔어요"
            words[notice.pk] = Words(title=title, text=f"{sender.name} <3", address="/peers/", button="Read it")
    return words


@pytest.fixture
def greeting() -> Iterator[Kind]:
    """A kind that answers: members write to each other, and nobody hears of one who is suspended."""
    yield from registered(Kind(name="greeting", icon="mail", calm=False, contexts=greetings))


@pytest.fixture
def calm_greeting() -> Iterator[Kind]:
    yield from registered(Kind(name="calm greeting", icon="mail", calm=True, contexts=greetings))


def registered(kind: Kind) -> Iterator[Kind]:
    kinds.register(kind)
    yield kind
    del kinds._kinds[kind.name]


def greet(recipient: User, sender: User, kind: str = "greeting", key: str = "greeting 1") -> Notice:
    return tell(recipient, kind=kind, key=key, subjects={"sender": sender.pk}, now=clock.now())


def states() -> list[str]:
    return list(Mail.objects.order_by("pk").values_list("state", flat=True))
