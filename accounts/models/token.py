from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models.user import User
from kit.models import Row

MOST_NAME = 60


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def working(self) -> Self:
        """Those that open something: of members who are neither suspended nor about to leave."""
        stands = {"owner__suspended_at": None, "owner__erase_after": None, "owner__onboarded_at__isnull": False}
        return self.filter(**stands)


class ApiToken(Row):
    """What lets a program act for its owner. Only the digest is kept: the token itself is shown once, when it is made."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens", db_index=False)
    name = models.CharField(max_length=MOST_NAME)
    digest = models.CharField(max_length=64, unique=True)
    last_used_on = models.DateField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["owner", "name"], name="api_token_once_a_name"),
            models.CheckConstraint(condition=~Q(name=""), name="api_token_has_a_name"),
            models.CheckConstraint(condition=Q(digest__regex="^[0-9a-f]{64}$"), name="api_token_is_a_digest"),
        )

    def __str__(self) -> str:
        return self.name
