"""What curators decide about reports. Whoever told us hears that somebody looked, never what became of whom."""

from datetime import datetime

from django.db import transaction

from accounts.actions import reports
from accounts.models import Report, User
from notices.actions.tell import tell


@transaction.atomic
def keep(report: Report, *, by: User, note: str, now: datetime) -> None:
    """What was reported may stay as it is. Raises what `reports.keep` raises."""
    reports.keep(report, by=by, note=note, now=now)
    _tell_reporter(report, now)


@transaction.atomic
def suspend(report: Report, *, by: User, because: str, now: datetime) -> None:
    """Suspend whose thing it is. Raises what `reports.suspend` raises."""
    reports.suspend(report, by=by, because=because, now=now)
    _tell_reporter(report, now)


def _tell_reporter(report: Report, now: datetime) -> None:
    if report.by:
        tell(report.by, kind="report_read", key=f"report {report.pk}", subjects={"report": report.pk}, now=now)
