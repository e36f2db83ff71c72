from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest, Least

from accounts.models import Block, User
from kit.models import Row


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def between(self, one: Any, other: Any) -> Self:
        """The introductions of either of two people to the other."""
        return self.filter(Q(sender=one, recipient=other) | Q(sender=other, recipient=one))

    def standing(self) -> Self:
        """Those that were not taken back: at most one for two people."""
        return self.exclude(state=Introduction.State.WITHDRAWN)

    def in_sight(self) -> Self:
        """Those between two who may see each other, whoever asks."""
        members = User.objects.members().values("pk")
        return self.filter(
            ~Exists(Block.objects.between(OuterRef("sender"), OuterRef("recipient"))),
            sender__in=members,
            recipient__in=members,
        )

    def of(self, viewer: Any) -> Self:
        """Those of `viewer` with somebody they may see, whatever became of them."""
        if not viewer.is_authenticated:
            return self.none()
        seen = User.objects.visible_to(viewer).values("pk")
        return self.filter(Q(sender=viewer, recipient__in=seen) | Q(recipient=viewer, sender__in=seen))

    def visible_to(self, viewer: Any) -> Self:
        """Of those: to its sender one that they have not taken back; to its recipient until they declined it, too."""
        return self.of(viewer).standing().exclude(recipient=viewer, state=Introduction.State.DECLINED)


class Introduction(Row):
    """The first message between two members.

    One who declines is never given away: to its sender a declined one is as one that was never answered, so it can be
    taken back like that, and what is written to the same person after that was declined from the beginning. `answered_at`
    remembers it then.
    """

    class State(models.TextChoices):
        SENT = "sent"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    sender = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    recipient = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    text = models.TextField()
    state = models.CharField(max_length=9, choices=State, default=State.SENT)
    answered_at = models.DateTimeField(null=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                Least("sender", "recipient"),
                Greatest("sender", "recipient"),
                condition=~Q(state="withdrawn"),
                name="introduction_once_a_pair",
            ),
            models.CheckConstraint(condition=~Q(sender=F("recipient")), name="introduction_not_to_oneself"),
            models.CheckConstraint(condition=~Q(text=""), name="introduction_says_something"),
            models.CheckConstraint(
                condition=Q(state="sent", answered_at=None)
                | Q(state__in=["accepted", "declined"], answered_at__isnull=False)
                | Q(state="withdrawn"),
                name="introduction_answered_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sender", "-created_at"], name="introduction_sent"),
            models.Index(fields=["recipient", "-created_at"], name="introduction_received"),
        ]

    def __str__(self) -> str:
        return f"{self.sender_id} → {self.recipient_id}: {self.state}"
