from datetime import datetime
from typing import Self

from django.db import models

from accounts.models.user import HANDLE_KEPT_FOR, User
from kit.models import Row


class FormerHandleQuerySet(models.QuerySet["FormerHandle"]):
    def held(self, now: datetime) -> Self:
        """Those that nobody but their former owner may take yet."""
        return self.filter(left_at__gt=now - HANDLE_KEPT_FOR)


class FormerHandle(Row):
    """A handle somebody gave up: nobody else can take it for 90 days, and it leads to them only if they asked for that."""

    handle = models.CharField(max_length=30, unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_handles")
    left_at = models.DateTimeField()
    leads_here = models.BooleanField(default=False)

    objects = FormerHandleQuerySet.as_manager()

    def __str__(self) -> str:
        return self.handle
