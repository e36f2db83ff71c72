"""The log: what was done, by week, and the box that writes it down."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from accounts.access import members
from accounts.visibility import Visibility
from kit import clock, markdown
from kit.dates import week_of
from kit.durations import say_minutes
from kit.http import Req, place_here
from portfolio import log_box
from portfolio.forms.entry import EntryForm
from portfolio.forms.pictures import with_pictures
from portfolio.log_box import LogBox
from portfolio.models import Entry
from portfolio.reads.log import Asked
from portfolio.views import history
from roadmap import trail


@require_http_methods(["GET", "HEAD", "POST"])
@members
def log(request: Req) -> HttpResponseBase:
    """The owner's log; a POST from the box on any page writes an entry into it."""
    if request.method == "POST":
        return _write(request)
    return render(request, "portfolio/log.html", history.page(request.user, Asked.of(request.GET), clock.now()))


@require_POST
@members
def preview(request: Req) -> HttpResponse:
    """How a text will look; nothing is kept but pictures that came along, which no form can show again to be chosen."""
    form = with_pictures(request, EntryForm, into="text", owner=request.user, now=clock.now())
    drawn = markdown.render(form.data.get("text", ""), links="members")
    if request.htmx:
        return render(request, "portfolio/preview_part.html", {"drawn": drawn})
    return render(request, "portfolio/preview.html", {"box": log_box.typed(form), "drawn": drawn})


def _write(request: Req) -> HttpResponseBase:
    owner, now = request.user, clock.now()
    form = with_pictures(request, EntryForm, into="text", owner=owner, now=now)
    entry = form.log()
    if entry is None:
        return _again(request, log_box.typed(form))
    undo = reverse("portfolio:delete", args=[entry.pk])
    said = f"{_said(entry, week_of(owner.day(now)))}{_about(entry, now)}{_seen(entry)}"
    messages.success(request, said, extra_tags=f"undo:{undo}")
    if not request.htmx:
        return redirect(f"{_back(request)}#logged-{form.form_key}")
    box = log_box.asked(owner, now).about(step=request.POST.get("step", ""), project=request.POST.get("project", ""))
    page = {"box": replace(box, back=_back(request))}
    response = render(request, "portfolio/logged.html", page)
    return trigger_client_event(response, "logged", {"id": str(form.form_key)})


def _again(request: Req, box: LogBox) -> HttpResponse:
    """The box as it was sent, with what has to be mended."""
    if request.htmx:
        return render(request, "portfolio/logged.html", {"box": box}, status=422)
    page = history.page(request.user, Asked(), clock.now(), box)
    return render(request, "portfolio/log.html", page, status=422)


def _said(entry: Entry, this_week: date) -> str:
    """That it was kept, and what it makes of its week."""
    monday = week_of(entry.day)
    week = Entry.objects.of(entry.owner).filter(day__range=(monday, monday + timedelta(days=6)))
    minutes = week.minutes()
    if not minutes:
        return _("Logged.")
    said = _("Logged. %(time)s this week") if monday == this_week else _("Logged. %(time)s that week")
    return said % {"time": say_minutes(minutes)}


def _about(entry: Entry, now: datetime) -> str:
    """Which step an entry about another day was put on: the box offers the one that is next today."""
    step = trail.current().step_by_id.get(entry.step_id or 0)
    if step is None or entry.day in {entry.owner.day(now), entry.owner.calendar_day(now)}:
        return ""
    return " " + _("Step: %(title)s.") % {"title": step.title}


def _seen(entry: Entry) -> str:
    """Who else sees it, which the choice before this one may have decided."""
    if entry.visibility == Visibility.PRIVATE:
        return ""
    said = _("Everyone can see it.") if entry.visibility == Visibility.PUBLIC else _("Members can see it.")
    return f" {said}"


def _back(request: Req) -> str:
    """The page of ours that the box stood on."""
    return place_here(request.POST.get("back", "")) or reverse("portfolio:log")
