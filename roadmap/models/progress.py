from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kit.models import Row
from roadmap.models.enrollment import Enrollment
from roadmap.models.trail import Step


class ProgressState(models.TextChoices):
    NOTED = "", _("To do")  # a row that holds a private note on a step not yet begun
    DOING = "doing", _("Doing")
    DONE = "done", _("Done")
    SKIPPED = "skipped", _("Skipped")


class Progress(Row):
    """One step of one enrollment. No row: to do."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="progress")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=7, choices=ProgressState, blank=True, default=ProgressState.NOTED)
    started_on = models.DateField(null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, default="")
    note_version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["enrollment", "step"], name="progress_once_a_step"),
            models.CheckConstraint(
                condition=Q(state="done", finished_on__isnull=False) | ~Q(state="done") & Q(finished_on=None),
                name="progress_done_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(finished_on=None) | Q(started_on__lte=F("finished_on")),
                name="progress_starts_before_it_ends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.step_id}: {self.state}"
