from datetime import datetime
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import Q

from kit.models import Row
from portfolio.models.milestone import Milestone


class Trouble(models.TextChoices):
    """Why the last try to read a piece of evidence brought nothing."""

    NONE = "", "none"
    DOWN = "down", "no answer that we understand"
    LIMITED = "limited", "asked to come later"
    MISSING = "missing", "not there, or not for everybody"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def to_read(self, now: datetime) -> Self:
        """What is due to be read, the longest due first."""
        return self.filter(read_due_at__lte=now).order_by("read_due_at", "pk")


class Evidence(Row):
    """A link that bears a milestone out, and the facts that a machine read from it.

    The one at `place` 0 is what the milestone itself is about; the owner adds the others. What is read again changes here
    and no state: `facts` are those that were read last, at `read_at`, whatever became of later tries.
    """

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="evidence", db_index=False)
    place = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40, blank=True, default="")
    address = models.CharField(max_length=500)
    facts = models.JSONField(default=dict, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_due_at = models.DateTimeField(null=True, blank=True, editable=False)  # none: nobody is about to read it
    tried_at = models.DateTimeField(null=True, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)  # since it was last asked for
    trouble = models.CharField(max_length=7, choices=Trouble, default=Trouble.NONE, blank=True, editable=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["milestone", "address"], name="evidence_once_an_address"),
            models.UniqueConstraint(
                fields=["milestone", "place"], deferrable=models.Deferrable.DEFERRED, name="evidence_in_order"
            ),
            models.CheckConstraint(condition=Q(facts={}) | Q(read_at__isnull=False), name="evidence_read_at_a_time"),
            models.CheckConstraint(condition=Q(trouble__in=Trouble.values), name="evidence_known_trouble"),
        )
        indexes: ClassVar = [
            models.Index(fields=["read_due_at", "id"], condition=Q(read_due_at__isnull=False), name="evidence_to_read")
        ]
        ordering: ClassVar = ["place"]

    def __str__(self) -> str:
        return self.label or self.address


BY_HAND: Final = "hand"  # where a value was read: by its owner, on a page or by a program


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
