"""Many rows dropped a few at a time, so that nobody waits behind one long statement."""

from typing import Any, Final

from django.db.models import QuerySet

BATCH: Final = 5_000


def drop(rows: QuerySet[Any], batch: int = BATCH) -> int:
    """Delete `rows` (which ones is asked anew for each batch); returns how many went, with what hangs on them."""
    dropped = 0
    while keys := list(rows.values_list("pk", flat=True)[:batch]):
        dropped += rows.model._default_manager.filter(pk__in=keys).delete()[0]  # noqa: SLF001 - a manager has no other name here
    return dropped
