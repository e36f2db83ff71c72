from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Sum, Value

from accounts.models import User
from accounts.visibility import Visibility
from kit.search import ILike, holding
from portfolio.models.project import Project
from portfolio.models.seen import Seen, SeenQuerySet
from roadmap.models import Step

MOST_MINUTES = 1_440
NEWEST = 30  # entries that are asked for the last choice, and that stand on a page
MOST_WORDS = 8  # of one search


class EntryQuerySet(SeenQuerySet["Entry"]):
    def of(self, owner: User) -> Self:
        """What stands in the log of `owner`, newest day first."""
        return self.standing().filter(owner=owner).order_by("-day", "-pk")

    def saying(self, words: str) -> Self:
        """Those whose text holds each of the `words`, as a part of a word too."""
        holds = (ILike(F("text"), Value(holding(word))) for word in words.split()[:MOST_WORDS])
        return self.filter(*holds)

    def minutes(self) -> int:
        """How long all of it took."""
        return int(self.aggregate(sum=Sum("minutes", default=0))["sum"])

    def last_visibility(self) -> str:
        """Who may see what was written last, of one person's log: the choice their next entry begins with.

        Looks at the newest days only, which an index holds; what is written later about an older day is not asked.
        """
        return max(self.values_list("pk", "visibility")[:NEWEST], default=(0, Visibility.PRIVATE.value))[1]


class Entry(Seen):
    """What was done on one day, on a step, a project or both. The day is the writer's own and is never computed again."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="entries")
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(blank=True, default="")
    html = models.TextField(blank=True, default="", editable=False)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.SET_NULL, null=True, blank=True, related_name="entries")
    form_key = models.UUIDField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["owner", "form_key"], name="entry_once_a_form"),
            models.CheckConstraint(condition=Q(minutes__lte=MOST_MINUTES), name="entry_minutes_of_a_day"),
            models.CheckConstraint(condition=~Q(text="") | Q(minutes__gt=0), name="entry_says_something"),
        )
        indexes: ClassVar = [
            models.Index(fields=["owner", "-day", "-id"], condition=Q(removed_at=None), name="entry_newest_first"),
            models.Index(fields=["project", "-day", "-id"], condition=Q(removed_at=None), name="entry_of_project"),
            models.Index(fields=["removed_at"], condition=Q(removed_at__isnull=False), name="entry_removed"),
            GinIndex(OpClass("text", "gin_trgm_ops"), name="entry_search"),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id}, {self.day}"
