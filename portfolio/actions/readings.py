"""What is measured of a milestone: written down, corrected, taken away, by its owner or a program of theirs."""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kit import dates
from kit.errors import Refusal
from portfolio.actions import keeping
from portfolio.actions.keeping import Unfit
from portfolio.actions.milestones import Withdrawn
from portfolio.kinds import BY_KEY
from portfolio.models import Milestone, Reading
from portfolio.models.evidence import BY_HAND

MOST_VALUE: Final = 10**12
MOST_READINGS: Final = 5_000  # of one milestone: a daily one for over 13 years


class NotMeasured(Refusal):
    message = _("This kind of milestone has nothing to measure.")


class DayAhead(Unfit):
    about = "day"

    def __init__(self, day: date, today: date) -> None:
        super().__init__(
            _("%(day)s hasn’t come yet. Choose today or an earlier day.") % {"day": dates.say_date(day, today)}
        )


class LongAgo(Unfit):
    about = "day"
    message = _("That’s before 1970. Check the year.")


class NoNumber(Unfit):
    about = "value"
    message = _("Write a number, digits only.")


class TooManyReadings(Refusal):
    message = _("A milestone keeps up to 5,000 readings. Delete older ones first.")


@transaction.atomic
def put(milestone: Milestone, *, day: date, value: int, now: datetime) -> Reading:
    """Write down the value of a day, or correct it. The same again changes nothing.

    What was verified stays so: a reading tells how it goes on, not what was claimed. Raises NotMeasured, Withdrawn,
    TooManyReadings, and an Unfit: DayAhead, LongAgo, NoNumber.
    """
    standing = keeping.held(milestone)
    if BY_KEY[standing.kind].series is None:
        raise NotMeasured
    if standing.is_withdrawn:
        raise Withdrawn
    _see(day, value, standing.owner.calendar_day(now))
    reading, new = Reading.objects.update_or_create(
        milestone=standing,
        source=BY_HAND,
        day=day,
        defaults={"value": value},
        create_defaults={"value": value, "created_at": now},
    )
    if new and Reading.objects.filter(milestone=standing).count() > MOST_READINGS:
        raise TooManyReadings
    return reading


def remove(milestone: Milestone, *, day: date) -> bool:
    """Take the value of a day away; False if there was none. What a machine read stays."""
    return bool(Reading.objects.filter(milestone=milestone, source=BY_HAND, day=day).delete()[0])


def _see(day: date, value: int, today: date) -> None:
    if day > today:
        raise DayAhead(day, today)
    if day < dates.EARLIEST:
        raise LongAgo
    if not 0 <= value <= MOST_VALUE:
        raise NoNumber
