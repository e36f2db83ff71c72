"""The learner's side: what they asked, how long it waits, and what came of it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count, IntegerField, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import members
from accounts.models import User
from kit import clock
from kit.errors import Refusal
from kit.http import Req
from kit.paging import page
from mentoring import asked
from mentoring.actions import requests, reviews
from mentoring.models import Mentor, Review, ReviewRequest
from mentoring.models.request import RequestState
from mentoring.rubric import RUBRIC


@require_safe
@members
def mine(request: Req) -> HttpResponse:
    """One's requests: place in line, who has it, until when, and what happens then."""
    now = clock.now()
    own = ReviewRequest.objects.filter(learner=request.user)
    rows = _with_place(own.open(), now).with_hold(now).select_related("holder", "project", "milestone")
    waiting = list(rows.order_by("created_at", "pk"))
    ended = page(
        own.exclude(state=RequestState.OPEN).prefetch_related(_seen_answers(request.user)),
        keys=("-id",),
        after=request.GET.get("after"),
        before=request.GET.get("before"),
    )
    context = {
        "waiting": [asked.Waiting.of(one, request.user, now) for one in waiting],
        "ended": ended,
        "day_of": request.user.day,
        "nobody": _unread_languages(request.user, waiting),
        "most": requests.MOST_OPEN,
        "rubric": RUBRIC,
        "today": request.user.day(now),
    }
    return render(request, "mentoring/reviews.html", context)


@require_safe
@members
def review(request: Req, pk: int) -> HttpResponse:
    """A published review: for the learner it was written for, and for its mentor."""
    seen = Review.objects.published().visible_to(request.user)
    rows = seen.select_related("mentor", "request__learner", "request__project", "request__milestone")
    found = get_object_or_404(rows, pk=pk)
    mine = found.request.learner_id == request.user.pk
    context = {
        "review": found,
        "asked": found.request,
        "mine": mine,
        "before": seen.filter(pk=found.request.after_id).first() if mine and found.request.after_id else None,
        "scores": [(one, getattr(found, one.key)) for one in RUBRIC],
        "again": asked.ask_again(found.request),
        "published_on": request.user.day(found.published_at),
        "today": request.user.day(),
    }
    return render(request, "mentoring/review.html", context)


@require_POST
@members
def thank(request: Req, pk: int) -> HttpResponse:
    found = get_object_or_404(Review.objects.published().visible_to(request.user), pk=pk, request__learner=request.user)
    try:
        reviews.thank(found, by=request.user, now=clock.now())
    except Refusal as no:
        messages.error(request, str(no.message))
    else:
        messages.success(request, _("Thanks passed on."))
    return redirect("mentoring:review", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def withdraw(request: Req, pk: int) -> HttpResponse:
    """Ask first: the place in line is lost with it. Sent twice it is once."""
    own, now = ReviewRequest.objects.filter(learner=request.user, pk=pk), clock.now()
    if request.method != "POST":
        found = get_object_or_404(own.open().with_hold(now).select_related("holder"))
        return render(request, "mentoring/withdraw.html", {"one": asked.Waiting.of(found, request.user, now)})
    try:
        requests.withdraw(get_object_or_404(own), now=now)
    except Refusal as no:
        messages.error(request, str(no.message))
    else:
        messages.success(request, _("Request withdrawn."))
    return redirect("mentoring:reviews")


def _with_place(rows: Any, now: datetime) -> Any:
    """With `before`: how many free requests in the same language, which some mentor sees, have waited longer."""
    seen = ReviewRequest.objects.free(now).about_something().filter(learner__in=User.objects.members())
    older = seen.filter(language=OuterRef("language"), created_at__lt=OuterRef("created_at"))
    count = older.order_by().values("language").annotate(count=Count("pk")).values("count")
    return rows.annotate(before=Coalesce(Subquery(count, output_field=IntegerField()), 0))


def _seen_answers(person: User) -> Any:
    answers = Review.objects.published().visible_to(person).select_related("mentor")
    return Prefetch("reviews", queryset=answers, to_attr="answers")


def _unread_languages(person: User, waiting: list[Any]) -> list[str]:
    """The languages that somebody waits in, or would ask in, and that no mentor reads here."""
    wanted = {one.language for one in waiting} or {person.language}
    read: set[str] = set()
    for languages in Mentor.objects.visible_to(person).values_list("languages", flat=True).distinct()[:10]:
        read.update(languages)
    return sorted(wanted - read)
