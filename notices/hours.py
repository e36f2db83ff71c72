"""When somebody's own hour comes."""

from datetime import UTC, datetime, time, timedelta

from kit import clock


def next_hour(hour: int, *, time_zone: str, after: datetime) -> datetime:
    """The first moment later than `after` (aware) at which it is `hour` o'clock (0–23) in `time_zone`, in UTC.

    Once a day whatever the clocks do: an hour that comes twice counts the first time, one that is left out comes where
    it would have stood.
    """
    zone = clock.zone(time_zone)
    today = after.astimezone(zone).date()
    moments = (datetime.combine(today + timedelta(days=d), time(hour), zone).astimezone(UTC) for d in range(3))
    return next(moment for moment in moments if moment > after)
