from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from accounts.models import User
from kit.models import Row

EVERYBODY = ""  # the topic of the one ring that all stand in


class RingPlaceQuerySet(models.QuerySet["RingPlace"]):
    def tickets(self, week: date) -> Self:
        """The places of `week` in everybody's ring: one for each learner who is to be served."""
        return self.filter(week=week, topic=EVERYBODY)

    def unserved(self, week: date) -> Self:
        return self.tickets(week).filter(served_at=None)


class RingPlace(Row):
    """Where a learner stands in one ring of one week, ordered by a hash that no two rings share.

    A ring of a topic holds the learners of two neighbouring phases, `phase` and the one after, and shows each of them the
    next one; everybody's ring shows the next six. So nobody can be shown to more people than they stand before: one for
    each of two phases and three topics, and six. In everybody's ring `phase` says where the learner is, and `served_at`
    when they were given their suggestions.
    """

    week = models.DateField()
    phase = models.SmallIntegerField()
    topic = models.CharField(max_length=20, blank=True)
    hash = models.BigIntegerField()
    learner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    served_at = models.DateTimeField(null=True)

    objects = RingPlaceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["learner", "week", "topic", "phase"], name="ring_place_once"),
            models.UniqueConstraint(
                fields=["learner", "week"], condition=Q(topic=EVERYBODY), name="ring_place_one_ticket"
            ),
            models.CheckConstraint(
                condition=Q(served_at=None) | Q(topic=EVERYBODY), name="ring_place_ticket_is_served"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["week", "topic", "phase", "hash", "learner"],
                condition=~Q(topic=EVERYBODY),
                name="ring_of_topic",
            ),
            models.Index(fields=["week", "hash", "learner"], condition=Q(topic=EVERYBODY), name="ring_of_everybody"),
            models.Index(
                fields=["week", "id"], condition=Q(topic=EVERYBODY, served_at=None), name="ring_tickets_unserved"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.topic or '*'} {self.phase}: {self.learner_id}"
