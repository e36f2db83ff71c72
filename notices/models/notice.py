from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import User
from kit.models import Row
from notices.models.mail import Mail


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(Row):
    """One thing to tell one person: a kind and the ids it speaks of, no text and no facts."""

    recipient = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    subjects = models.JSONField(default=dict)
    read_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(Mail, on_delete=models.SET_NULL, null=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["recipient", "key"], name="notice_told_once"),)
        indexes = (
            models.Index(fields=["recipient", "-created_at", "-id"], name="notice_newest_first"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="notice_unread"),
        )

    def __str__(self) -> str:
        return self.key
