"""The curators' desk: what waits, the case that is open, what was just decided."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.access import curators
from accounts.models import Report, User
from accounts.reports import get as report_kind
from kit import clock
from kit.http import Req
from roadmap import case_words, trail
from roadmap.forms.decision import DecisionForm, VerdictOnReportForm
from roadmap.glance import at_a_glance
from roadmap.models import LinkCase, Resource
from roadmap.opened import opened
from roadmap.trail import Trail


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
    others = Report.objects.exclude(person=curator).with_earlier()
    return get_object_or_404(others.select_related("person", "by", "decided_by"), pk=pk)


def at_desk(request: Req, case: int | None = None, *, report: Report | None = None, form: Any = None) -> dict[str, Any]:
    """What the desk shows, with a case (its id) or a report opened, or else the first case; `form` is one that was refused.

    Raises Http404 where there is no such case.
    """
    walked = trail.current()
    asked = {name: request.GET[name] for name in ("after", "before") if request.GET.get(name)}
    glance = at_a_glance(request.user, clock.now(), **asked)
    shown = case if case is not None else next((one.id for one in glance.waiting.rows if report is None), None)
    return {
        "waiting": glance.waiting,
        "here": f"?{urlencode(asked)}" if asked else "",
        "queues": glance.queues,
        "figures": glance,
        "chosen": case is not None or report is not None,
        "just": [(one, walked.titles.get(one.subject, one.subject.partition(" ")[2])) for one in glance.lately],
        "note": case_words.note,
        **({"case": None} if shown is None else _of_case(_opened(shown), walked, request.user, form)),
        **(_of_report(report, request.user, form) if report else {"report": None}),
    }


def decision_form(case: LinkCase, resources: Sequence[Resource], walked: Trail, data: Any = None) -> DecisionForm:
    return DecisionForm(
        data,
        under=[one.key for one in resources] if case.host_id else [],
        others=[one.key for one in _others(resources, walked)],
    )


def _others(resources: Sequence[Resource], walked: Trail) -> list[trail.Resource]:
    """What could take the place of one of them."""
    held = {resource.key for resource in resources}
    return [one for one in walked.resources if one.key not in held and not one.link]


def under(case: LinkCase) -> list[Resource]:
    """The resources that a case is about."""
    if case.host:
        return list(Resource.objects.dead_at(case.host))
    return [case.resource] if case.resource else []


def _opened(pk: int) -> LinkCase:
    try:
        return opened(pk)
    except LinkCase.DoesNotExist as none:
        raise Http404 from none


def _of_case(case: LinkCase, walked: Trail, curator: User, form: DecisionForm | None) -> dict[str, Any]:
    resources = under(case)
    return {
        "case": case,
        "resources": resources,
        "held": tuple(resource.key for resource in resources),
        "others": lambda: sorted(_others(resources, walked), key=lambda one: str(one.title)),
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
