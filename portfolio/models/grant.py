from datetime import datetime
from typing import Any, ClassVar, Final, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from accounts.models import Block, User
from kit.models import Row
from portfolio.models.milestone import Milestone
from portfolio.models.project import Project

# The ids of the projects that `GrantQuerySet.projects_of` gives, for a statement of one's own about things of somebody
# whom nothing keeps apart from the parameter `viewer`; `reader` is the viewer too, if they are standing, and else NULL.
GRANTED_PROJECTS: Final = (
    "SELECT coalesce(g.project_id, m.project_id) FROM portfolio_grant g"
    " LEFT JOIN portfolio_milestone m ON m.id = g.milestone_id AND m.state <> 'withdrawn'"
    " WHERE g.reader_id = %(reader)s AND g.until > %(now)s"
)
GRANTED_MILESTONES: Final = (
    "SELECT g.milestone_id FROM portfolio_grant g WHERE g.reader_id = %(reader)s AND g.until > %(now)s"
)


class GrantQuerySet(models.QuerySet["Grant"]):
    def live(self, now: datetime) -> Self:
        """Those that still run, of readers who are standing and whom no block keeps apart from the owner."""
        between = Q(blocker=OuterRef("owner"), blocked=OuterRef("reader"))
        between |= Q(blocker=OuterRef("reader"), blocked=OuterRef("owner"))
        running = self.filter(until__gt=now, reader__suspended_at=None, reader__erase_after=None)
        return running.filter(~Exists(Block.objects.filter(between)))

    def projects_of(self, reader: Any, now: datetime) -> Any:
        """The ids of the projects that `reader` may see by a grant: of the project itself, or of a milestone from it."""
        covered = self.live(now).filter(reader=reader).exclude(milestone__state="withdrawn")
        project = Coalesce("project_id", "milestone__project_id")
        return covered.annotate(covers=project).filter(covers__isnull=False).values("covers")


class Grant(Row):
    """Somebody may see, for a while, what is not shown to them: a project, or a milestone and the project it is from.

    It ends by the clock, and at once when it is ended, when its milestone is withdrawn, and by a block or a suspension.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    reader = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants", db_index=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, null=True, blank=True, related_name="grants")
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, null=True, blank=True, related_name="grants")
    until = models.DateTimeField()

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(project=None, milestone__isnull=False) | Q(project__isnull=False, milestone=None),
                name="grant_of_one_thing",
            ),
            models.CheckConstraint(condition=~Q(reader=F("owner")), name="grant_to_another"),
            models.UniqueConstraint(fields=["reader", "project"], name="grant_once_a_project"),
            models.UniqueConstraint(fields=["reader", "milestone"], name="grant_once_a_milestone"),
        )
        indexes: ClassVar = [
            models.Index(fields=["reader", "until"], name="grant_of_reader"),
            models.Index(fields=["until"], name="grant_to_tidy"),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id}, {self.until}"
