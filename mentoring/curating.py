"""Applications among what waits for curators."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.topics import BY_KEY as TOPICS
from mentoring.models import Mentor
from roadmap.desk import MOST, Queue, Row, register


def _applications(curator: User, now: datetime) -> list[Row]:
    """Who asked to be a mentor, the longest wait first; nobody decides about themselves."""
    waiting = Mentor.objects.waiting().exclude(pk=curator.pk).select_related("user")[:MOST]
    return [_row(mentor, (now - mentor.applied_at).days) for mentor in waiting]


def _row(mentor: Mentor, days: int) -> Row:
    return Row(
        number=ngettext("%(num)s day", "%(num)s days", days) % {"num": days},
        title=mentor.user.name,
        note=" · ".join(str(TOPICS[key].name) for key in mentor.topics if key in TOPICS),
        href=reverse("mentoring:application", args=[mentor.pk]),
    )


register(Queue("mentors", _("Who wants to be a mentor"), _applications))
