"""The picture of a year and its sentence, for the log and the portfolio."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import ngettext

from kit.charts.year import Year, year
from kit.dates import say_short_month, week_of
from kit.durations import say_minutes

_YEAR = timedelta(weeks=52)


def drawn_year(minutes: Mapping[date, int], until: date) -> tuple[Year, str]:
    """The year that ends with `until`, of `minutes` by day: its drawing and what it says."""
    first = week_of(until) - _YEAR
    days = {day: spent for day, spent in minutes.items() if first <= day <= until}
    said = ngettext(
        "%(num)s day logged in the last year, %(time)s", "%(num)s days logged in the last year, %(time)s", len(days)
    )
    said %= {"num": len(days), "time": say_minutes(sum(days.values()))}
    return year(days, until=until, says=said, month_name=say_short_month), said
