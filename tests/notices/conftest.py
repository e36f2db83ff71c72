from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from accounts.models import User
from kit import clock
from notices import kinds
from notices.actions.tell import tell
from notices.kinds import Kind, Words
from notices.models import Mail, Notice
from portfolio.models import Entry
from tests.roadmap.conftest import short_trail  # noqa: F401 - a trail to be late on

SEVEN = datetime(2026, 4, 13, 10, 0, tzinfo=UTC)  # a Monday, 19:00 in Seoul
DAY = timedelta(days=1)


def log(owner: User, day: date, at: datetime | None = None) -> Entry:
    """20 minutes on that day, written at noon of it in Seoul or at another moment."""
    noon = datetime(*day.timetuple()[:3], 3, tzinfo=UTC)
    return Entry.objects.create(owner=owner, day=day, minutes=20, form_key=uuid4(), created_at=at or noon)


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
