from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kit.bilingual import InBoth
from roadmap.models.content import Content, ContentQuerySet


class Phase(Content):
    """One of the trail's parts. A phase without steps is still being written, and says so."""

    place = models.PositiveSmallIntegerField(_("Place"))
    title_ko = models.CharField(_("Title in Korean"), max_length=60)
    title_en = models.CharField(_("Title in English"), max_length=60)
    aim_ko = models.TextField()
    aim_en = models.TextField()
    still_written_ko = models.TextField(blank=True, default="")
    still_written_en = models.TextField(blank=True, default="")
    months_low = models.PositiveSmallIntegerField()
    months_high = models.PositiveSmallIntegerField()

    aim, still_written = InBoth("aim"), InBoth("still_written")
    objects = ContentQuerySet["Phase"].as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("phase"), _("phases")
        ordering = ("place",)
        constraints = (models.CheckConstraint(condition=Q(months_low__lte=F("months_high")), name="phase_low_to_high"),)


class Step(Content):
    """A single thing to do: what, why, how, how long, what to show and what people get wrong. Texts are Markdown."""

    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="steps", verbose_name=_("Phase"))
    place = models.PositiveSmallIntegerField(_("Place"))
    title_ko = models.CharField(_("Title in Korean"), max_length=60)
    title_en = models.CharField(_("Title in English"), max_length=60)
    what_ko = models.TextField()
    what_en = models.TextField()
    why_ko = models.TextField()
    why_en = models.TextField()
    how_ko = models.TextField()
    how_en = models.TextField()
    pace_ko = models.TextField()
    pace_en = models.TextField()
    show_ko = models.TextField()
    show_en = models.TextField()
    mistakes_ko = models.TextField()
    mistakes_en = models.TextField()
    hours_low = models.PositiveSmallIntegerField()
    hours_high = models.PositiveSmallIntegerField()

    what, why, how = InBoth("what"), InBoth("why"), InBoth("how")
    pace, show, mistakes = InBoth("pace"), InBoth("show"), InBoth("mistakes")
    objects = ContentQuerySet["Step"].as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("step"), _("steps")
        ordering = ("place",)
        constraints = (
            models.CheckConstraint(
                condition=Q(hours_low__gt=0) & Q(hours_low__lte=F("hours_high")), name="step_low_to_high"
            ),
        )
