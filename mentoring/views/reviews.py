"""The learner's side: what they asked, how long it waits, and what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import members
from kit import clock, markdown
from kit.errors import Refusal
from kit.http import Req
from mentoring import asked
from mentoring.actions import requests, reviews
from mentoring.models import Review, ReviewRequest
from mentoring.reads.own import own
from mentoring.rubric import RUBRIC


@require_safe
@members
def mine(request: Req) -> HttpResponse:
    """One's requests: place in line, who has it, until when, and what happens then."""
    now, learner = clock.now(), request.user
    read = own(learner, now, after=request.GET.get("after"), before=request.GET.get("before"))
    wanted = {one.language for one in read.waiting} or {learner.language}
    context = {
        "waiting": [asked.Waiting.of(one, learner, now) for one in read.waiting],
        "ended": read.ended,
        "day_of": learner.day,
        "nobody": [language for language in read.unread if language in wanted],
        "most": requests.MOST_OPEN,
        "rubric": RUBRIC,
        "today": learner.day(now),
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
        "summary": markdown.render(found.summary, links="members"),
        "next_things": [markdown.render(thing, links="members") for thing in found.next_things],
        "scores": [(one, getattr(found, one.key)) for one in RUBRIC],
        "again": asked.ask_again(found.request),
        "to_claim": found.request.milestone and found.request.milestone.state in requests.TO_CLAIM_FIRST,
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
    rows, now = ReviewRequest.objects.filter(learner=request.user, pk=pk), clock.now()
    if request.method != "POST":
        found = get_object_or_404(rows.open().with_hold(now).select_related("holder"))
        return render(request, "mentoring/withdraw.html", {"one": asked.Waiting.of(found, request.user, now)})
    try:
        requests.withdraw(get_object_or_404(rows), now=now)
    except Refusal as no:
        messages.error(request, str(no.message))
    else:
        messages.success(request, _("Request withdrawn."))
    return redirect("mentoring:reviews")
