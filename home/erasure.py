"""Erasing for good whose time to come back is over: files first, then the rows."""

import logging
from datetime import datetime

from django.db import transaction

from accounts.actions import handle, leaving
from mentoring.actions import reviews
from portfolio.actions.tidy import forget_files

log = logging.getLogger(__name__)


def erase_due(now: datetime) -> int:
    """Erase everybody who left 14 days ago; returns how many. Several workers may share it, and it may run twice."""
    return sum(_erased(pk, now) for pk in leaving.due(now))


def _erased(pk: int, now: datetime) -> bool:
    """Whether they are gone; whoever can't be erased this night keeps no other from it."""
    try:
        return _erase(pk, now)
    except Exception:
        log.exception("person %s could not be erased", pk)
        return False


@transaction.atomic
def _erase(pk: int, now: datetime) -> bool:
    person = leaving.held(pk, now)
    if person is None:  # came back, or another worker is at it
        return False
    forget_files([person])
    reviews.forget_drafts(person)
    handle.spend(person, now=now)
    person.delete()
    return True
