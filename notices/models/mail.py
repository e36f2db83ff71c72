from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit.models import Row

STUCK_AFTER = timedelta(minutes=10)
KEPT_FOR = timedelta(days=90)  # after sending; of a notice, after reading; /privacy/ says so
OVER = ["sent", "skipped", "unknown", "failed"]  # states in which nothing comes any more by itself


class MailState(models.TextChoices):
    QUEUED = "queued", _("Waiting to be sent")
    SENDING = "sending", _("Being handed over")
    SENT = "sent", _("Sent")
    SKIPPED = "skipped", _("Not sent: nothing in it was true any more")
    UNKNOWN = "unknown", _("Handed over, no answer heard")
    FAILED = "failed", _("Refused")


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self, now: datetime) -> Self:
        """Waiting, and their next try has come."""
        return self.filter(state=MailState.QUEUED, next_try_at__lte=now).order_by("next_try_at")

    def stuck(self, now: datetime) -> Self:
        """Handed over ten minutes ago or more without an answer: nobody can know any more."""
        return self.filter(state=MailState.SENDING, state_since__lte=now - STUCK_AFTER)

    def in_trouble(self) -> Self:
        """Those that an operator has to look at."""
        return self.filter(state__in=[MailState.UNKNOWN, MailState.FAILED])

    def past(self, now: datetime) -> Self:
        """Over for 90 days or more, and all that they carried has been read."""
        return self.filter(state__in=OVER, state_since__lte=now - KEPT_FOR).exclude(notices__unread=True)


class Mail(Row):
    """One message to one person. It holds no text: what it says is asked of its notices when it is sent."""

    recipient = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mails")
    calm = models.BooleanField(default=True)
    state = models.CharField(max_length=8, choices=MailState, default=MailState.QUEUED)
    state_since = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True, default="")
    message_id = models.CharField(max_length=120, unique=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()

    objects = MailQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index("next_try_at", condition=Q(state=MailState.QUEUED), name="mail_due"),
            models.Index("state_since", condition=Q(state=MailState.SENDING), name="mail_stuck"),
            models.Index("state_since", condition=Q(state__in=["unknown", "failed"]), name="mail_in_trouble"),
            models.Index("state_since", condition=Q(state__in=OVER), name="mail_over"),
        )

    def __str__(self) -> str:
        return self.message_id
