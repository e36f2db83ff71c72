from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.visibility import Visibility
from kit.models import Row
from roadmap.models.trail import Phase

MOST_HOURS = 80


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
        indexes = (models.Index("next_due_on", name="enrollment_due"),)

    def __str__(self) -> str:
        return f"{self.learner_id}, {self.hours_a_week} h"
