from typing import Any, ClassVar, Final, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.models.user import Language
from kit.models import Row

MOST_SEATS: Final = 10
MOST_TOPICS: Final = 8
MOST_ABOUT, MOST_NOTE = 300, 1000


class MentorState(models.TextChoices):
    APPLIED = "applied", pgettext_lazy("state of a mentor", "Applied")
    ACCEPTED = "accepted", pgettext_lazy("state of a mentor", "Mentor")
    DECLINED = "declined", pgettext_lazy("state of a mentor", "Not now")
    LEFT = "left", pgettext_lazy("state of a mentor", "Left")


class MentorQuerySet(models.QuerySet["Mentor"]):
    def accepted(self) -> Self:
        return self.filter(state=MentorState.ACCEPTED)

    def waiting(self) -> Self:
        """Applications that nobody has decided, the longest wait first."""
        return self.filter(state=MentorState.APPLIED, user__in=User.objects.members()).order_by("applied_at", "pk")

    def visible_to(self, viewer: Any) -> Self:
        """The mentors whom `viewer` may see. What became of an application, only its own person and curators see."""
        return self.accepted().filter(user__in=User.objects.visible_to(viewer))


class Mentor(Row):
    """A member who reads what others made and says what they think, or asked to.

    `note` is what a curator wrote to them when deciding; of one who left, why a curator ended it, and nothing where they
    stopped themselves. `seats` is how many requests they hold at once.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="+")
    state = models.CharField(max_length=8, choices=MentorState, default=MentorState.APPLIED)
    about = models.CharField(max_length=MOST_ABOUT)  # what they have made or read that lets them judge
    topics = ArrayField(models.CharField(max_length=20), default=list, size=MOST_TOPICS)
    languages = ArrayField(models.CharField(max_length=2, choices=Language), default=list, size=len(Language))
    kinds = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    seats = models.PositiveSmallIntegerField(default=2)
    away_until = models.DateField(null=True, blank=True)
    applied_at = models.DateTimeField()
    note = models.CharField(max_length=MOST_NOTE, blank=True, default="")
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = MentorQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=MentorState.values), name="mentor_known_state"),
            models.CheckConstraint(condition=Q(seats__gte=1, seats__lte=MOST_SEATS), name="mentor_has_seats"),
            models.CheckConstraint(
                condition=Q(languages__len__gte=1) & Q(languages__contained_by=Language.values),
                name="mentor_reads_a_language",
            ),
            models.CheckConstraint(
                condition=Q(topics__len__gte=1) & Q(topics__len__lte=MOST_TOPICS), name="mentor_reads_a_topic"
            ),
            models.CheckConstraint(condition=~Q(about=""), name="mentor_says_who_they_are"),
            models.CheckConstraint(
                condition=Q(state="applied", decided_at=None) | ~Q(state="applied") & Q(decided_at__isnull=False),
                name="mentor_decided_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(state="declined", note=""), name="mentor_declined_with_a_note"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("user")), name="mentor_decided_by_another"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["applied_at", "user"], condition=Q(state="applied"), name="mentor_applied"),
            models.Index(fields=["user"], condition=Q(state="accepted"), name="mentor_accepted"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.state}"
