"""What the worker does for peers; when, stands in config/schedule.py."""

import time
from typing import Final

from celery import shared_task

from kit import clock, doorbell
from peers.actions.ring import open_week
from peers.actions.surface import BATCH
from peers.actions.surface import surface as surface_batch

LONGEST_RUN: Final = 200.0  # seconds: less than the broker waits for a worker
SURFACE: Final = "peers.tasks.surface"


@shared_task
def surface() -> int:
    """Choose this week's people for everybody who has not got theirs; what is left after a while is rung for again."""
    now = clock.now()
    open_week(now)
    ends, served = time.monotonic() + LONGEST_RUN, 0
    while served_now := surface_batch(now):
        served += served_now
        if served_now == BATCH and time.monotonic() > ends:
            doorbell.ring(SURFACE)
            break
    return served
