"""What has been read."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from notices.models import Notice


def read(notice: Notice, now: datetime) -> None:
    """Its recipient has seen it. Reading twice is reading once."""
    Notice.objects.unread().filter(pk=notice.pk).update(read_at=now)


def read_all(recipient: User, now: datetime) -> int:
    """Everything told to `recipient` so far; returns how many were unread."""
    return Notice.objects.unread().filter(recipient=recipient, created_at__lte=now).update(read_at=now)


def settle(gone: Iterable[Notice], now: datetime) -> None:
    """What is no longer true counts as read: it is shown nowhere, so nobody could read it away from the bell."""
    Notice.objects.unread().filter(pk__in=[notice.pk for notice in gone]).update(read_at=now)
