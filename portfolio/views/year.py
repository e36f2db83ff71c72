"""The picture of a year and its sentences, for the log and the portfolio."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import ngettext

from kit.charts.year import Year, year
from kit.dates import say_short_month
from kit.durations import say_minutes


def drawn_year(minutes: Mapping[date, int], until: date) -> Year:
    """The year that ends with `until`, of `minutes` by day."""
    return year(minutes, until=until, says=_said, month_name=say_short_month)


def _said(weeks: int, days: int, minutes: int) -> str:
    if weeks > 26:
        said = ngettext(
            "%(num)s day logged in the last year, %(time)s", "%(num)s days logged in the last year, %(time)s", days
        )
    else:
        said = ngettext(
            "%(num)s day logged in the last half year, %(time)s",
            "%(num)s days logged in the last half year, %(time)s",
            days,
        )
    return said % {"num": days, "time": say_minutes(minutes)}
