"""What waits for curators beside links and reports. Apps above register their queues here when Django starts.

So the desk lists mentor applications without knowing of mentors: a queue gives its rows, each of which leads to a page of
the app it comes from.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models.report import Why
from accounts.reports import get as report_kind
from kit.durations import say_since

MOST: Final = 50  # rows of a queue that the desk shows


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that waits: its id; the number it is ordered by, in words; what it is; a few facts."""

    pk: int
    number: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Queue:
    """`statement` selects what waits: at most 50 rows, the most urgent first, each with an id.

    It may name `viewer`, the curator who looks. `row` says one of its rows in words: columns by name, moments as ISO text,
    and what time it is. `page`, the name of an address, is where one of that id is decided.
    """

    name: str
    word: Promise
    page: str
    statement: str
    row: Callable[[Mapping[str, Any], datetime], Row]


_queues: dict[str, Queue] = {}


def register(*queues: Queue) -> None:
    for queue in queues:
        if _queues.setdefault(queue.name, queue) is not queue:
            raise ImproperlyConfigured(f"There are two queues named {queue.name!r}.")


def queues() -> list[Queue]:
    """In the order of registration."""
    return list(_queues.values())


# What was reported, the longest wait first; nobody judges what was said of themselves.
_REPORTS: Final = f"""
SELECT told.id, told.kind, told.why, told.created_at, person.name, teller.name AS by
FROM accounts_report told JOIN accounts_user person ON person.id = told.person_id
LEFT JOIN accounts_user teller ON teller.id = told.by_id
WHERE told.state = 'open' AND told.person_id <> %(viewer)s
ORDER BY told.created_at, told.id LIMIT {MOST}
"""  # noqa: S608 - of constants


def _reported(row: Mapping[str, Any], now: datetime) -> Row:
    kind = report_kind(row["kind"])
    return Row(
        pk=row["id"],
        number=say_since(now - datetime.fromisoformat(row["created_at"])),
        title=row["name"],
        note=f"{kind.called(row['by']) if kind else row['kind']} · {Why(row['why']).label}",
    )


register(Queue("reports", _("Reports, by the longest wait"), "roadmap:report", _REPORTS, _reported))
