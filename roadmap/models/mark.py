from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import User
from kit.models import Row
from roadmap.models.resource import Resource


class Mark(Row):
    """What a learner says of a resource: saved, started, finished, helped; each stands by itself.

    A mark goes with its resource to the one that replaces it; `came_from` are the ids it was on before, the last one last.
    Where its learner has one on that already, this one takes on what the other says: `lent` are those words, each with
    the id of the resource it was said of.
    """

    learner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="marks")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")
    saved = models.BooleanField(default=False)
    started = models.BooleanField(default=False)
    finished = models.BooleanField(default=False)
    helped = models.BooleanField(default=False)
    came_from = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    lent = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["learner", "resource"], name="mark_once_a_resource"),)

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.resource_id}"
