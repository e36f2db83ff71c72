from datetime import datetime
from typing import Any, ClassVar, Final, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils.translation import pgettext_lazy

from accounts.models import Block, User
from accounts.models.block import apart
from accounts.models.user import Language
from kit import clock
from kit.models import Row
from portfolio.models import Milestone, Project
from portfolio.models.milestone import State as MilestoneState

MOST_QUESTION: Final = 500


class RequestState(models.TextChoices):
    OPEN = "open", pgettext_lazy("state of a review request", "Waiting")
    ANSWERED = "answered", pgettext_lazy("state of a review request", "Answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a review request", "Withdrawn")


def _binds(now: datetime) -> Q:
    """The condition that a hold counts: it runs, its holder is standing, and no block came between the two."""
    standing = Exists(User.objects.members().filter(pk=OuterRef("holder")))
    parted = Exists(Block.objects.between(OuterRef("learner"), OuterRef("holder")))
    return Q(holder__isnull=False, held_until__gt=now) & Q(standing) & ~Q(parted)


class ReviewRequestQuerySet(models.QuerySet["ReviewRequest"]):
    def open(self) -> Self:
        return self.filter(state=RequestState.OPEN)

    def free(self, now: datetime) -> Self:
        """Those that can be taken: a hold that ran out holds nothing, nor does that of somebody who is kept apart."""
        return self.open().filter(~_binds(now))

    def with_hold(self, now: datetime) -> Self:
        """Each with `binds`: whether somebody has it at the moment whom its learner may be told of."""
        return self.annotate(binds=ExpressionWrapper(_binds(now), output_field=models.BooleanField()))

    def held_by(self, mentor: Any, now: datetime) -> Self:
        """The holds of `mentor` that run."""
        return self.open().filter(holder=mentor, held_until__gt=now)

    def on_desk_of(self, mentor: Any, now: datetime) -> Self:
        """Of the holds of `mentor` those that they can work on; the others take no seat."""
        return self.held_by(mentor, now).about_something().in_sight_of(mentor)

    def about_something(self) -> Self:
        """Those whose project was not taken away, and whose milestone was not withdrawn."""
        return self.exclude(project__removed_at__isnull=False).exclude(milestone__state=MilestoneState.WITHDRAWN)

    def in_sight_of(self, viewer: Any) -> Self:
        """Those of people who are standing, and whom no block keeps apart from `viewer`."""
        return self.filter(learner__in=User.objects.members()).exclude(learner__in=apart(viewer))

    def visible_to(self, viewer: Any, now: datetime | None = None) -> Self:
        """One's own, and what one holds for as long as the hold runs. The story and the snapshot are for them alone."""
        if not viewer.is_authenticated:
            return self.none()
        if not viewer.is_standing:
            return self.filter(learner=viewer)
        held = self.on_desk_of(viewer, now or clock.now())
        return self.filter(Q(learner=viewer) | Q(pk__in=held.values("pk")))


class ReviewRequest(Row):
    """A learner asks a mentor to look at a project, a milestone, or with neither at the whole portfolio.

    `snapshot` is what it was when they asked, see `mentoring.snapshots`; `title` and `topics` are what the queue shows of
    it. `holder` has it until `held_until`; a lapse is the clock's, and nothing has to happen for it.
    """

    learner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    question = models.CharField(max_length=MOST_QUESTION)
    language = models.CharField(max_length=2, choices=Language)
    title = models.CharField(max_length=120, blank=True, default="")
    topics = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    snapshot = models.JSONField(default=dict)
    after = models.ForeignKey(
        "mentoring.Review", on_delete=models.SET_NULL, null=True, blank=True, related_name="asked_again"
    )
    state = models.CharField(max_length=9, choices=RequestState, default=RequestState.OPEN)
    ended_at = models.DateTimeField(null=True, blank=True)  # answered or withdrawn
    holder = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    held_until = models.DateTimeField(null=True, blank=True)
    prolonged = models.BooleanField(default=False)

    objects = ReviewRequestQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="request_known_state"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="request_known_language"),
            models.CheckConstraint(condition=~Q(question=""), name="request_asks_something"),
            models.CheckConstraint(condition=Q(project=None) | Q(milestone=None), name="request_of_one_thing"),
            models.CheckConstraint(condition=Q(holder=None) | ~Q(holder=F("learner")), name="request_held_by_another"),
            models.CheckConstraint(
                condition=Q(holder=None) | Q(held_until__isnull=False), name="request_held_until_a_time"
            ),
            models.CheckConstraint(
                condition=Q(prolonged=False) | Q(held_until__isnull=False), name="request_prolonged_while_held"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None) | ~Q(state="open") & Q(ended_at__isnull=False),
                name="request_ended_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(state="open", project__isnull=False),
                name="request_open_once_a_project",
            ),
            models.UniqueConstraint(
                fields=["milestone"],
                condition=Q(state="open", milestone__isnull=False),
                name="request_open_once_a_milestone",
            ),
            models.UniqueConstraint(
                fields=["learner"],
                condition=Q(state="open", project=None, milestone=None),
                name="request_open_once_a_portfolio",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["created_at", "id"], condition=Q(state="open"), name="request_queue"),
            models.Index(fields=["learner", "-id"], name="request_of_learner"),
            models.Index(fields=["holder", "held_until"], condition=Q(state="open"), name="request_held"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.learner_id}"

    def is_held(self, now: datetime) -> bool:
        """Whether a hold runs, by the clock alone; whether it counts, `with_hold` says."""
        return (
            self.state == RequestState.OPEN
            and self.holder_id is not None
            and self.held_until is not None
            and self.held_until > now
        )
