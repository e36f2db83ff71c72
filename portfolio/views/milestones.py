"""One's own milestones: the list of them, claimed, changed, withdrawn."""

from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import members
from kit import clock
from kit.errors import Refusal
from kit.http import Req
from kit.paging import page
from mentoring.actions import requests
from portfolio.actions import evidence, keeping, milestones
from portfolio.forms.milestone import MilestoneForm
from portfolio.kinds import BY_KEY, Kind
from portfolio.models import Milestone, Verification
from portfolio.models.milestone import State

WITHDRAWN_SHOWN: Final = 20  # a page of them
_ORDER: Final = (State.DECLINED, State.REVOKED, State.DRAFT, State.CLAIMED, State.VERIFIED)  # what wants doing first


@require_safe
@members
def mine(request: Req) -> HttpResponse:
    """All of one's own, each with what comes next."""
    last = Verification.objects.filter(milestone=OuterRef("pk")).order_by("-pk").values("reason")[:1]
    all_mine = Milestone.objects.filter(owner=request.user).order_by("-pk").select_related("verified_by")
    standing = all_mine.standing().annotate(reason=Subquery(last))
    withdrawn = page(
        all_mine.filter(state=State.WITHDRAWN),
        keys=("-id",),
        size=WITHDRAWN_SHOWN,
        after=request.GET.get("after"),
        before=request.GET.get("before"),
    )
    shown = {
        "rows": sorted(standing, key=lambda one: _ORDER.index(State(one.state))),
        "withdrawn": withdrawn,
        "kinds": BY_KEY,
        "today": request.user.day(),
    }
    return render(request, "portfolio/milestones.html", shown)


@require_safe
@members
def choose(request: Req) -> HttpResponse:
    """Which kind it is to be."""
    return render(request, "portfolio/milestone_kinds.html", {"kinds": BY_KEY.values()})


@require_http_methods(["GET", "HEAD", "POST"])
@members
def new(request: Req, key: str) -> HttpResponseBase:
    """Claim a milestone of that kind, or keep it as a draft."""
    kind, asked = _kind(key), request.POST.get("do", "claim")
    if request.method != "POST":
        return _page(request, _form(request, kind))
    form = _form(request, kind, draft=asked != "claim")
    if asked == "preview":
        return _preview(request, form)
    milestone = form.claim() if asked == "claim" else form.save_draft()
    if milestone is None:
        return _page(request, form, status=422)
    messages.success(request, _said(milestone))
    return redirect(f"{_address(milestone)}#logged-{form.form_key}")


@require_http_methods(["GET", "HEAD", "POST"])
@members
def edit(request: Req, pk: int) -> HttpResponseBase:
    """Change a milestone. What was changed elsewhere meanwhile is shown beside what was written here."""
    milestone = get_object_or_404(Milestone.objects.filter(owner=request.user), pk=pk)
    kind, asked = _kind(milestone.kind), request.POST.get("do", "claim")
    if request.method != "POST":
        if milestone.is_withdrawn:
            raise Http404
        return _page(request, _form(request, kind, milestone=milestone))
    form = _form(request, kind, milestone=milestone, draft=asked != "claim" and milestone.state == State.DRAFT)
    if asked == "preview":
        return _preview(request, form)
    try:
        saved = form.change()
    except keeping.ChangedMeanwhile as changed:
        return _page(request, form, meanwhile=changed.standing, status=409)
    except milestones.Withdrawn as refusal:
        return _anew(request, kind, refusal)
    if saved is None:
        return _page(request, form, status=422)
    messages.success(request, _said(saved))
    return redirect(f"{_address(saved)}#logged-milestone-{saved.pk}-{form.version}")


@require_POST
@members
def claim_again(request: Req, pk: int) -> HttpResponseBase:
    """Let what was declined or revoked be judged once more, as it stands."""
    milestone = get_object_or_404(Milestone, owner=request.user, pk=pk)
    try:
        messages.success(request, _said(milestones.claim_again(milestone, now=clock.now())))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("portfolio:milestone", pk)


@require_POST
@members
def read_again(request: Req, pk: int) -> HttpResponseBase:
    """Have a worker read once more what GitHub says of it."""
    milestone = get_object_or_404(Milestone, owner=request.user, pk=pk)
    try:
        evidence.read_again(milestone, now=clock.now())
        messages.success(request, _("We’ll read GitHub in a moment. Come back to this page then."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("portfolio:milestone", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def withdraw(request: Req, pk: int) -> HttpResponseBase:
    """Ask first, then take it back."""
    milestone = get_object_or_404(Milestone, owner=request.user, pk=pk)
    if request.method == "POST":
        with transaction.atomic():
            ended = requests.withdraw_about(milestone, now=clock.now())
            milestones.withdraw(milestone, now=clock.now())
        said = _("Milestone withdrawn, and its review request with it.") if ended else _("Milestone withdrawn.")
        messages.success(request, said)
        return redirect("portfolio:milestones")
    if milestone.is_withdrawn:
        raise Http404
    return render(request, "portfolio/withdraw_milestone.html", {"milestone": milestone, "kind": _kind(milestone.kind)})


def _kind(key: str) -> Kind:
    if key not in BY_KEY:
        raise Http404
    return BY_KEY[key]


def _form(request: Req, kind: Kind, *, milestone: Milestone | None = None, draft: bool = False) -> MilestoneForm:
    posted = request.POST if request.method == "POST" else None
    return MilestoneForm(kind, posted, owner=request.user, now=clock.now(), milestone=milestone, draft=draft)


def _anew(request: Req, kind: Kind, refusal: Refusal) -> HttpResponse:
    """What was typed about a milestone that was withdrawn meanwhile, in the form that claims a new one."""
    form = _form(request, kind)
    form.add_error(None, str(refusal))
    return _page(request, form, status=422)


def _preview(request: Req, form: MilestoneForm) -> HttpResponse:
    """How a stranger will see it; nothing is kept. Without a script the whole page comes again, as it was typed."""
    if request.htmx:
        return render(request, "portfolio/milestone_seen.html", {"form": form, "kind": form.kind})
    return _page(request, form)


def _page(request: Req, form: MilestoneForm, *, meanwhile: Milestone | None = None, status: int = 200) -> HttpResponse:
    milestone = meanwhile or form.milestone
    kept = form.is_bound and not meanwhile  # the version that stood when the page was opened
    context: dict[str, Any] = {
        "form": form,
        "kind": form.kind,
        "milestone": milestone,
        "meanwhile": meanwhile,
        "reason": _reason(milestone),
        "version": milestone and (form.version if kept else milestone.version),
    }
    return render(request, "portfolio/milestone_form.html", context, status=status)


def _reason(milestone: Milestone | None) -> str:
    """Why it isn't verified, where somebody wrote it down."""
    if milestone is None or milestone.state not in {State.DECLINED, State.REVOKED}:
        return ""
    last = milestone.verifications.order_by("-pk").first()
    return last.reason if last else ""


def _said(milestone: Milestone) -> str:
    if milestone.state == State.DRAFT:
        return _("Kept as a draft. Only you see it.")
    if milestone.state == State.VERIFIED:
        return _("Milestone saved. It stays verified.")
    return _("Your milestone stands. It isn’t verified yet.")


def _address(milestone: Milestone) -> str:
    return str(redirect("portfolio:milestone", milestone.pk).url)
