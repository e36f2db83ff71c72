"""The mentor's desk: who waits, what one holds, and the request that is open."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any, Final

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import members
from accounts.models import User
from accounts.policies import is_curator
from kit import clock
from kit.errors import Refusal
from kit.http import Req, number
from mentoring import policies, work
from mentoring.actions import requests
from mentoring.actions.holding import seats_of
from mentoring.forms.review import ReviewForm
from mentoring.models import Mentor, Review, ReviewRequest
from mentoring.reads import desk as reads
from portfolio.models import Reading

# What is measured of the milestone that a request is about, oldest first.
_READINGS: Final = (
    Reading.objects.filter(milestone=OuterRef("milestone"))
    .order_by("day", "pk")
    .values(read=JSONObject(day="day", value="value"))
)
# What a review says to whoever reads the same again.
_SAID: Final = JSONObject(pk="pk", mentor="mentor", verdict="verdict", reason="reason", at="published_at")


@require_safe
@members
def desk(request: Req) -> HttpResponse:
    """Who waits, the longest first; whoever is no mentor is led to where one becomes one."""
    read = _read(request)
    if not is_mentor(request.user, read):
        return redirect("mentoring:apply")
    return render(request, "mentoring/desk.html", at_desk(request, read))


@require_safe
@members
def held(request: Req, pk: int) -> HttpResponse:
    """A request: to read and answer while one holds it, to take while it is free, else what one wrote of it."""
    read = _read(request)
    found = _opened(request.user, pk, read.mentor)
    return render(request, "mentoring/desk.html", at_desk(request, read, found))


@require_POST
@members
def take(request: Req, pk: int) -> HttpResponse:
    """Hold it, and on to reading it; whoever comes second is told so."""
    rows = ReviewRequest.objects.in_sight_of(request.user).exclude(learner=request.user)
    found = get_object_or_404(rows, pk=pk)
    try:
        requests.take(found, by=request.user, now=clock.now())
    except requests.NotForYou as no:
        raise Http404 from no
    except Refusal as no:
        messages.error(request, str(no.message))
        return redirect("mentoring:desk")
    return redirect("mentoring:held", pk)


def is_mentor(person: User, read: reads.Desk) -> bool:
    return bool(read.mentor or is_curator(person))


def at_desk(
    request: Req, read: reads.Desk | None, found: work.Opened | None = None, form: ReviewForm | None = None, **more: Any
) -> dict[str, Any]:
    """What the desk shows, with a request opened; `form` is one that came back."""
    now, read = clock.now(), read or _read(request)
    kinds, href = policies.entrusted(request.user, read.mentor), _addresses(request)
    why = cache(partial(work.reason, kinds))  # few are put into words, and then said again
    if found and found.review and form is None:
        form = ReviewForm(review=found.review)
    return {
        "read": read,
        "rows": [work.waiting(row, now, href(row["id"]), why(*row["why"])) for row in read.queue],
        "seats": seats_of(read.mentor),
        "held": [work.holding(row, now, href(row["id"])) for row in read.held],
        "written": [work.written(row, now, href(row["id"])) for row in read.written],
        "everything": "all" in request.GET,
        "after": request.GET.get("after", ""),
        "found": found,
        "form": form,
        "today": request.user.day(now),
        **(work.words_of(found, request.user, now) if found else {}),
        **more,
    }


def _addresses(request: Req) -> Callable[[int], str]:
    """Where a request of the lists is opened; put together, since to reverse each of forty costs more than to show it."""
    desk, kept = reverse("mentoring:desk"), "?all" if "all" in request.GET else ""
    return lambda pk: f"{desk}{pk}/{kept}"


def _read(request: Req) -> reads.Desk:
    after = number(request.GET.get("after")) or 0
    return reads.desk(request.user, clock.now(), everything="all" in request.GET, after=after)


def opened(request: Req, pk: int) -> work.Opened:
    """A request as its mentor may open it. Raises Http404."""
    return _opened(request.user, pk, Mentor.objects.accepted().filter(pk=request.user.pk).first())


def _opened(person: User, pk: int, mentor: Mentor | None) -> work.Opened:
    """Raises Http404 for what is neither held, nor free to take, nor written about."""
    now, itself = clock.now(), {"pk": OuterRef("pk")}
    rows = (
        ReviewRequest.objects.in_sight_of(person)
        .exclude(learner=person)
        .annotate(
            holds=Exists(ReviewRequest.objects.on_desk_of(person, now).filter(**itself)),
            free=Exists(ReviewRequest.objects.free(now).about_something().filter(**itself)),
            readings=ArraySubquery(_READINGS),
            before=Subquery(Review.objects.seen_by_both(person).filter(pk=OuterRef("after")).values(said=_SAID)),
        )
    )
    request: Any = get_object_or_404(rows.select_related("learner", "project", "milestone__project"), pk=pk)
    review = Review.objects.filter(request=request, mentor=person).first()
    takeable = request.free and policies.may_take(person, request, mentor)
    if not (request.holds or takeable or review):
        raise Http404
    return work.Opened.of(
        request, person, mentor, review=review, holds=request.holds, free=request.free, takeable=takeable
    )
