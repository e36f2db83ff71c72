from datetime import datetime, timedelta
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from accounts.models.block import apart
from accounts.visibility import Visibility
from kit.models import Row

KEPT_FOR = timedelta(days=30)  # how long what was taken away can come back

_Thing = TypeVar("_Thing", bound=models.Model, covariant=True)


class SeenQuerySet(models.QuerySet[_Thing]):
    """Things of an owner, each with a visibility of its own."""

    def standing(self) -> Self:
        """What was not taken away."""
        return self.filter(removed_at=None)

    def visible_to(self, viewer: Any) -> Self:
        """What `viewer` (a User or a visitor) may see: their own, what is public and, as a member, what is for members."""
        return self.standing().filter(visible(viewer))

    def recoverable(self, since: datetime) -> Self:
        """What was taken away after `since` and can come back."""
        return self.filter(removed_at__gt=since)


def shown_to(viewer: Any) -> list[Visibility]:
    """How widely others must show a thing for `viewer` to see it."""
    return [Visibility.PUBLIC, Visibility.MEMBERS] if getattr(viewer, "is_member", False) else [Visibility.PUBLIC]


def visible(viewer: Any, path: str = "") -> Q:
    """The condition that a thing at `path` (a lookup ending in `__`, or "" for itself) may be seen by `viewer`."""
    others = Q(**{f"{path}visibility__in": shown_to(viewer)}) & theirs_stand(f"{path}owner")
    if not viewer.is_authenticated:
        return others
    return others & ~Q(**{f"{path}owner__in": apart(viewer)}) | Q(**{f"{path}owner": viewer.pk})


def theirs_stand(owner: str) -> Q:
    """The condition that others see anything of the person at `owner`."""
    return Q(**{f"{owner}__suspended_at": None, f"{owner}__erase_after": None})


class Seen(Row):
    """What a project and an entry share: an owner, who may see it, a version against lost edits, a way back."""

    visibility = models.CharField(max_length=7, choices=Visibility, default=Visibility.PRIVATE)
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)
    render_version = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
