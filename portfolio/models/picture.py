from typing import Any, Self

from django.db import models
from django.db.models import Q

from accounts.models import User
from kit.models import Row
from portfolio.models.entry import Entry
from portfolio.models.project import Project
from portfolio.models.seen import visible


class PictureQuerySet(models.QuerySet["Picture"]):
    def visible_to(self, viewer: Any) -> Self:
        """One's own, and those of an entry or a project that `viewer` may see."""
        of_entry = Q(entry__isnull=False, entry__removed_at=None) & visible(viewer, "entry__")
        of_project = Q(project__isnull=False, project__removed_at=None) & visible(viewer, "project__")
        own = Q(owner=viewer.pk) if viewer.is_authenticated else Q(pk=None)
        return self.filter(of_entry | of_project | own)


class Picture(Row):
    """A picture as we re-encoded it, under a random key; it belongs to nothing for a day while one types."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="pictures")
    key = models.CharField(max_length=32, unique=True)
    suffix = models.CharField(max_length=5)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    alt = models.CharField(max_length=200, blank=True, default="")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, blank=True, related_name="pictures")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, null=True, blank=True, related_name="pictures")

    objects = PictureQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(entry=None) | Q(project=None), name="picture_of_one_thing"),)
        indexes = (models.Index("created_at", condition=Q(entry=None, project=None), name="picture_of_nothing"),)

    def __str__(self) -> str:
        return self.key
