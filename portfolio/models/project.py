from datetime import datetime
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit import clock
from portfolio.models.seen import Seen, SeenQuerySet, theirs_stand, visible


class Stage(models.TextChoices):
    IDEA = "idea", _("An idea")
    MAKING = "making", _("In progress")
    SHOWN = "shown", _("Shown")


class ProjectQuerySet(SeenQuerySet["Project"]):
    def visible_to(self, viewer: Any) -> Self:
        """As of anything, and what a live grant covers."""
        return self.standing().filter(visible(viewer) | granted(viewer, clock.now()))


def granted(viewer: Any, now: datetime, path: str = "") -> Q:
    """The condition that `viewer` may see the project at `path` by a live grant."""
    if not viewer.is_authenticated:
        return Q(pk__in=())
    from portfolio.models.grant import Grant  # noqa: PLC0415 - a grant is of one of these

    return Q(**{f"{path}pk__in": Grant.objects.projects_of(viewer, now)}) & theirs_stand(f"{path}owner")


class Project(Seen):
    """Something a learner makes, told so that a stranger sees its worth in 20 seconds."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="projects")
    slug = models.CharField(max_length=60, blank=True, default="")
    title = models.CharField(max_length=80)
    value = models.CharField(max_length=200, blank=True, default="")
    story = models.TextField(blank=True, default="")
    story_html = models.TextField(blank=True, default="", editable=False)
    topics = ArrayField(models.CharField(max_length=20), default=list, blank=True, size=3)
    stage = models.CharField(max_length=6, choices=Stage, default=Stage.MAKING)
    links = models.JSONField(default=list, blank=True)
    cover = models.ForeignKey("portfolio.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    pinned = models.BooleanField(default=False)
    form_key = models.UUIDField(db_default=RandomUUID())

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner", "form_key"], name="project_once_a_form"),)
        indexes: ClassVar = [
            models.Index(fields=["owner", "-pinned", "-id"], condition=Q(removed_at=None), name="project_of_owner"),
            models.Index(fields=["removed_at"], condition=Q(removed_at__isnull=False), name="project_removed"),
        ]

    def __str__(self) -> str:
        return self.title
