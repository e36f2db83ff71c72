"""Who may do what with requests and reviews."""

from collections.abc import Collection
from typing import Any

from accounts.models import Block, User
from accounts.policies import is_curator
from mentoring.models import Mentor, ReviewRequest
from portfolio import policies as portfolio
from portfolio.kinds import BY_KEY as KINDS
from portfolio.models import Milestone


def is_mentor(person: Any, mentor: Mentor | None = None) -> bool:
    """An accepted mentor, or a curator, who may act as one. `mentor` is their row where it is at hand."""
    if not getattr(person, "is_member", False):
        return False
    if is_curator(person):
        return True
    if mentor is not None:
        return mentor.state == "accepted"
    return Mentor.objects.accepted().filter(pk=person.pk).exists()


def may_review(person: User, request: ReviewRequest) -> bool:
    """Mentors that of another who is standing, where no block keeps the two apart."""
    if person.pk == request.learner_id or not is_mentor(person) or not request.learner.is_member:
        return False
    return not Block.objects.between(person, request.learner_id).exists()


def may_take(person: User, request: ReviewRequest, mentor: Mentor | None = None) -> bool:
    """Whoever reads its language and may review it."""
    return reads(person, request, mentor) and may_review(person, request)


def reads(person: Any, request: ReviewRequest, mentor: Mentor | None) -> bool:
    """A mentor, `mentor` being their row, who reads its language; a curator without a row of their own reads both."""
    fits = mentor is None or mentor.state != "accepted" or request.language in mentor.languages
    return fits and is_mentor(person, mentor)


def may_verify(person: User, milestone: Milestone, mentor: Mentor | None = None) -> bool:
    """Curators, and mentors whom that kind was entrusted to."""
    if portfolio.may_verify(person, milestone):
        return True
    mentor = mentor or Mentor.objects.filter(pk=person.pk).first()
    return milestone.kind in entrusted(person, mentor) and portfolio.may_judge(person, milestone)


def entrusted(person: User, mentor: Mentor | None) -> Collection[str]:
    """The kinds of milestones that they may verify; `mentor` is their row."""
    if is_curator(person):
        return KINDS.keys()
    return mentor.kinds if mentor is not None and mentor.state == "accepted" else ()
