"""Into the outbox: which notices go together as one mail, and the bell that asks somebody to deliver it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from accounts.models import User
from kit import doorbell
from notices.models import Mail, Notice
from notices.models.mail import MailState

DELIVER = "notices.tasks.deliver"


def queue(letters: Mapping[User, Sequence[Notice]], *, calm: bool, now: datetime) -> None:
    """One mail for each person, carrying these notices, and a ring for whoever delivers.

    Whether they want it is asked when it is sent, not here.
    """
    mails = Mail.objects.bulk_create(
        Mail(recipient=person, calm=calm, state_since=now, next_try_at=now, message_id=_message_id(), created_at=now)
        for person in letters
    )
    carried = []
    for mail, notices in zip(mails, letters.values(), strict=True):
        for notice in notices:
            notice.mail = mail
            carried.append(notice)
    Notice.objects.bulk_update(carried, ["mail"])
    if mails:
        ring()


def again(mail: Mail, now: datetime) -> None:
    """Try a mail anew that the server refused, say after its address was mended. One that may have arrived never is."""
    failed = Mail.objects.filter(pk=mail.pk, state=MailState.FAILED)
    if failed.update(state=MailState.QUEUED, state_since=now, next_try_at=now, tries=0):
        ring()


def ring() -> None:
    """Once this transaction stands, ask a worker to deliver; unheard, the minute's sweep does it."""
    transaction.on_commit(partial(doorbell.ring, DELIVER), robust=True)


def _message_id() -> str:
    return f"{uuid4().hex}@{urlsplit(settings.SITE_ADDRESS).hostname}"
