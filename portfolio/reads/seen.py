"""The one JSON object that a statement answers with, asked for one viewer."""

import json
from datetime import datetime
from typing import Any

from django.db import connection

from portfolio.models.seen import shown_to


def read(statement: str, viewer: Any, now: datetime, **values: Any) -> dict[str, Any] | None:
    """What the statement says to `viewer`, or None where it finds nothing for them.

    It may name `viewer`, `reader` (who may hold a grant), `now` and `shown` beside the `values`.
    """
    as_seen = {
        "viewer": viewer.pk,  # none for a visitor, whom nothing belongs to
        "reader": viewer.pk if viewer.is_authenticated and viewer.is_standing else None,
        "now": now,
        "shown": [str(width) for width in shown_to(viewer)],
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, as_seen | values)
        found = cursor.fetchone()
    said: dict[str, Any] | None = json.loads(found[0]) if found else None
    return said
