from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from accounts.models import User
from kit import clock
from kit.models import Row
from portfolio.models.entry import Entry
from portfolio.models.project import Project, granted
from portfolio.models.seen import visible

MEDIA = "/media/"


class PictureQuerySet(models.QuerySet["Picture"]):
    def visible_to(self, viewer: Any) -> Self:
        """One's own, and those of an entry or a project that `viewer` may see."""
        of_entry = Q(entry__isnull=False, entry__removed_at=None) & visible(viewer, "entry__")
        may = visible(viewer, "project__") | granted(viewer, clock.now(), "project__")
        of_project = Q(project__isnull=False, project__removed_at=None) & may
        own = Q(owner=viewer.pk) if viewer.is_authenticated else Q(pk=None)
        return self.filter(of_entry | of_project | own)

    def due(self, now: datetime) -> Self:
        """Those of nothing whose time is over."""
        return self.filter(tidy_after__lte=now)


class Picture(Row):
    """A picture as we re-encoded it, under a random key.

    It belongs to the most widely shown of its owner's things that show it; to nothing while one types and when no text
    shows it any more, and then goes after `tidy_after`.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="pictures")
    key = models.CharField(max_length=32, unique=True)
    suffix = models.CharField(max_length=5)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    alt = models.CharField(max_length=200, blank=True, default="")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, blank=True, related_name="pictures")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, null=True, blank=True, related_name="pictures")
    tidy_after = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True, default="")  # SHA-256 of the file as it was sent

    objects = PictureQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["owner", "digest"], condition=~Q(digest=""), name="picture_once_a_file"),
            models.CheckConstraint(condition=Q(entry=None) | Q(project=None), name="picture_of_one_thing"),
            models.CheckConstraint(
                condition=Q(entry=None, project=None, tidy_after__isnull=False)
                | (Q(tidy_after=None) & (Q(entry__isnull=False) | Q(project__isnull=False))),
                name="picture_of_nothing_goes",
            ),
        )
        indexes = (
            models.Index("tidy_after", condition=Q(tidy_after__isnull=False), name="picture_to_tidy"),
            models.Index(fields=["owner", "-created_at"], name="picture_of_owner"),
        )

    def __str__(self) -> str:
        return self.key

    @property
    def address(self) -> str:
        """Where a page fetches it."""
        return f"{MEDIA}{self.key}.{self.suffix}"

    @property
    def path(self) -> str:
        """The name of its file in the storage, in one of 256 folders."""
        return f"{self.key[:2]}/{self.key}.{self.suffix}"
