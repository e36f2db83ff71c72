"""What has been read."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from accounts.models import User
from notices import kinds
from notices.models import Notice

MOST_LOOKED_AT: Final = 100


def read(notice: Notice, now: datetime) -> None:
    """Its recipient has seen it. Reading twice is reading once."""
    Notice.objects.unread().filter(pk=notice.pk).update(read_at=now)


def read_all(recipient: User, now: datetime) -> int:
    """Everything told to `recipient` so far; returns how many were unread."""
    return Notice.objects.unread().filter(recipient=recipient, created_at__lte=now).update(read_at=now)


def let_go(recipient: User, over: Iterable[Notice], now: datetime) -> None:
    """Settle what is over; the bell of `recipient`, read with them, counts it no longer."""
    unread = [notice for notice in over if notice.unread]
    if unread:
        settle(unread, now)
        counted = getattr(recipient, "unread_notices", 0)  # as `config.auth` read it with the session
        recipient.unread_notices = max(0, counted - len(unread))  # type: ignore[attr-defined]


def let_go_of_past(recipient: User, now: datetime) -> None:
    """Settle whatever of the latest unread is over by now."""
    unread = Notice.objects.unread().filter(recipient=recipient).select_related("recipient").order_by("-created_at")
    let_go(recipient, kinds.readable(unread[:MOST_LOOKED_AT])[1], now)


def settle(gone: Iterable[Notice], now: datetime) -> None:
    """What is no longer true counts as read: it is shown nowhere, so nobody could read it away from the bell."""
    Notice.objects.unread().filter(pk__in=[notice.pk for notice in gone]).update(read_at=now)
