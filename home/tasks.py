"""What the worker does for the whole house; when, stands in config/schedule.py."""

from celery import shared_task

from accounts.actions import tidy as accounts
from home.erasure import erase_due
from kit import clock
from portfolio.actions import tidy as portfolio


@shared_task
def tidy() -> int:
    """Let each app drop what has had its time; returns how many things went."""
    now = clock.now()
    return erase_due(now) + accounts.tidy(now) + portfolio.tidy(now)
