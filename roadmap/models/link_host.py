from typing import ClassVar, Self

from django.db import models

from kit import clock
from kit.models import Row


class Verdict(models.TextChoices):
    """What the last whole check of a link came to. A first failure changes none: it only begins `failing_since`."""

    UNKNOWN = "", "not yet checked"
    ALIVE = "alive", "alive"
    BLOCKED = "blocked", "blocked for machines"
    MOVED = "moved", "moved"
    DEAD = "dead", "dead"
    OFFLINE = "offline", "no network"


class LinkHostQuerySet(models.QuerySet["LinkHost"]):
    def named(self, name: str) -> "LinkHost":
        """The host of that name, made if need be."""
        return self.get_or_create(name=name)[0]

    def answered_last(self) -> Self:
        """Those that ever answered, the latest first."""
        return self.filter(answered_at__isnull=False).order_by("-answered_at", "pk")


class LinkHost(Row):
    """A machine that links lead to, by name (and port where it is none of the web's): asked at most every ten seconds."""

    name = models.CharField(max_length=260, unique=True)
    next_allowed_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, editable=False)
    robots = models.TextField(blank=True, default="", editable=False)
    robots_read_at = models.DateTimeField(null=True, editable=False)

    objects = LinkHostQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["-answered_at", "id"],
                condition=models.Q(answered_at__isnull=False),
                name="link_host_answered_last",
            )
        ]

    def __str__(self) -> str:
        return self.name
