"""What the worker does for the whole house; when, stands in config/schedule.py."""

import logging

from celery import shared_task

from accounts.actions import tidy as accounts
from home.erasure import erase_due
from kit import clock
from notices.actions import tidy as notices
from portfolio.actions import tidy as portfolio

log = logging.getLogger(__name__)


@shared_task
def tidy() -> int:
    """Let each app drop what has had its time; returns how many things went. One with a fault keeps no other from it."""
    now, gone = clock.now(), 0
    for verb in (erase_due, accounts.tidy, notices.tidy, portfolio.tidy):
        try:
            gone += verb(now)
        except Exception:
            log.exception("%s.%s is at fault", verb.__module__, verb.__name__)
    return gone
