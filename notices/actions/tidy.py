"""Letting go of what was told long ago."""

from datetime import datetime
from typing import Final

from django.db.models import Q

from kit.batches import drop
from notices import kinds
from notices.models import Mail, Notice

BATCH: Final = 1_000


def tidy(now: datetime) -> int:
    """Drop notices read, and mails sent, 90 days ago or more, in batches; returns how many rows went.

    A notice that is still true stays: a kind that goes on naming it would tell it again. So does a mail that carries
    anything unread: without it, that would count as never mailed.
    """
    return _drop_read(now) + drop(Mail.objects.past(now))


def _drop_read(now: datetime) -> int:
    dropped, seen = 0, Q()
    while batch := list(Notice.objects.past(now).filter(seen).select_related("recipient")[:BATCH]):
        still_true = kinds.words_of(batch)
        gone = [notice.pk for notice in batch if notice.pk not in still_true]
        dropped += Notice.objects.filter(pk__in=gone).delete()[0]
        last = batch[-1]
        seen = Q(read_at__gt=last.read_at) | Q(read_at=last.read_at, pk__gt=last.pk)
    return dropped
