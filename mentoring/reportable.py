"""What of mentoring can be reported: by the learner a review, by a mentor what was asked."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.reports import Found, Kind, register
from kit import clock
from mentoring import policies
from mentoring.models import Mentor, Review, ReviewRequest


def _review(pk: int, viewer: Any) -> Found | None:
    seen = Review.objects.published().visible_to(viewer).filter(pk=pk, request__learner=viewer.pk, mentor__isnull=False)
    review = seen.select_related("mentor").first()
    if review is None or review.mentor is None:
        return None
    return Found(review.mentor, review.mentor.name, reverse("mentoring:review", args=[pk]))


def _request(pk: int, viewer: Any) -> Found | None:
    """One that `viewer` holds, or could take: then they have read the question of it."""
    now = clock.now()
    holds = Q(pk__in=ReviewRequest.objects.visible_to(viewer, now).values("pk"))
    free = Q(pk__in=ReviewRequest.objects.free(now).about_something().values("pk"))
    rows = ReviewRequest.objects.in_sight_of(viewer).exclude(learner=viewer.pk).select_related("learner")
    request: Any = rows.annotate(holds=holds).filter(holds | free, pk=pk).first()
    mentor = Mentor.objects.accepted().filter(pk=viewer.pk).first() if request and not request.holds else None
    if request is None or not (request.holds or policies.reads(viewer, request, mentor)):
        return None
    return Found(request.learner, request.learner.name, reverse("mentoring:held", args=[pk]))


def _text_of_review(pk: int) -> str:
    review = Review.objects.published().filter(pk=pk).first()
    return "\n\n".join(filter(None, (review.summary, *review.next_things, review.reason))) if review else ""


def _text_of_request(pk: int) -> str:
    return ReviewRequest.objects.filter(pk=pk).values_list("question", flat=True).first() or ""


register(
    Kind("review", _("A review"), _review, read=_text_of_review),
    Kind("review_request", _("A review request"), _request, read=_text_of_request),
)
