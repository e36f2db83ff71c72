from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from kit.models import Row
from portfolio.models.milestone import Milestone

MOST_REASON = 1000


class Verdict(models.TextChoices):
    VERIFIED = "verified"
    DECLINED = "declined"
    REVOKED = "revoked"


class Verification(Row):
    """What was decided about a milestone, by whom and why. Rows are added and never changed; the database sees to it."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="verifications", db_index=False)
    verdict = models.CharField(max_length=8, choices=Verdict)
    reason = models.CharField(max_length=MOST_REASON, blank=True, default="")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="verification_known_verdict"),
            models.CheckConstraint(condition=Q(verdict="verified") | ~Q(reason=""), name="verification_says_why_not"),
        )
        indexes: ClassVar = [models.Index(fields=["milestone", "-id"], name="verification_newest_first")]

    def __str__(self) -> str:
        return f"{self.milestone_id}: {self.verdict}"
