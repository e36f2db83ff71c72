"""Evidence that a machine reads: asked for, taken by a worker, written down. No state of a milestone changes by it.

Any number of workers share what is due. One is taken for a time in which it is surely read and nothing is held while
GitHub is asked, so whoever dies half-way leaves only something that is due again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from kit import doorbell
from kit.errors import Refusal
from portfolio import github
from portfolio.github import Pull, Said
from portfolio.models import Evidence, Milestone
from portfolio.models.evidence import Trouble
from portfolio.models.milestone import SHOWN
from roadmap.models import LinkHost

READ: Final = "portfolio.tasks.read_evidence"
BATCH: Final = 10
LEASE: Final = timedelta(minutes=10)  # longer than a batch takes when each of its requests takes all its time
AGAIN_AFTER: Final = timedelta(hours=1)
# After each try that brought nothing; then nobody tries until its owner asks.
BACKOFF: Final = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 360, 1440))


class ReadJustNow(Refusal):
    message = _("We read GitHub once an hour at most. Try again in a while.")


class NothingToRead(Refusal):
    message = _("There is nothing at GitHub that we could read for this milestone.")


@dataclass(frozen=True, slots=True)
class Ask:
    """One pull request to read, for one piece of evidence."""

    evidence: int
    address: str  # as it had then
    tries: int  # this one among them
    until: datetime  # when it is anybody's again
    pull: Pull


def may_be_read(milestone: Milestone, evidence: Evidence | None) -> bool:
    """Whether a connector reads that piece of evidence of the milestone: what it is about, once it is claimed."""
    about = evidence is not None and evidence.place == 0 and milestone.state in SHOWN
    return bool(about and evidence and github.pull_of(milestone.kind, evidence.address))


def may_ask_again(evidence: Evidence, now: datetime) -> bool:
    """Whether it may be read once more: not while somebody is about to, and an hour after the last try."""
    waiting = evidence.read_due_at is not None and not evidence.trouble
    return not waiting and (evidence.tried_at is None or evidence.tried_at <= now - AGAIN_AFTER)


@transaction.atomic
def read_soon(milestone: Milestone, *, now: datetime) -> None:
    """Have what is to be read of `milestone` read, if it wasn't within the hour. Anything else is left as it is."""
    evidence = _held(milestone)
    if may_be_read(milestone, evidence) and evidence and may_ask_again(evidence, now):
        _make_due(evidence, now)


@transaction.atomic
def read_again(milestone: Milestone, *, now: datetime) -> None:
    """Have it read once more, as its owner asks. What is about to be read stays so. Raises NothingToRead, ReadJustNow."""
    evidence = _held(milestone)
    if evidence is None or not may_be_read(milestone, evidence):
        raise NothingToRead
    if evidence.read_due_at is not None and not evidence.trouble:
        return
    if not may_ask_again(evidence, now):
        raise ReadJustNow
    _make_due(evidence, now)


def ring() -> None:
    """Once this transaction stands, ask a worker to read; unheard, the sweep does it."""
    transaction.on_commit(partial(doorbell.ring, READ), robust=True)


@transaction.atomic
def take(now: datetime) -> list[Ask]:
    """Up to 10 to be read now, which nobody else will read meanwhile; none while GitHub wants not to be asked."""
    if LinkHost.objects.filter(name=_host(), next_allowed_at__gt=now).exists():
        return []
    due = Evidence.objects.to_read(now).select_related("milestone")
    held = list(due.select_for_update(skip_locked=True, of=("self",), no_key=True)[:BATCH])
    until = now + LEASE
    asks = {row.pk: ask for row in held if (ask := _ask(row, until))}
    Evidence.objects.filter(pk__in=[row.pk for row in held if row.pk not in asks]).update(read_due_at=None)
    Evidence.objects.filter(pk__in=asks).update(read_due_at=until, tries=F("tries") + 1)
    return [*asks.values()]


@transaction.atomic
def record(ask: Ask, said: Said, *, now: datetime) -> None:
    """Write down what came of a try; nothing where the evidence has gone, or somebody else took it after us.

    What was read before stays until better comes.
    """
    if said.pause:
        _pause(now + said.pause)
    if said.trouble == Trouble.LIMITED:
        _write(ask, trouble=said.trouble, tried_at=now, tries=ask.tries - 1, read_due_at=now + said.pause)
    elif said.trouble == Trouble.DOWN:
        wait = BACKOFF[ask.tries - 1] if ask.tries <= len(BACKOFF) else None
        _write(ask, trouble=said.trouble, tried_at=now, read_due_at=wait and now + wait)
    elif said.trouble:
        _write(ask, trouble=said.trouble, tried_at=now, read_due_at=None)
    else:
        _write(ask, facts=said.told, read_at=now, tried_at=now, trouble=Trouble.NONE, tries=0, read_due_at=None)


def give_back(asks: Sequence[Ask], *, now: datetime) -> None:
    """Leave those that were taken and not tried to whoever comes next."""
    for ask in asks:
        _write(ask, read_due_at=now, tries=ask.tries - 1)


def _held(milestone: Milestone) -> Evidence | None:
    about = Evidence.objects.filter(milestone=milestone, place=0)
    return about.select_for_update(no_key=True).first()


def _make_due(evidence: Evidence, now: datetime) -> None:
    Evidence.objects.filter(pk=evidence.pk).update(read_due_at=now, tries=0, trouble=Trouble.NONE)
    ring()


def _ask(evidence: Evidence, until: datetime) -> Ask | None:
    pull = github.pull_of(evidence.milestone.kind, evidence.address)
    if pull is None or not may_be_read(evidence.milestone, evidence):
        return None
    return Ask(evidence.pk, evidence.address, evidence.tries + 1, until, pull)


def _pause(until: datetime) -> None:
    host = LinkHost.objects.named(_host())
    LinkHost.objects.filter(pk=host.pk, next_allowed_at__lt=until).update(next_allowed_at=until)


def _host() -> str:
    return urlsplit(settings.GITHUB_API).netloc


def _write(ask: Ask, **values: Any) -> None:
    Evidence.objects.filter(pk=ask.evidence, address=ask.address, read_due_at=ask.until).update(**values)
