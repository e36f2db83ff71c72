"""The curators' desk: what waits, the case that is open, what was just decided."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Min, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import curators
from accounts.models import Report, User
from accounts.reports import get as report_kind
from kit import clock
from kit.http import Req
from kit.paging import page
from roadmap import case_words, desk, trail
from roadmap.forms.decision import DecisionForm, VerdictOnReportForm
from roadmap.models import CurationEvent, LinkCase, LinkReport, Resource
from roadmap.models.link_case import LinkCaseQuerySet
from roadmap.models.link_host import Verdict
from roadmap.trail import Trail

KEYS = ("-people", "-id")
JUST = 6  # decisions to take back


@require_safe
@curators
def curate(request: Req) -> HttpResponse:
    """Everything that waits, with the first link opened."""
    return render(request, "roadmap/curate.html", at_desk(request))


@require_safe
@curators
def link_case(request: Req, pk: int) -> HttpResponse:
    """One broken link; one that was decided meanwhile is shown as that."""
    return render(request, "roadmap/curate.html", at_desk(request, case=get_object_or_404(cases(), pk=pk)))


@require_safe
@curators
def report(request: Req, pk: int) -> HttpResponse:
    """One report."""
    return render(request, "roadmap/curate.html", at_desk(request, report=report_of(request.user, pk)))


def report_of(curator: User, pk: int) -> Report:
    """A report that is somebody else's to mind: nobody judges what was said of themselves. Raises Http404."""
    return get_object_or_404(Report.objects.exclude(person=curator).select_related("person", "by", "decided_by"), pk=pk)


def at_desk(
    request: Req, *, case: LinkCase | None = None, report: Report | None = None, form: Any = None
) -> dict[str, Any]:
    """What the desk shows, with a case or a report opened, or else the first case; `form` is one that was refused."""
    now, walked = clock.now(), trail.seen_by(request.user)
    waiting = page(cases().open(), after=request.GET.get("after"), before=request.GET.get("before"), keys=KEYS)
    opened = case or (next(iter(waiting.rows), None) if report is None else None)
    return {
        "waiting": waiting,
        "queues": [(queue, queue.rows(request.user, now)) for queue in desk.queues()],
        "figures": _figures(now),
        "chosen": case is not None or report is not None,
        "just": CurationEvent.objects.filter(undone_at=None)
        .select_related("actor")
        .order_by("-created_at", "-pk")[:JUST],
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


def _lately() -> list[CurationEvent]:
    standing = CurationEvent.objects.filter(undone_at=None).select_related("actor")
    return list(standing.order_by("-created_at", "-pk")[:JUST])


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
    return {
        "report": report,
        "kind": kind,
        "found": kind.find(report.subject, curator) if kind else None,
        "form": form or VerdictOnReportForm(),
        "told_on": curator.calendar_day(report.created_at),
        "today": curator.calendar_day(),
    }


def _figures(now: datetime) -> dict[str, int | None]:
    """How many links answer, in percent of those checked; open cases, and for how many days the oldest has waited."""
    silent = Q(verdict__in=(Verdict.UNKNOWN, Verdict.OFFLINE))
    links = Resource.objects.current().aggregate(
        checked=Count("pk", filter=~silent), dead=Count(Case(When(verdict=Verdict.DEAD, then="pk")))
    )
    waiting = LinkCase.objects.open().aggregate(open=Count("pk"), since=Min("created_at"))
    checked = links["checked"]
    return {
        "answering": round(100 * (checked - links["dead"]) / checked) if checked else None,
        "open": waiting["open"],
        "days": (now - waiting["since"]).days if waiting["since"] else None,
    }
