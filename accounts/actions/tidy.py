from datetime import datetime

from accounts.models import FormerHandle, Session
from accounts.models.user import HANDLE_KEPT_FOR
from kit.batches import drop


def tidy(now: datetime) -> int:
    """Drop sessions that have run out and handles that are nobody's any more, in batches; returns how many rows went."""
    return drop(Session.objects.filter(expire_date__lte=now)) + drop(
        FormerHandle.objects.filter(left_at__lte=now - HANDLE_KEPT_FOR)
    )
