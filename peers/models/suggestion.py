from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Block, User
from kit.models import Row
from peers.models.introduction import Introduction

_MEETING = {"suspended_at": None, "erase_after": None, "onboarded_at__isnull": False, "discoverable": True}


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def true(self) -> Self:
        """Those that still hold: both are members who want to be found, no block lies between them, neither wrote yet."""
        both = {f"{who}__{name}": value for who in ("learner", "peer") for name, value in _MEETING.items()}
        return self.filter(
            ~Exists(Block.objects.between(OuterRef("learner"), OuterRef("peer"))),
            ~Exists(Introduction.objects.standing().between(OuterRef("learner"), OuterRef("peer"))),
            **both,
        )

    def visible_to(self, viewer: Any) -> Self:
        """What was suggested to `viewer` and holds, the best first; nobody sees whom others were suggested."""
        if not viewer.is_authenticated:
            return self.none()
        return self.true().filter(learner=viewer).order_by("-week", "place", "pk")

    def of_week(self, week: date, learners: Iterable[User]) -> Self:
        """What holds of that week, of several learners."""
        return self.true().filter(week=week, learner__in=list(learners))


class Suggestion(Row):
    """A peer worth contacting in the week that begins on that Monday. Reasons are codes, see `peers.matching`."""

    learner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    peer = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    week = models.DateField()
    place = models.PositiveSmallIntegerField()  # 1 for the best
    reasons = ArrayField(models.CharField(max_length=30), default=list)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["learner", "peer", "week"], name="suggestion_once_a_week"),
            models.CheckConstraint(condition=~Q(learner=F("peer")), name="suggestion_not_oneself"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["learner", "-week", "place"], name="suggestion_of_week"),
            models.Index(fields=["week"], name="suggestion_week"),
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.learner_id} → {self.peer_id}"
