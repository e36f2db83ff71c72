"""What a curator presses: a decision, its way back, and the end of a suspension."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import curators
from accounts.actions import reports, suspension
from accounts.models import Report, User
from accounts.policies import may_suspend
from kit import clock
from kit.errors import Refusal
from kit.http import Req
from kit.paging import page
from roadmap import trail
from roadmap.actions import curation, judging
from roadmap.forms.decision import VerdictOnReportForm
from roadmap.models import CurationEvent, LinkCase, Resource
from roadmap.views.desk import at_desk, decision_form, report_of, under

Said = dict[str, Any]
_FIELDS: dict[type[Refusal], str] = {
    curation.NoReason: "why",
    curation.NoAddress: "address",
    curation.NothingGiven: "address",
    curation.NotThisOne: "other",
    suspension.NoReason: "why",
}


def _replace(case: LinkCase, said: Said, by: User, now: datetime) -> CurationEvent:
    other = Resource.objects.filter(key=said["other"]).first() if said["other"] else None
    which = Resource.objects.filter(key=said["which"]).first() if said["which"] else None
    return curation.replace(case, by=by, address=said["address"], other=other, resource=which, why=said["why"], now=now)


WAYS: dict[str, Callable[[LinkCase, Said, User, datetime], CurationEvent]] = {
    "accept": lambda case, said, by, now: curation.accept(case, by=by, why=said["why"], now=now),
    "replace": _replace,
    "retire": lambda case, said, by, now: curation.retire(case, by=by, why=said["why"], now=now),
    "keep": lambda case, said, by, now: curation.keep(case, by=by, why=said["why"], now=now),
}


@require_POST
@curators
def decide(request: Req, pk: int) -> HttpResponse:
    """Decide about a link, then on to the next one; whoever comes second is told who was first."""
    case = get_object_or_404(LinkCase.objects.select_related("resource", "host"), pk=pk)
    form = decision_form(case, under(case), trail.seen_by(request.user), request.POST)
    if form.is_valid():
        try:
            event = WAYS[form.cleaned_data["do"]](case, form.cleaned_data, request.user, clock.now())
        except curation.DecidedMeanwhile as late:
            if late.case.decided_by == request.user:  # pressed twice
                return redirect("roadmap:curate")
            messages.error(request, str(late))
            return redirect("roadmap:link_case", pk)
        except Refusal as no:
            form.add_error(_FIELDS.get(type(no)), str(no.message))
        else:
            messages.success(request, _said(event), extra_tags=f"undo:{reverse('roadmap:take_back', args=[event.pk])}")
            return redirect("roadmap:curate")
    return render(request, "roadmap/curate.html", at_desk(request, pk, form=form), status=422)


@require_POST
@curators
def decide_report(request: Req, pk: int) -> HttpResponse:
    """Let a reported thing stand, or suspend whose it is."""
    report, form = report_of(request.user, pk), VerdictOnReportForm(request.POST)
    if form.is_valid():
        try:
            _judge(report, form.cleaned_data, request.user)
        except reports.DecidedAlready as late:
            if report_of(request.user, pk).decided_by == request.user:  # pressed twice
                return redirect("roadmap:curate")
            messages.error(request, str(late.message))
            return redirect("roadmap:report", pk)
        except Refusal as no:
            form.add_error(_FIELDS.get(type(no)), str(no.message))
        else:
            _say_decided(request, report, form.cleaned_data["do"])
            return redirect("roadmap:curate")
    return render(request, "roadmap/curate.html", at_desk(request, report=report, form=form), status=422)


def _judge(report: Report, said: Said, by: User) -> None:
    if said["do"] == "keep":
        judging.keep(report, by=by, note=said["why"], now=clock.now())
    else:
        judging.suspend(report, by=by, because=said["why"], now=clock.now())


def _say_decided(request: Req, report: Report, done: str) -> None:
    if done == "keep":
        back = reverse("roadmap:reopen_report", args=[report.pk])
        messages.success(request, _("Kept as it is."), extra_tags=f"undo:{back}")
    else:
        messages.success(request, _("%(name)s is suspended.") % {"name": report.person.name})


@require_POST
@curators
def reopen_report(request: Req, pk: int) -> HttpResponse:
    """Let what was kept be decided again."""
    report = report_of(request.user, pk)
    try:
        reports.reopen(report)
    except Refusal as no:
        messages.error(request, str(no.message))
    else:
        messages.success(request, _("Undone."))
    return redirect("roadmap:report", pk)


@require_POST
@curators
def take_back(request: Req, pk: int) -> HttpResponse:
    event = get_object_or_404(CurationEvent, pk=pk)
    try:
        curation.undo(event, by=request.user, now=clock.now())
    except Refusal as no:
        messages.error(request, str(no.message))
    else:
        messages.success(request, _("Undone."))
    return redirect(reverse("roadmap:link_case", args=[event.case_id]) if event.case_id else "roadmap:curate")


@require_safe
@curators
def suspended(request: Req) -> HttpResponse:
    """Who is suspended, since when and why; the latest first."""
    people, asked = User.objects.filter(suspended_at__isnull=False), request.GET
    shown = page(people, keys=("-suspended_at", "-id"), after=asked.get("after"), before=asked.get("before"))
    day_of, today = request.user.calendar_day, request.user.calendar_day()
    rows = [(one, day_of(one.suspended_at), may_suspend(request.user, one)) for one in shown.rows]
    return render(request, "roadmap/suspended.html", {"people": rows, "page": shown, "today": today})


@require_POST
@curators
def lift(request: Req, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    try:
        suspension.lift(person, by=request.user)
    except Refusal as no:
        messages.error(request, str(no.message))
    else:
        messages.success(request, _("%(name)s is back.") % {"name": person.name})
    return redirect("roadmap:suspended")


def _said(event: CurationEvent) -> str:
    return {
        CurationEvent.Verb.ACCEPTED: _("It leads to the new address now."),
        CurationEvent.Verb.REPLACED: _("Replaced. Marks went with it."),
        CurationEvent.Verb.RETIRED: _("Taken off the roadmap."),
        CurationEvent.Verb.KEPT: _("It stays. We check again in 30 days."),
    }[CurationEvent.Verb(event.verb)]
