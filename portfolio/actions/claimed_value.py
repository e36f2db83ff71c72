"""The number that a claim names, which is the first reading of what is measured from day to day."""

from datetime import datetime

from portfolio.kinds import BY_KEY
from portfolio.models import Milestone, Reading
from portfolio.models.evidence import BY_HAND
from portfolio.models.milestone import State
from portfolio.reached import Point


def of(milestone: Milestone, now: datetime) -> Point | None:
    """The day and value that a claim names; None of a kind that is not measured."""
    series = BY_KEY[milestone.kind].series
    return series.claimed(milestone.facts, milestone.owner.day(now)) if series else None


def keep(milestone: Milestone, before: Point | None, now: datetime) -> None:
    """The value that a claim names is a reading by hand like any other; one it named `before` and corrects is none."""
    said = None if milestone.state == State.DRAFT else of(milestone, now)
    if said is None or said == before:
        return
    readings = Reading.objects.filter(milestone=milestone, source=BY_HAND)
    if before:
        readings.filter(day=before[0], value=before[1]).delete()
    day, value = said
    Reading.objects.update_or_create(
        milestone=milestone,
        source=BY_HAND,
        day=day,
        defaults={"value": value},
        create_defaults={"value": value, "created_at": now},
    )
