from django.db import models
from django.utils.translation import gettext_lazy as _

from kit.bilingual import InBoth
from kit.models import Row
from roadmap.models.content import Content, ContentQuerySet
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


class Resource(Content):
    """A link worth following, with one sentence of why. A dead one is carried as such, with a way on."""

    title_ko = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    by = models.CharField(max_length=80, blank=True, default="")
    address = models.URLField(max_length=500)
    kind = models.CharField(max_length=11, choices=ResourceKind)
    language = models.CharField(max_length=3, choices=ResourceLanguage)
    level = models.CharField(max_length=6, choices=Level)
    cost = models.CharField(max_length=6, choices=Cost)
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    why_ko = models.CharField(max_length=200)
    why_en = models.CharField(max_length=200)
    link_state = models.CharField(max_length=5, choices=LinkState, blank=True, default=LinkState.UNKNOWN)
    gone_since = models.PositiveSmallIntegerField(null=True, blank=True)
    archived_address = models.URLField(max_length=600, blank=True, default="")

    title, why = InBoth("title"), InBoth("why")
    objects = ContentQuerySet["Resource"].as_manager()


class StepResource(Row):
    """A resource of a step, in the order of use."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="step_resources")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("place",)
        constraints = (models.UniqueConstraint(fields=["step", "resource"], name="resource_once_a_step"),)

    def __str__(self) -> str:
        return f"{self.step_id}: {self.place}"
