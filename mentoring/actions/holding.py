"""The locks of this app, in the order in which everything takes them: learner, mentor, request, milestone."""

from typing import Final

from django.db import connection

from accounts.models import User
from mentoring.models import Mentor, ReviewRequest

CURATORS_SEATS: Final = 2  # of a curator who acts as mentor without having applied
_MENTORS: Final = 0x6D656E74  # the space of advisory locks that are ours


def hold_learner(pk: int) -> User:
    """The learner, locked."""
    learner: User = User.objects.select_for_update(no_key=True).get(pk=pk)
    return learner


def hold_mentor(person: User) -> Mentor | None:
    """Their row as it stands, held until the transaction ends; None of a curator who never applied, who is held too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_MENTORS, person.pk % 2**31])
    return Mentor.objects.filter(pk=person.pk).first()


def hold_request(pk: int) -> ReviewRequest:
    """The request, locked, with what it is about. Raises ReviewRequest.DoesNotExist."""
    rows = ReviewRequest.objects.select_for_update(of=("self",))
    request: ReviewRequest = rows.select_related("learner", "project", "milestone", "holder").get(pk=pk)
    return request


def seats_of(mentor: Mentor | None) -> int:
    """How many requests they may hold at once."""
    return mentor.seats if mentor and mentor.state == "accepted" else CURATORS_SEATS
