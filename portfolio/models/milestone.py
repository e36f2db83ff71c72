from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.visibility import Visibility
from kit import clock
from kit.models import Row
from portfolio.models.project import Project
from portfolio.models.seen import theirs_stand, visible

MOST_TITLE, MOST_DEED, MOST_NOTE = 120, 140, 1000


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("state of a milestone", "Draft")
    CLAIMED = "claimed", pgettext_lazy("state of a milestone", "Claimed")
    VERIFIED = "verified", pgettext_lazy("state of a milestone", "Verified")
    DECLINED = "declined", pgettext_lazy("state of a milestone", "Not yet")
    REVOKED = "revoked", pgettext_lazy("state of a milestone", "Revoked")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a milestone", "Withdrawn")


SHOWN = (State.CLAIMED, State.VERIFIED, State.DECLINED, State.REVOKED)


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def standing(self) -> Self:
        """What its owner did not withdraw."""
        return self.exclude(state=State.WITHDRAWN)

    def visible_to(self, viewer: Any) -> Self:
        """What `viewer` (a User or a visitor) may see: their own, what is shown to them, what a live grant covers.

        Of others nobody sees what was withdrawn, and a draft only by a grant.
        """
        if not viewer.is_authenticated:
            return self.filter(visible(viewer), state__in=SHOWN)
        from portfolio.models.grant import Grant  # noqa: PLC0415 - a grant is of one of these

        granted = Grant.objects.live(clock.now()).filter(reader=viewer, milestone__isnull=False).values("milestone")
        covered = Q(pk__in=granted) & ~Q(state=State.WITHDRAWN) & theirs_stand("owner")
        return self.filter(visible(viewer) & Q(state__in=SHOWN) | Q(owner=viewer) | covered)


class Milestone(Row):
    """A proof of skill that its owner claims and others can check.

    `facts` are what its kind's form made of what was typed, `address` the one that all writings of it lead to: the same
    thing claimed twice by one person is one. A draft may lack anything.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=MOST_TITLE, blank=True, default="")
    deed = models.CharField(max_length=MOST_DEED, blank=True, default="")  # what they did, in one sentence
    note = models.CharField(max_length=MOST_NOTE, blank=True, default="")
    facts = models.JSONField(default=dict, blank=True)
    address = models.CharField(max_length=500, blank=True, default="")
    project = models.ForeignKey(Project, on_delete=models.SET_NULL, null=True, blank=True, related_name="milestones")
    visibility = models.CharField(max_length=7, choices=Visibility, default=Visibility.PRIVATE)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    claimed_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    form_key = models.UUIDField()

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["owner", "form_key"], name="milestone_once_a_form"),
            models.UniqueConstraint(
                fields=["owner", "kind", "address"],
                condition=~Q(state="withdrawn") & ~Q(address=""),
                name="milestone_once_an_address",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="milestone_known_state"),
            models.CheckConstraint(
                condition=Q(state="verified", verified_at__isnull=False) | (~Q(state="verified") & Q(verified_at=None)),
                name="milestone_verified_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | (Q(state="verified") & ~Q(verified_by=F("owner"))),
                name="milestone_verified_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | ~Q(address="") & ~Q(title="") & Q(claimed_at__isnull=False),
                name="milestone_claims_something",
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=["owner", "-id"], name="milestone_of_owner"),
            models.Index(fields=["project"], condition=Q(project__isnull=False), name="milestone_of_project"),
        ]

    def __str__(self) -> str:
        return self.title or self.kind

    @property
    def is_withdrawn(self) -> bool:
        return self.state == State.WITHDRAWN
