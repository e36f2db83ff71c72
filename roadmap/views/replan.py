"""Drawing a plan anew, in one press each."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import members
from accounts.models import User
from kit.dates import say_date
from kit.errors import Refusal
from kit.http import Req
from portfolio.models import Entry
from roadmap.actions import enrollment as on_trail
from roadmap.models import Enrollment
from roadmap.planning import plan_of
from roadmap.replanning import LATELY, hours_lately, lighter_hours


@require_POST
@members
def later(request: Req) -> HttpResponse:
    learner = _enrolled(request)
    return _told(request, on_trail.walk_later(learner, today=learner.day()))


@require_POST
@members
def lighter(request: Req) -> HttpResponse:
    learner = _enrolled(request)
    today = learner.day()
    hours = lighter_hours(hours_lately(_minutes(learner, today), today), learner.enrollment.hours_a_week)
    return _told(request, on_trail.walk_lighter(learner, hours_a_week=hours, today=today))


@require_POST
@members
def move_step(request: Req) -> HttpResponse:
    learner = _enrolled(request)
    try:
        due_on = date.fromisoformat(request.POST.get("due_on", ""))
    except ValueError:
        messages.error(request, _("Write the date like 2026-04-09, or choose it from the calendar."))
        return redirect("home:landing")
    try:
        return _told(request, on_trail.move_next_step(learner, due_on=due_on, today=learner.day()))
    except Refusal as no:
        messages.error(request, str(no))
        return redirect("home:landing")


def _enrolled(request: Req) -> User:
    get_object_or_404(Enrollment, learner=request.user)
    learner: User = request.user
    return learner


def _minutes(learner: User, today: date) -> dict[date, int]:
    lately = Entry.objects.standing().filter(owner=learner, day__gt=today - LATELY, day__lte=today)
    by_day: Any = lately.order_by().values_list("day").annotate(Sum("minutes"))
    return dict(by_day)


def _told(request: Req, enrollment: Enrollment) -> HttpResponse:
    ends_on = plan_of(enrollment).ends_on
    today = enrollment.learner.day()
    if ends_on:
        said = _("The plan now ends on %(date)s.") % {"date": say_date(ends_on, today)}
        link = format_html('<a href="{}">{}</a>', reverse("roadmap:plan"), _("Change the plan"))
        messages.success(request, format_html("{} {}", said, link))
    return redirect("home:landing")
