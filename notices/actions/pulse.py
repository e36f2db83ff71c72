"""Signs of life."""

from datetime import datetime

from notices.models import Pulse


def heard(name: str, now: datetime) -> None:
    """`name` ("beat" or "worker") is alive."""
    Pulse.objects.bulk_create(
        [Pulse(name=name, at=now)], update_conflicts=True, unique_fields=["name"], update_fields=["at"]
    )
