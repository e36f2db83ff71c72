from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import IsNull

from accounts.models import User
from kit.models import Row
from notices.models.mail import KEPT_FOR, Mail


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(unread=True)

    def unmailed(self) -> Self:
        """Unread, and carried by no mail yet."""
        return self.unread().filter(mail=None)

    def past(self, now: datetime) -> Self:
        """Read 90 days ago or more, the earliest first."""
        return self.filter(read_at__lte=now - KEPT_FOR).order_by("read_at", "pk")


class Notice(Row):
    """One thing to tell one person: a kind and the ids it speaks of, no text and no facts."""

    recipient = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices", db_index=False)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    subjects = models.JSONField(default=dict)
    read_at = models.DateTimeField(null=True)
    unread = models.GeneratedField(
        expression=IsNull(F("read_at"), True), output_field=models.BooleanField(), db_persist=True
    )
    mail = models.ForeignKey(Mail, on_delete=models.SET_NULL, null=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["recipient", "key"], name="notice_told_once"),)
        # The first serves the list (unread first, then the newest) and everything that asks for what is unread.
        indexes = (
            models.Index(fields=["recipient", "-unread", "-created_at", "-id"], name="notice_unread_first"),
            models.Index("read_at", "id", condition=Q(read_at__isnull=False), name="notice_past"),
        )

    def __str__(self) -> str:
        return self.key
