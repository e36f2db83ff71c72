"""Erasing for good whose time to come back is over: files first, then the rows."""

from datetime import datetime

from django.db import transaction

from accounts.actions import leaving
from portfolio.actions.tidy import forget_files


def erase_due(now: datetime) -> int:
    """Erase everybody who left 14 days ago; returns how many. Several workers may share it, and it may run twice."""
    return sum(_erase(pk, now) for pk in leaving.due(now))


@transaction.atomic
def _erase(pk: int, now: datetime) -> bool:
    person = leaving.held(pk, now)
    if person is None:  # came back, or another worker is at it
        return False
    forget_files([person])
    person.delete()
    return True
