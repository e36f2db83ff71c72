"""Going on the roadmap, and drawing the plan anew. Each verb leaves `next_due_on` equal to what the plan says."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit.errors import Refusal
from roadmap.models import Edition, Enrollment, Phase
from roadmap.models.enrollment import MOST_HOURS
from roadmap.planning import pace_of, plan_of

FARTHEST: Final = timedelta(days=3653)  # what follows is planned from there on, and no date lies beyond the year 9999


class NoSuchHours(Refusal):
    message = _("Choose between 1 and 80 hours a week.")


class DateGone(Refusal):
    message = _("That day has passed. Choose today or a later one.")


class DateFarAhead(Refusal):
    message = _("That’s more than ten years ahead. Check the year.")


class NoStepAhead(Refusal):
    message = _("Every step written so far is behind you, so there’s no date to move.")


@transaction.atomic
def enroll(
    *, learner: User, phase: str, hours_a_week: int, today: date, rest_weekdays: Collection[int] = ()
) -> Enrollment:
    """Put `learner` on the roadmap from the phase of that key on; who is on it already stays as they are."""
    if not 1 <= hours_a_week <= MOST_HOURS:
        raise NoSuchHours
    enrollment, new = Enrollment.objects.get_or_create(
        learner=learner,
        defaults={
            "first_phase": Phase.objects.get(key=phase),
            "planned_from": today,
            "hours_a_week": hours_a_week,
            "rest_weekdays": sorted(rest_weekdays),
        },
    )
    return renew(enrollment) if new else enrollment


@transaction.atomic
def change_pace(  # noqa: PLR0913 - all that a pace is
    learner: User, *, hours_a_week: int, rest_weekdays: Collection[int], phase: str, trail_visibility: str, today: date
) -> Enrollment:
    """Walk so many hours a week, without those weekdays, from the phase of that key on; shown to whom.

    The plan is counted from `today` if any of the first three is new.
    """
    if not 1 <= hours_a_week <= MOST_HOURS:
        raise NoSuchHours
    enrollment = held(learner)
    before = pace_of(enrollment)
    enrollment.hours_a_week = hours_a_week
    enrollment.rest_weekdays = sorted(rest_weekdays)
    enrollment.first_phase = Phase.objects.get(key=phase)
    enrollment.trail_visibility = trail_visibility
    return renew(enrollment) if pace_of(enrollment) == before else _counted_from(enrollment, today)


@transaction.atomic
def walk_later(learner: User, *, today: date) -> Enrollment:
    """The same hours, counted from today."""
    return _counted_from(held(learner), today)


@transaction.atomic
def walk_lighter(learner: User, *, hours_a_week: int, today: date) -> Enrollment:
    """The hours that were really there, at least one a week, counted from today."""
    enrollment = held(learner)
    enrollment.hours_a_week = min(MOST_HOURS, max(1, hours_a_week))
    return _counted_from(enrollment, today)


@transaction.atomic
def move_next_step(learner: User, *, due_on: date, today: date) -> Enrollment:
    """A date of one's own for the next step; the rest of the plan follows it."""
    if due_on < today:
        raise DateGone
    if due_on > today + FARTHEST:
        raise DateFarAhead
    enrollment = held(learner)
    if plan_of(enrollment).next is None:
        raise NoStepAhead
    enrollment.own_due_on = due_on
    return renew(enrollment)


def held(learner: User) -> Enrollment:
    """The enrollment of `learner`, locked until the transaction ends. Raises Enrollment.DoesNotExist."""
    return Enrollment.objects.select_for_update(of=("self",)).select_related("first_phase").get(learner=learner)


def renew(enrollment: Enrollment) -> Enrollment:
    """Write the enrollment with `next_due_on` as the plan has it."""
    enrollment.drawn_from = Edition.objects.version()
    upcoming = plan_of(enrollment).next
    enrollment.next_due_on = upcoming.due_on if upcoming else None
    enrollment.save()
    return enrollment


def _counted_from(enrollment: Enrollment, today: date) -> Enrollment:
    enrollment.planned_from = today
    enrollment.own_due_on = None
    return renew(enrollment)
