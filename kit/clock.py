"""What time it is: asked here only, so that a world can be moved through time as a whole."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

_INSTEAD: Final = "UTC"


def now() -> datetime:
    """The present moment, aware, in UTC; moved by the seconds in `settings.CLOCK_FILE` where that is set (LOCAL only)."""
    return datetime.now(UTC) + _offset()


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The time zone of that name, or UTC: the world renames zones, and one old row must not stop a batch or a page."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, no path of a zone, a folder of zones
        return ZoneInfo(_INSTEAD)


def day_of(moment: datetime, *, time_zone: str, ends_at: int = 0) -> date:
    """The day that `moment` belongs to for a person whose day ends at `ends_at` o'clock (0–6) in their `time_zone`."""
    return (moment.astimezone(zone(time_zone)) - timedelta(hours=ends_at)).date()


def _offset() -> timedelta:
    file: Path | None = settings.CLOCK_FILE
    if file is None:
        return timedelta()
    try:
        return timedelta(seconds=float(file.read_text()))
    except (OSError, ValueError):
        return timedelta()
