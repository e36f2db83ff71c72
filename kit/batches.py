"""Many rows treated a few at a time, so that nobody waits behind one long statement."""

from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

BATCH: Final = 5_000


def drop(rows: QuerySet[Any], batch: int = BATCH) -> int:
    """Delete `rows` (which ones is asked anew for each batch); returns how many went, with what hangs on them."""
    dropped = 0
    while keys := list(rows.values_list("pk", flat=True)[:batch]):
        dropped += rows.model._default_manager.filter(pk__in=keys).delete()[0]  # noqa: SLF001 - a manager has no other name here
    return dropped


def plan_anew() -> None:
    """Have PostgreSQL plan each statement up to the end of this transaction by what it is asked of, and not once for all.

    The first batches of a night meet tables that are nearly empty. A plan for those, kept, reads a table whole where it
    should ask by key, and does so in each later batch, until the table is analysed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = force_custom_plan")
