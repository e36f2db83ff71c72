"""What a mentor wrote, all of it: the desk shows the newest."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import members
from kit import clock
from kit.http import Req
from kit.paging import page
from mentoring import work
from mentoring.models import Review
from mentoring.models.request import RequestState


@require_safe
@members
def written(request: Req) -> HttpResponse:
    """The reviews one sent and the drafts one kept, those begun last first; also for who is no mentor any more."""
    now, asked = clock.now(), request.GET
    mine = Review.objects.kept_by(request.user, now).select_related("request__learner")
    shown = page(mine, keys=("-id",), after=asked.get("after"), before=asked.get("before"))
    rows = [work.written(_row(one), now, reverse("mentoring:held", args=[one.request_id])) for one in shown.rows]
    return render(request, "mentoring/written.html", {"page": shown, "rows": rows})


def _row(review: Review) -> dict[str, object]:
    """A review as the desk reads it; what was withdrawn is not named."""
    asked = review.request
    return {
        "id": asked.pk,
        "review": review.pk,
        "title": None if asked.state == RequestState.WITHDRAWN else asked.title,
        "name": asked.learner.name,
        "at": review.published_at or review.saved_at,
        "sent": review.published_at is not None,
        "thanked": review.thanked_at is not None,
    }
