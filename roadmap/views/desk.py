"""The curators' desk: what waits, the case that is open, what was just decided."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.access import curators
from accounts.models import Report, User
from accounts.reports import get as report_kind
from kit import clock
from kit.http import Req
from kit.paging import page
from roadmap import case_words, desk, trail
from roadmap.forms.decision import DecisionForm, VerdictOnReportForm
from roadmap.glance import at_a_glance
from roadmap.models import LinkCase, LinkReport, Resource
from roadmap.models.link_case import LinkCaseQuerySet
from roadmap.trail import Trail

KEYS = ("-people", "-id")


@require_safe
@curators
def curate(request: Req) -> HttpResponse:
    """Everything that waits, with the first link opened."""
    return render(request, "roadmap/curate.html", at_desk(request))


@require_safe
@curators
def link_case(request: Req, pk: int) -> HttpResponse:
    """One broken link; one that was decided meanwhile is shown as that."""
    return render(request, "roadmap/curate.html", at_desk(request, pk))


@require_safe
@curators
def report(request: Req, pk: int) -> HttpResponse:
    """One report."""
    return render(request, "roadmap/curate.html", at_desk(request, report=report_of(request.user, pk)))


def report_of(curator: User, pk: int) -> Report:
    """A report that is somebody else's to mind: nobody judges what was said of themselves. Raises Http404."""
    return get_object_or_404(Report.objects.exclude(person=curator).select_related("person", "by", "decided_by"), pk=pk)


def at_desk(request: Req, case: int | None = None, *, report: Report | None = None, form: Any = None) -> dict[str, Any]:
    """What the desk shows, with a case (its id) or a report opened, or else the first case; `form` is one that was refused.

    Raises Http404 where there is no such case.
    """
    now, walked = clock.now(), trail.current()
    asked = {name: request.GET[name] for name in ("after", "before") if request.GET.get(name)}
    waiting = page(cases().waiting(), after=asked.get("after"), before=asked.get("before"), keys=KEYS)
    opened = next((one for one in waiting.rows if case in {None, one.pk}), None) if report is None else None
    if case is not None and opened is None:
        opened = get_object_or_404(cases(), pk=case)
    glance = at_a_glance(now)
    return {
        "waiting": waiting,
        "here": f"?{urlencode(asked)}" if asked else "",
        "queues": [(queue, queue.rows(request.user, now)) for queue in desk.queues()],
        "figures": glance,
        "chosen": case is not None or report is not None,
        "just": [(one, walked.titles.get(one.subject, one.subject.partition(" ")[2])) for one in glance.lately],
        "note": case_words.note,
        **(_of_case(opened, walked, request.user, form) if opened else {"case": None}),
        **(_of_report(report, request.user, form) if report else {"report": None}),
    }


def decision_form(case: LinkCase, resources: Sequence[Resource], walked: Trail, data: Any = None) -> DecisionForm:
    return DecisionForm(
        data,
        under=[(one.key, str(one.title)) for one in resources] if case.host_id else [],
        others=[(one.key, str(one.title)) for one in _others(resources, walked)],
    )


def _others(resources: Sequence[Resource], walked: Trail) -> list[trail.Resource]:
    """What could take the place of one of them, by title."""
    held = {resource.key for resource in resources}
    return sorted(
        (one for one in walked.resources if one.key not in held and not one.link), key=lambda one: str(one.title)
    )


def under(case: LinkCase) -> list[Resource]:
    """The resources that a case is about."""
    if case.host:
        return list(Resource.objects.dead_at(case.host))
    return [case.resource] if case.resource else []


def cases() -> LinkCaseQuerySet:
    """Cases with all that the desk says of them: `told` are the members who said so."""
    found = LinkCase.objects.select_related("resource", "host", "decided_by")
    told = LinkReport.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(count=Count("pk"))
    return found.annotate(told=Coalesce(Subquery(told.values("count")), 0))


def _of_case(case: LinkCase, walked: Trail, curator: User, form: DecisionForm | None) -> dict[str, Any]:
    resources = under(case)
    return {
        "case": case,
        "resources": resources,
        "others": _others(resources, walked),
        "steps": [step for resource in resources for step in walked.steps_of.get(resource.key, ())],
        "head": case_words.head(case),
        "line": case_words.line(case),
        "evidence": list(case_words.evidence(case, resources, curator)),
        "history": case_words.history(resources[0], curator) if len(resources) == 1 else [],
        "form": form or decision_form(case, resources, walked),
        "trail": walked,
    }


def _of_report(report: Report, curator: User, form: VerdictOnReportForm | None) -> dict[str, Any]:
    kind = report_kind(report.kind)
    found = kind.find(report.subject, curator) if kind else None
    return {
        "report": report,
        "kind": kind,
        "found": found,
        "public": kind.find(report.subject, AnonymousUser()) if kind and not (found or kind.read) else None,
        "text": kind.read(report.subject) if kind and kind.read else "",
        "form": form or VerdictOnReportForm(),
        "told_on": curator.calendar_day(report.created_at),
        "today": curator.calendar_day(),
    }
