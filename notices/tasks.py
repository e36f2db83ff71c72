"""What the worker does for notices; when, stands in config/schedule.py."""

import time
from typing import Final

from celery import shared_task

from accounts.models import User
from kit import clock
from notices.actions import preferences
from notices.actions.deliver import deliver as deliver_mail
from notices.actions.pulse import heard
from notices.actions.remind import BATCH
from notices.actions.remind import remind as remind_batch

LONGEST_RUN: Final = 50.0  # seconds: the next minute goes on


@shared_task
def deliver() -> int:
    """Hand over the mail that is due."""
    return deliver_mail()


@shared_task
def remind() -> int:
    """The calm mail of everybody whose hour has come, batch by batch."""
    ends, looked_at = time.monotonic() + LONGEST_RUN, 0
    while time.monotonic() < ends:
        batch = remind_batch(clock.now())
        looked_at += batch
        if batch < BATCH:
            break
    return looked_at


@shared_task
def complete() -> int:
    """Members who, by whatever accident, were never given a preference."""
    without = list(User.objects.members().filter(preference=None)[:BATCH])
    preferences.complete(without, clock.now())
    return len(without)


@shared_task
def pulse() -> None:
    """A worker is there and gets to what is asked of it."""
    heard("worker", clock.now())
