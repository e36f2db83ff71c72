from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from accounts.models import FormerHandle, Session
from accounts.models.user import HANDLE_KEPT_FOR

BATCH: Final = 5_000


def tidy(now: datetime) -> int:
    """Drop sessions that have run out and handles that are nobody's any more, in batches; returns how many rows went."""
    return _drop(Session.objects.filter(expire_date__lte=now)) + _drop(
        FormerHandle.objects.filter(left_at__lte=now - HANDLE_KEPT_FOR)
    )


def _drop(rows: QuerySet[Any]) -> int:
    dropped = 0
    while keys := list(rows.values_list("pk", flat=True)[:BATCH]):
        dropped += rows.model._default_manager.filter(pk__in=keys).delete()[0]  # noqa: SLF001 - a manager has no other name here
    return dropped
