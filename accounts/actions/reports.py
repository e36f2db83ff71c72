"""Telling us of harm, and deciding about it."""

from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions import suspension
from accounts.models import Report, User
from accounts.reports import Found
from kit.errors import Refusal

MOST_A_DAY: Final = 20  # of one person


class NotOfOneself(Refusal):
    message = _("This is your own.")


class TooManyReports(Refusal):
    message = _("That’s 20 reports within a day. Write to us instead, and we’ll look at all of it together.")


class DecidedAlready(Refusal):
    """`by` is who was first; nobody where they have left since."""

    message = _("Somebody else has decided this meanwhile.")

    def __init__(self, by: User | None = None) -> None:
        said = _("%(name)s has decided this meanwhile.")
        super().__init__(said % {"name": by.name} if by else "")


class NotKept(Refusal):
    message = _("Only what was kept can be decided again. Whoever was suspended is let back on their page.")


class ReportedAnew(Refusal):
    message = _("It’s been reported again since. Decide on that report instead.")


@transaction.atomic
def report(  # noqa: PLR0913 - what is told, and the moment
    by: User, *, kind: str, subject: int, found: Found, why: str, words: str, now: datetime
) -> Report:
    """Tell the curators of a thing that `by` may see. Telling it again while nobody has decided changes nothing.

    Raises NotOfOneself, TooManyReports.
    """
    if found.person == by:
        raise NotOfOneself
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    standing = Report.objects.open().filter(by=by, kind=kind, subject=subject).first()
    if standing:
        return standing
    if Report.objects.filter(by=by, created_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise TooManyReports
    return Report.objects.create(
        by=by, kind=kind, subject=subject, person=found.person, why=why, words=words, created_at=now
    )


@transaction.atomic
def keep(report: Report, *, by: User, note: str, now: datetime) -> None:
    """What was reported may stay as it is. Raises DecidedAlready."""
    _decide(report, Report.State.KEPT, by, note, now)


@transaction.atomic
def suspend(report: Report, *, by: User, because: str, now: datetime) -> None:
    """Suspend whose thing it is. Raises DecidedAlready, and what `suspension.suspend` raises."""
    _decide(report, Report.State.ACTED, by, because, now)
    suspension.suspend(report.person, by=by, because=because, now=now)


def reopen(report: Report) -> None:
    """Let what was kept be decided again. Raises NotKept, ReportedAnew."""
    kept = Report.objects.filter(pk=report.pk, state=Report.State.KEPT)
    try:
        with transaction.atomic():
            found = kept.update(state=Report.State.OPEN, decided_by=None, decided_at=None, note="")
    except IntegrityError as error:
        raise ReportedAnew from error
    if not found:
        raise NotKept


def _decide(report: Report, state: str, by: User, note: str, now: datetime) -> None:
    open_still = Report.objects.filter(pk=report.pk, state=Report.State.OPEN)
    if not open_still.update(state=state, decided_by=by, decided_at=now, note=note):
        report.refresh_from_db()
        raise DecidedAlready(report.decided_by)
