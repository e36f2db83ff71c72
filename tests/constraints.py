"""The database defends itself, whatever a verb may have forgotten."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction


def attacked(sql: str, *values: Any) -> str:
    """The name of the constraint that withstood that statement, which asks no verb of ours."""
    with pytest.raises(IntegrityError) as no, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    cause: Any = no.value.__cause__
    name: str = cause.diag.constraint_name or cause.diag.message_primary
    return name
