"""One milestone, for whoever may see it, and its verification taken back."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import members, public
from accounts.forms.words import refuse
from accounts.models import User
from accounts.policies import is_curator
from accounts.visibility import Visibility
from kit import clock, paging
from kit.errors import Refusal
from kit.http import Req
from portfolio import github, policies
from portfolio.actions import evidence, verdicts
from portfolio.forms.reading import ReadingForm
from portfolio.forms.verdict import ReasonForm
from portfolio.kinds import BY_KEY, Series
from portfolio.links import Link
from portfolio.measured import measured
from portfolio.models import Evidence, Milestone, Project, Reading
from portfolio.models.evidence import BY_HAND
from portfolio.models.milestone import State

VERDICTS: Final = 20  # of one milestone, the newest
READINGS_A_PAGE: Final = 20


@require_safe
@public
def show(request: Req, pk: int) -> HttpResponse:
    """A milestone: what was done, who verified it, where one can look. Its owner sees what comes next."""
    return page(request, _seen(request, pk))


def page(request: Req, milestone: Milestone, *, form: ReadingForm | None = None, status: int = 200) -> HttpResponse:
    """The page of a milestone that the viewer may see; `form` is a reading that has to be mended."""
    mine = milestone.owner == request.user
    kind = BY_KEY[milestone.kind]
    seen_project = Project.objects.visible_to(request.user).filter(milestones=milestone)
    viewer = request.user if request.user.is_authenticated else milestone.owner
    told = mine or is_curator(request.user)
    rows = [*milestone.verifications.order_by("-pk")[:VERDICTS]] if told else []
    people = _people(request, [milestone.verified_by_id, *(row.by_id for row in rows)])
    links = [*milestone.evidence.all()]
    told_with: dict[str, Any] = {
        "milestone": milestone,
        "owner": milestone.owner,
        "mine": mine,
        "kind": kind,
        "facts": kind.says(milestone.facts),
        "verifier": people.get(milestone.verified_by_id),
        "links": [Link(row.label or _bare(row.address), row.address) for row in links],
        "reading": _reading(request, milestone, links, viewer),
        "project": seen_project.select_related("owner").first() if milestone.project_id else None,
        "verdicts": [(row, people.get(row.by_id)) for row in rows],
        "may_revoke": _may_revoke(request, milestone),
        "today": viewer.day(),
        "on": viewer.day,
        "visibility": dict(Visibility.choices),
        "indexed": milestone.state == State.VERIFIED and milestone.visibility == Visibility.PUBLIC,
        **_readings(request, milestone, kind.series, form, viewer.day()),
    }
    return render(request, "portfolio/milestone.html", told_with, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def revoke(request: Req, pk: int) -> HttpResponseBase:
    """Ask for the reason, then take the verification back."""
    milestone = _seen(request, pk)
    if not policies.may_revoke(request.user, milestone) or milestone.state != State.VERIFIED:
        return redirect("portfolio:milestone", pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            verdicts.revoke(milestone, by=request.user, reason=form.cleaned_data["reason"], now=clock.now())
        except Refusal as no:
            refuse(form, no, "reason")
        else:
            messages.success(request, _("Verification taken back. Its owner is told."))
            return redirect("portfolio:milestone", pk)
    page = {"form": form, "milestone": milestone, "kind": BY_KEY[milestone.kind]}
    return render(request, "portfolio/revoke_milestone.html", page, status=422 if form.errors else 200)


def _reading(request: Req, milestone: Milestone, links: Sequence[Evidence], viewer: User) -> dict[str, Any] | None:
    """What GitHub says of it, or why we don't know; nothing where no connector reads it."""
    about = next(iter(links), None)
    if about is None or not evidence.may_be_read(milestone, about):
        return None
    return {
        "of": about,
        "waits": about.read_due_at is not None,
        "merged_on": (at := github.merged_at(about.facts)) and viewer.calendar_day(at),
        "may_ask": milestone.owner == request.user and evidence.may_ask_again(about, clock.now()),
    }


def _readings(
    request: Req, milestone: Milestone, series: Series | None, form: ReadingForm | None, today: date
) -> dict[str, Any]:
    """What was measured, a page of it in numbers, and for its owner the form that takes one more."""
    if series is None:
        return {"measured": None, "reading_form": None}
    rows = Reading.objects.filter(milestone=milestone)
    after, before = request.GET.get("after"), request.GET.get("before")
    columns = rows.values("id", "day", "value", "source")
    listed = paging.page(columns, after=after, before=before, size=READINGS_A_PAGE)
    writes = milestone.owner == request.user and not milestone.is_withdrawn
    blank = (writes and _corrected(rows, request.GET.get("reading", ""))) or {"day": today}
    return {
        "series": series,
        "measured": measured(series, [*rows.order_by("day", "pk").values_list("day", "value")], today),
        "readings": listed,
        "by_hand": BY_HAND,
        "reading_form": (form or ReadingForm(series, **blank)) if writes else None,
    }


def _corrected(rows: QuerySet[Reading], day: str) -> Any:
    """What stands in the form when the reading of a day is to be corrected."""
    try:
        return rows.filter(source=BY_HAND, day=date.fromisoformat(day)).values("day", "value").first()
    except ValueError:
        return None


def _people(request: Req, ids: Iterable[int | None]) -> dict[int | None, User]:
    """Those of them whom the viewer may see."""
    asked = {pk for pk in ids if pk is not None}
    return {person.pk: person for person in User.objects.visible_to(request.user).filter(pk__in=asked)} if asked else {}


def _seen(request: Req, pk: int) -> Milestone:
    return get_object_or_404(Milestone.objects.visible_to(request.user).select_related("owner"), pk=pk)


def _bare(address: str) -> str:
    """An address as one reads it."""
    return address.removeprefix("https://").removeprefix("www.").rstrip("/")


def _may_revoke(request: Req, milestone: Milestone) -> bool:
    verified = milestone.state == State.VERIFIED and request.user.is_authenticated
    return verified and policies.may_revoke(request.user, milestone)
