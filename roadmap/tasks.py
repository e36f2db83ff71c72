"""What the worker does for the roadmap; when, stands in config/schedule.py."""

import time
from typing import Final

from celery import shared_task

from roadmap.actions import replan as plans

LONGEST_RUN: Final = 50.0  # seconds: the next minute goes on


@shared_task
def replan() -> int:
    """Draw anew every plan of an older edition, batch by batch."""
    ends, drawn = time.monotonic() + LONGEST_RUN, 0
    while time.monotonic() < ends:
        batch = plans.replan()
        drawn += batch
        if batch < plans.BATCH:
            break
    return drawn
