from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from kit.models import Row
from roadmap.models.link_host import LinkHost
from roadmap.models.resource import Resource


class CaseVerdict(models.TextChoices):
    """Why a curator is asked."""

    DEAD = "dead", pgettext_lazy("link", "Gone")
    MOVED = "moved", pgettext_lazy("link", "Moved")
    TOLD = "told", _("Reported")  # members say so; to us it opens


class LinkCaseQuerySet(models.QuerySet["LinkCase"]):
    def open(self) -> Self:
        return self.filter(state=LinkCase.State.OPEN)

    def waiting(self) -> Self:
        """What is left to decide: of a resource that was taken off the roadmap meanwhile, nothing is."""
        return self.open().exclude(resource__retired_at__isnull=False)

    def with_told(self) -> Self:
        """Each with `told`, how many members said so."""
        told = LinkReport.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(count=Count("pk"))
        return self.annotate(told=Coalesce(Subquery(told.values("count")), 0))

    def mended(self) -> Self:
        """Where a decision gave the link another end."""
        return self.filter(state=LinkCase.State.DECIDED, decision__in=("accepted", "replaced"))


class LinkCase(Row):
    """A broken link before a curator: of one resource, or of a whole host that went, with its resources under it."""

    class State(models.TextChoices):
        OPEN = "open"
        DECIDED = "decided"
        MENDED = "mended"  # it opens again, so there is nothing left to decide
        FOLDED = "folded"  # its host turned out to be gone as a whole

    class Decision(models.TextChoices):
        NONE = ""
        ACCEPTED = "accepted", pgettext_lazy("decision", "new address accepted")
        REPLACED = "replaced", pgettext_lazy("decision", "replaced")
        RETIRED = "retired", pgettext_lazy("decision", "retired")
        KEPT = "kept", pgettext_lazy("decision", "kept")

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, null=True, related_name="cases")
    host = models.ForeignKey(LinkHost, on_delete=models.PROTECT, null=True, related_name="cases")
    verdict = models.CharField(max_length=5, choices=CaseVerdict)
    people = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    decision = models.CharField(max_length=8, choices=Decision, blank=True, default=Decision.NONE)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = LinkCaseQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(resource=None, host__isnull=False) | Q(resource__isnull=False, host=None),
                name="link_case_of_a_resource_or_a_host",
            ),
            models.UniqueConstraint(
                fields=["resource"], condition=Q(state="open", host=None), name="link_case_open_once_a_resource"
            ),
            models.UniqueConstraint(
                fields=["host"], condition=Q(state="open", resource=None), name="link_case_open_once_a_host"
            ),
            models.CheckConstraint(
                condition=Q(state="decided", decided_at__isnull=False) & ~Q(decision="")
                | ~Q(state="decided") & Q(decided_at=None, decision=""),
                name="link_case_decided_at_a_time",
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=["-people", "-id"], condition=Q(state="open"), name="link_case_by_people")
        ]

    def __str__(self) -> str:
        return f"{self.resource or self.host}: {self.verdict}"


class LinkReport(Row):
    """A member says that a link is broken, and hears when it is mended."""

    case = models.ForeignKey(LinkCase, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "by"], name="link_report_once_a_person"),)
        indexes: ClassVar = [models.Index(fields=["by", "created_at"], name="link_report_of_a_day")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.by_id}"
