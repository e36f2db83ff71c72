"""What waits for curators beside links and reports. Apps above register their queues here when Django starts.

So the desk lists mentor applications without knowing of mentors: a queue gives its rows, each of which leads to a page of
the app it comes from.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Report, User
from accounts.reports import get as report_kind
from kit.bilingual import Both
from kit.durations import say_since

MOST: Final = 50  # rows of a queue that the desk shows


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that waits: the number it is ordered by, in words; what it is; a few facts; where to decide about it."""

    number: str
    title: str | Both
    note: str | Promise
    href: str


@dataclass(frozen=True, slots=True)
class Queue:
    """`rows` takes the curator who looks and the moment; at most 50, in one query, the most urgent first."""

    name: str
    word: Promise
    rows: Callable[[User, datetime], Sequence[Row]]


_queues: dict[str, Queue] = {}


def register(*queues: Queue) -> None:
    for queue in queues:
        if _queues.setdefault(queue.name, queue) is not queue:
            raise ImproperlyConfigured(f"There are two queues named {queue.name!r}.")


def queues() -> list[Queue]:
    """In the order of registration."""
    return list(_queues.values())


def _reports(curator: User, now: datetime) -> list[Row]:
    """What was reported, the longest wait first; nobody judges what was said of themselves."""
    waiting = Report.objects.open().exclude(person=curator).select_related("person")[:MOST]
    return [_reported(report, say_since(now - report.created_at)) for report in waiting]


def _reported(report: Report, waits: str) -> Row:
    kind = report_kind(report.kind)
    return Row(
        number=waits,
        title=report.person.name,
        note=f"{kind.word if kind else report.kind} · {report.get_why_display()}",
        href=reverse("roadmap:report", args=[report.pk]),
    )


register(Queue("reports", _("Reports, by the longest wait"), _reports))
