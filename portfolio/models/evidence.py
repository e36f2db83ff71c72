from typing import ClassVar

from django.db import models
from django.db.models import Q

from kit.models import Row
from portfolio.models.milestone import Milestone


class Evidence(Row):
    """A link that bears a milestone out, and the facts that a machine read from it.

    The one at `place` 0 is what the milestone itself is about; the owner adds the others. What is read again changes here
    and no state.
    """

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="evidence", db_index=False)
    place = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40, blank=True, default="")
    address = models.CharField(max_length=500)
    facts = models.JSONField(default=dict, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["milestone", "address"], name="evidence_once_an_address"),
            models.UniqueConstraint(
                fields=["milestone", "place"], deferrable=models.Deferrable.DEFERRED, name="evidence_in_order"
            ),
            models.CheckConstraint(condition=Q(facts={}) | Q(read_at__isnull=False), name="evidence_read_at_a_time"),
        )
        ordering: ClassVar = ["place"]

    def __str__(self) -> str:
        return self.label or self.address


class Reading(Row):
    """One measured value of a milestone on one day, by where it was read."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="readings", db_index=False)
    source = models.CharField(max_length=20)
    day = models.DateField()
    value = models.PositiveBigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["milestone", "source", "day"], name="reading_once_a_day"),
            models.CheckConstraint(condition=~Q(source=""), name="reading_has_a_source"),
        )

    def __str__(self) -> str:
        return f"{self.milestone_id}, {self.day}: {self.value}"
