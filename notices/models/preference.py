from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit.models import Row

HOUR = 19  # of the calm mail, until somebody chooses another


class MailWish(models.TextChoices):
    ALL = "all", _("Reminders once a day, answers at once")
    ANSWERS = "answers", _("Only when somebody answers me")
    NONE = "none", _("No mail")


class PreferenceQuerySet(models.QuerySet["Preference"]):
    def due(self, now: datetime) -> Self:
        """Those whose hour has come."""
        return self.filter(remind_at__lte=now).order_by("remind_at")


class Preference(Row):
    """How a person wants to be told, and when the calm mail looks at them next."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="preference")
    mail = models.CharField(max_length=7, choices=MailWish, default=MailWish.ALL)
    hour = models.PositiveSmallIntegerField(default=HOUR)
    remind_at = models.DateTimeField(db_index=True)

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(hour__lte=23), name="preference_hour_of_a_day"),)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.mail}, {self.hour}:00"
