from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import pgettext_lazy

from accounts.models import User
from kit.models import Row
from roadmap.models.link_case import LinkCase


class CurationEvent(Row):
    """What somebody did to the roadmap, and why. `before` and `after` hold what differs, by thing: this is the undo."""

    class Verb(models.TextChoices):
        EDITED = "edited", pgettext_lazy("decision", "edited")
        ACCEPTED = "accepted", pgettext_lazy("decision", "new address accepted")
        REPLACED = "replaced", pgettext_lazy("decision", "replaced")
        RETIRED = "retired", pgettext_lazy("decision", "retired")
        KEPT = "kept", pgettext_lazy("decision", "kept")

    actor = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=8, choices=Verb)
    subject = models.CharField(max_length=280)  # table and key: "resource anki", or "host example.org"
    case = models.ForeignKey(LinkCase, on_delete=models.SET_NULL, null=True, related_name="events")
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    why = models.CharField(max_length=300, blank=True, default="")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-created_at", "-id"], name="curation_latest"),
            models.Index(fields=["subject", "-id"], name="curation_of_a_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.verb}"
