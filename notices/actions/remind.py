"""The calm mail: once a day, at the person's own hour, what is true then. Due is a column compared with now."""

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils import translation

from accounts.models import User
from kit.batches import plan_anew
from notices import kinds
from notices.actions.outbox import queue
from notices.actions.read import settle
from notices.hours import next_hour
from notices.kinds import Kind
from notices.models import Notice, Preference

log = logging.getLogger(__name__)

BATCH = 200
Alone = dict[int, str]


@transaction.atomic
def remind(now: datetime, batch: int = BATCH) -> int:
    """Look at up to `batch` people whose hour has come, and move each on to their next one; returns how many.

    All or nothing, so a worker that dies leaves them due. Whoever was due for days is looked at once.
    """
    plan_anew()
    due = _claimed(now, batch)
    people = [preference.user for preference in due if preference.user.is_member]
    alone = _gather(people, now)
    _settle(people, now)
    queue(_letters(people, alone), calm=True, now=now)
    for preference in due:
        preference.remind_at = next_hour(preference.hour, time_zone=preference.user.time_zone, after=now)
    Preference.objects.bulk_update(due, ["remind_at"])
    return len(due)


def _claimed(now: datetime, batch: int) -> list[Preference]:
    rows = Preference.objects.due(now).select_for_update(skip_locked=True, of=("self",))
    return list(rows.select_related("user")[:batch])


def _gather(people: Sequence[User], now: datetime) -> Alone:
    """Ask each calm kind whom it has something to tell, and tell it; returns who hears of one kind only."""
    alone: Alone = {}
    for kind in kinds.calm():
        heard = _ask(kind, [person for person in people if person.pk not in alone], now)
        if kind.alone:
            alone.update(dict.fromkeys(heard, kind.name))
    return alone


def _ask(kind: Kind, people: Sequence[User], now: datetime) -> set[int]:
    if kind.gather is None or not people:
        return set()
    told: list[Notice] = []
    with _tolerated(kind.name):
        told = [
            Notice(recipient=person, kind=kind.name, key=key, subjects=dict(ids), created_at=now)
            for person, key, ids in kind.gather(people, now)
        ]
        Notice.objects.bulk_create(told, ignore_conflicts=True)
    return {notice.recipient_id for notice in told}


@contextmanager
def _tolerated(where: str) -> Iterator[None]:
    """One kind with a fault must not keep the others, and everybody's hour, from coming."""
    try:
        with transaction.atomic():
            yield
    except Exception:
        log.exception("a kind of notice is at fault (%s)", where)


def _settle(people: Sequence[User], now: datetime) -> None:
    by_language: dict[str, list[Notice]] = defaultdict(list)
    for notice in Notice.objects.unread().filter(recipient__in=people).select_related("recipient"):
        by_language[notice.recipient.language].append(notice)
    for language, unread in by_language.items():
        with _tolerated(language), translation.override(language):
            words = kinds.words_of(unread)
            settle((notice for notice in unread if notice.pk not in words), now)


def _letters(people: Sequence[User], alone: Alone) -> dict[User, list[Notice]]:
    """What each person's mail carries: all that is calm and waits, or only the kind that stands alone."""
    calm = {kind.name for kind in kinds.calm()}
    letters: dict[User, list[Notice]] = defaultdict(list)
    for notice in Notice.objects.unmailed().filter(recipient__in=people).select_related("recipient"):
        if notice.kind in ({alone[notice.recipient_id]} if notice.recipient_id in alone else calm):
            letters[notice.recipient].append(notice)
    return letters
