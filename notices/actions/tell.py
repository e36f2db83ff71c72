"""Telling somebody something: once, however often it is said."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from notices import kinds
from notices.actions.outbox import queue
from notices.kinds import Ids
from notices.models import Notice


@transaction.atomic
def tell(recipient: User, *, kind: str, key: str, subjects: Ids, now: datetime) -> Notice:
    """One thing for `recipient` to know. A calm kind waits for their hour, any other goes at once as a mail of its own.

    `key` names the matter among everything this person is ever told; telling it twice is success and changes nothing.
    """
    notice, new = Notice.objects.get_or_create(
        recipient=recipient, key=key, defaults={"kind": kind, "subjects": dict(subjects), "created_at": now}
    )
    if new and not kinds.get(kind).calm:
        queue({recipient: [notice]}, calm=False, now=now)
    return notice
