from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models.user import User
from kit.models import Row


class Why(models.TextChoices):
    UNKIND = "unkind", _("It hurts or threatens somebody")
    SPAM = "spam", _("It advertises, or is sent to many")
    NOT_THEIRS = "not_theirs", _("It’s somebody else’s work")
    UNTRUE = "untrue", _("It claims what isn’t so")
    OTHER = "other", pgettext_lazy("reason of a report", "Something else")


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        """What nobody has decided yet, the longest wait first."""
        return self.filter(state=Report.State.OPEN).order_by("created_at", "pk")

    def with_earlier(self) -> Self:
        """With `earlier`: how often the same person was reported before."""
        before = Report.objects.filter(person=OuterRef("person"), pk__lt=OuterRef("pk")).order_by()
        counted = before.values("person").annotate(many=Count("pk")).values("many")
        return self.annotate(earlier=Coalesce(Subquery(counted), 0))


class Report(Row):
    """Somebody tells us that a thing of another person's does harm. `kind` and `subject` name it, see accounts.reports."""

    class State(models.TextChoices):
        OPEN = "open"
        ACTED = "acted"  # something was done about it
        KEPT = "kept"  # it may stay as it is

    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")  # whose thing it is
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=10, choices=Why)
    words = models.CharField(max_length=1000, blank=True, default="")
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=1000, blank=True, default="")

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["by", "kind", "subject"], condition=Q(state="open"), name="report_open_once_a_person"
            ),
            models.CheckConstraint(condition=Q(by=None) | ~Q(by=F("person")), name="report_not_of_oneself"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="report_decided_at_a_time",
            ),
        )
        indexes: ClassVar = [models.Index(fields=["created_at", "id"], condition=Q(state="open"), name="report_open")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}: {self.why}"
