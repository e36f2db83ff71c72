from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.bilingual import InBoth
from kit.models import Row
from roadmap.models.content import Content, ContentQuerySet
from roadmap.models.link_host import LinkHost, Verdict
from roadmap.models.trail import Step


class ResourceKind(models.TextChoices):
    COURSE = "course", _("Course")
    VIDEO = "video", _("Video")
    BOOK = "book", _("Book")
    PAPER = "paper", _("Paper")
    ARTICLE = "article", _("Article")
    COMPETITION = "competition", _("Competition")
    TOOL = "tool", _("Tool")
    FORUM = "forum", _("Forum")
    STORY = "story", _("Story")


class ResourceLanguage(models.TextChoices):
    EN = "en", _("In English")
    KO = "ko", _("In Korean")
    ANY = "any", _("In many languages")


def title_stands_in(ko: str | None, en: str | None, language: str | None) -> str:
    """The language of a title that stands as it is on pages of both; "" where each has its own."""
    return language if language and ko == en and language != ResourceLanguage.ANY else ""


class Level(models.TextChoices):
    START = "start", _("To start with")
    MIDDLE = "middle", _("Once you’ve made something")
    DEEP = "deep", _("To go deep")


class Cost(models.TextChoices):
    FREE = "free", _("Free")
    PARTLY = "partly", _("Partly free")
    PAID = "paid", _("Paid")


class LinkState(models.TextChoices):
    UNKNOWN = "", _("Not checked")
    MOVED = "moved", _("Moved")
    GONE = "gone", _("Gone")


class ResourceQuerySet(ContentQuerySet["Resource"]):
    def to_check(self, now: datetime) -> Self:
        """Links whose next request is due, at hosts that may be asked now, the longest due first."""
        due = self.current().filter(next_check_at__lte=now, ask_host__next_allowed_at__lte=now)
        return due.order_by("next_check_at", "pk")

    def dead_at(self, host: LinkHost) -> Self:
        """What is dead because its host is: resources with a case of their own are not."""
        silent = self.current().filter(
            host=host, verdict__in=(Verdict.DEAD, Verdict.OFFLINE), failing_since__isnull=False
        )
        return silent.exclude(cases__state="open").order_by("pk")


def unchecked(now: datetime) -> dict[str, Any]:
    """The columns of a link of which nothing is known: for whoever gives a resource another address."""
    return {
        "next_check_at": now,
        "verdict": Verdict.UNKNOWN,
        "failing_since": None,
        "answered_at": None,
        "found_address": "",
        "kept_until": None,
        "host": None,
        "ask_host": None,
        "asking": {},
        "checks": [],
    }


class Resource(Content):
    """A link worth following, with one sentence of why. A dead one is carried as such, with a way on.

    Below the texts stands what checking found of its link: `asking` is where an unfinished check goes on and `ask_host`
    whom it asks, `checks` the last few results, `kept_until` how long a curator's word stands against ours.
    """

    title_ko = models.CharField(_("Title in Korean"), max_length=120)
    title_en = models.CharField(_("Title in English"), max_length=120)
    by = models.CharField(max_length=80, blank=True, default="")
    address = models.URLField(_("Address"), max_length=500)
    kind = models.CharField(_("Kind"), max_length=11, choices=ResourceKind)
    language = models.CharField(max_length=3, choices=ResourceLanguage)
    level = models.CharField(max_length=6, choices=Level)
    cost = models.CharField(max_length=6, choices=Cost)
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    why_ko = models.CharField(max_length=200)
    why_en = models.CharField(max_length=200)
    link_state = models.CharField(max_length=5, choices=LinkState, blank=True, default=LinkState.UNKNOWN)
    gone_since = models.PositiveSmallIntegerField(null=True, blank=True)
    archived_address = models.URLField(max_length=600, blank=True, default="")

    next_check_at = models.DateTimeField(default=clock.now, editable=False)
    verdict = models.CharField(
        _("Its link"), max_length=8, choices=Verdict, blank=True, default=Verdict.UNKNOWN, editable=False
    )
    failing_since = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    found_address = models.CharField(max_length=2_000, blank=True, default="", editable=False)
    kept_until = models.DateTimeField(null=True, editable=False)
    host = models.ForeignKey(LinkHost, on_delete=models.PROTECT, null=True, editable=False, related_name="resources")
    ask_host = models.ForeignKey(LinkHost, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    asking = models.JSONField(default=dict, editable=False)
    checks = models.JSONField(default=list, editable=False)

    why = InBoth("why")
    objects = ResourceQuerySet.as_manager()

    @property
    def titled_in(self) -> str:
        return title_stands_in(self.title_ko, self.title_en, self.language)

    class Meta:
        verbose_name, verbose_name_plural = _("resource"), _("resources")
        indexes: ClassVar = [
            models.Index(fields=["next_check_at", "id"], condition=Q(retired_at=None), name="resource_check_due")
        ]


class StepResource(Row):
    """A resource of a step, in the order of use."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="step_resources")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+", verbose_name=_("Resource"))
    place = models.PositiveSmallIntegerField(_("Place"))

    class Meta:
        verbose_name, verbose_name_plural = _("resource of the step"), _("resources of the step")
        ordering = ("place",)
        constraints = (models.UniqueConstraint(fields=["step", "resource"], name="resource_once_a_step"),)

    def __str__(self) -> str:
        return f"{self.step_id}: {self.place}"
