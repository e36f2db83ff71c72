from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Final, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import Block, User
from accounts.models.block import apart
from kit.models import Row
from mentoring.models.request import ReviewRequest
from portfolio.models import Milestone, Project
from portfolio.models.seen import theirs_stand

MOST_SUMMARY, MOST_REASON, MOST_NEXT = 4000, 1000, 200
NEXT_THINGS: Final = 3
CRITERIA: Final = ("problem", "data", "result", "reader")  # in words: mentoring/rubric.py


class Say(models.TextChoices):
    """What a review says of the milestone it is about."""

    UNSAID = ""
    NONE = "none"
    VERIFIED = "verified"
    DECLINED = "declined"


class ReviewQuerySet(models.QuerySet["Review"]):
    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def drafts(self) -> Self:
        return self.filter(published_at=None)

    def kept_by(self, mentor: Any, now: datetime) -> Self:
        """What `mentor` wrote and can still open: what they sent, and the drafts of what they no longer hold."""
        held = ReviewRequest.objects.on_desk_of(mentor, now)
        typed = self.visible_to(mentor).filter(mentor=mentor).filter(Q(published_at__isnull=False) | Q(version__gt=1))
        return typed.exclude(request__in=held.values("pk"))

    def between_visible(self, viewer: Any) -> Self:
        """Those of a mentor whom `viewer` may see, or who is no longer here."""
        standing = theirs_stand("mentor") & ~Q(mentor__in=apart(viewer))
        return self.filter(Q(mentor=None) | Q(mentor=viewer) | standing)

    def seen_by_both(self, viewer: Any) -> Self:
        """Those published whose mentor the learner sees, and `viewer` too."""
        parted = Exists(Block.objects.between(OuterRef("request__learner"), OuterRef("mentor")))
        return self.published().between_visible(viewer).exclude(parted)

    def visible_to(self, viewer: Any) -> Self:
        """What a mentor wrote, drafts included, for themselves; for the learner, what was published."""
        if not (viewer.is_authenticated and viewer.is_standing):
            return self.none()
        mine = Q(mentor=viewer, request__in=ReviewRequest.objects.in_sight_of(viewer).values("pk"))
        told = self.published().between_visible(viewer).filter(request__learner=viewer)
        return self.filter(mine | Q(pk__in=told.values("pk")))


class Review(Row):
    """What a mentor says about one request: theirs alone while it is a draft, never changed once it is published."""

    request = models.ForeignKey(ReviewRequest, on_delete=models.CASCADE, related_name="reviews", db_index=False)
    mentor = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    problem = models.PositiveSmallIntegerField(null=True, blank=True)
    data = models.PositiveSmallIntegerField(null=True, blank=True)
    result = models.PositiveSmallIntegerField(null=True, blank=True)
    reader = models.PositiveSmallIntegerField(null=True, blank=True)
    summary = models.TextField(blank=True, default="")
    next_things = ArrayField(models.CharField(max_length=MOST_NEXT, blank=True), default=list, size=NEXT_THINGS)
    verdict = models.CharField(max_length=8, choices=Say, blank=True, default=Say.UNSAID)
    reason = models.CharField(max_length=MOST_REASON, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "mentor"], name="review_once_a_mentor"),
            models.UniqueConstraint(
                fields=["request"], condition=Q(published_at__isnull=False), name="review_published_once"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__gte": 1, f"{name}__lte": 4}),
                    name=f"review_{name}_one_to_four",
                )
                for name in CRITERIA
            ),
            models.CheckConstraint(condition=Q(verdict__in=Say.values), name="review_known_verdict"),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(**{f"{name}__isnull": False for name in CRITERIA})
                & ~Q(summary="")
                & ~Q(verdict="")
                & Q(next_things__len=NEXT_THINGS)
                & ~Q(next_things__contains=[""]),
                name="review_published_whole",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(verdict="declined", reason=""), name="review_declines_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(thanked_at=None) | Q(published_at__isnull=False), name="review_thanked_once_published"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["mentor", "-published_at"], name="review_of_mentor"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.mentor_id}"

    @property
    def scores(self) -> Mapping[str, int | None]:
        return {name: getattr(self, name) for name in CRITERIA}

    def lacks(self, *, of_milestone: bool) -> list[str]:
        """The names of what has to be there before it can be published, and is not."""
        missing = [name for name, score in self.scores.items() if score is None]
        missing += [] if self.summary.strip() else ["summary"]
        things = [thing for thing in self.next_things if thing.strip()]
        missing += [] if len(things) == NEXT_THINGS else [f"next_{len(things) + 1}"]
        missing += ["verdict"] if of_milestone and not self.verdict else []
        return missing + (["reason"] if self.verdict == Say.DECLINED and not self.reason.strip() else [])


def newest_about(learner: User, *, project: Project | None, milestone: Milestone | None) -> Review | None:
    """The last review that `learner` was given of the same thing."""
    same = Review.objects.published().filter(request__learner=learner)
    return same.filter(request__project=project, request__milestone=milestone).order_by("-published_at").first()
