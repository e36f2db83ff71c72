from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from kit.models import Row


class FollowQuerySet(models.QuerySet["Follow"]):
    def visible_to(self, viewer: Any) -> Self:
        """Whom `viewer` follows and may see. Nobody is shown who follows whom, nor how many follow them."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(follower=viewer, followed__in=User.objects.visible_to(viewer))


class Follow(Row):
    """Somebody wants to read in their feed what another shows."""

    follower = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    followed = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["follower", "followed"], name="follow_once"),
            models.CheckConstraint(condition=~Q(follower=F("followed")), name="follow_not_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.follower_id} → {self.followed_id}"
