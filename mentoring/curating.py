"""Applications among what waits for curators."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.topics import BY_KEY as TOPICS
from kit.durations import say_since
from mentoring.models import Mentor
from roadmap.desk import MOST, Queue, Row, register


def _applications(curator: User, now: datetime) -> list[Row]:
    """Who asked to be a mentor, the longest wait first; nobody decides about themselves."""
    waiting = Mentor.objects.waiting().exclude(pk=curator.pk).select_related("user")[:MOST]
    return [_row(mentor, say_since(now - mentor.applied_at)) for mentor in waiting]


def _row(mentor: Mentor, waits: str) -> Row:
    return Row(
        number=waits,
        title=mentor.user.name,
        note=" · ".join(str(TOPICS[key].name) for key in mentor.topics if key in TOPICS),
        href=reverse("mentoring:application", args=[mentor.pk]),
    )


register(Queue("mentors", _("Who wants to be a mentor"), _applications))
