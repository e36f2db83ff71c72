from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.visibility import Visibility
from kit.models import Row
from roadmap.models.trail import Phase

MOST_HOURS = 80


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def drawn_before(self, version: UUID) -> Self:
        """Those whose plan was drawn from another edition of the roadmap; two ranges, so that an index finds them."""
        return self.filter(Q(drawn_from__lt=version) | Q(drawn_from__gt=version) | Q(drawn_from=None))


class Enrollment(Row):
    """A learner on the roadmap: where they begin, from when they count, and how much of a week they give."""

    learner = models.OneToOneField(User, on_delete=models.CASCADE, related_name="enrollment")
    first_phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="+")
    planned_from = models.DateField()
    hours_a_week = models.PositiveSmallIntegerField()
    rest_weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True, size=6)
    trail_visibility = models.CharField(max_length=7, choices=Visibility, default=Visibility.PRIVATE)
    own_due_on = models.DateField(null=True, blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    drawn_from = models.UUIDField(null=True, editable=False)  # the edition that next_due_on was computed from

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(hours_a_week__gte=1) & Q(hours_a_week__lte=MOST_HOURS), name="enrollment_hours_of_a_week"
            ),
            models.CheckConstraint(
                condition=Q(rest_weekdays__contained_by=list(range(7))) & Q(rest_weekdays__len__lte=6),
                name="enrollment_rests_less_than_a_week",
            ),
        )
        indexes = (
            models.Index("next_due_on", name="enrollment_due"),
            models.Index("drawn_from", name="enrollment_drawn_from"),
        )

    def __str__(self) -> str:
        return f"{self.learner_id}, {self.hours_a_week} h"
