import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

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


class SpentHandleQuerySet(models.QuerySet["SpentHandle"]):
    def of(self, handle: str) -> Self:
        return self.filter(digest=_digest(handle))

    def keep(self, handles: Iterable[str]) -> None:
        """Write down that nobody is to have these again; what is written down already stays."""
        self.bulk_create((SpentHandle(digest=_digest(handle)) for handle in handles), ignore_conflicts=True)


class SpentHandle(Row):
    """What somebody who is gone for good was called: nobody can take it and stand behind old links as them.

    Only a digest, which tells of a handle that one tries whether it was ever used, and nothing of a person.
    """

    digest = models.CharField(max_length=64, unique=True)

    objects = SpentHandleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(digest__regex="^[0-9a-f]{64}$"), name="spent_handle_is_a_digest"),
        )

    def __str__(self) -> str:
        return self.digest


def _digest(handle: str) -> str:
    return hashlib.sha256(f"handle {handle}".encode()).hexdigest()
