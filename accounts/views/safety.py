"""Reporting a thing, and keeping its owner away."""

from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import reports
from accounts.access import members
from accounts.actions import blocks
from accounts.actions.reports import report as tell
from accounts.forms.safety import ReportForm
from accounts.forms.words import refuse
from accounts.models import Block, Report, User
from accounts.reports import Found
from kit import clock
from kit.errors import Refusal
from kit.http import Req
from kit.paging import page
from notices.actions.read import let_go_of_past

SEEN_FOR: Final = timedelta(days=1)  # how long a form that was opened can be sent, whatever was hidden meanwhile


@require_http_methods(["GET", "HEAD", "POST"])
@members
def report(request: Req, kind: str, pk: int) -> HttpResponse:
    """Tell the curators that a thing does harm; only of what one may see, and not of one's own.

    Whoever hides it, or blocks the reader, while they write is reported all the same.
    """
    known = reports.get(kind)
    found = known and (known.find(pk, request.user) or _seen_before(request, kind, pk))
    if not known or not found or found.person == request.user:
        raise Http404
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            tell(request.user, kind=kind, subject=pk, found=found, **form.cleaned_data, now=clock.now())
        except Refusal as no:
            refuse(form, no, "words")
        else:
            messages.success(request, _("Thank you. A curator reads it. Nobody else learns that it was you."))
            return redirect(found.address)
    told = Report.objects.open().filter(by=request.user, kind=kind, subject=pk).first()
    context = {
        "form": form,
        "found": found,
        "kind": known,
        "seen": _signed(request, kind, pk, found),
        "told_on": told and request.user.calendar_day(told.created_at),
        "today": request.user.calendar_day(),
    }
    return render(request, "accounts/report.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def block(request: Req, handle: str) -> HttpResponse:
    """Ask first, then keep somebody away."""
    if Block.objects.filter(blocker=request.user, blocked__handle=handle).exists():  # pressed twice
        return redirect("accounts:blocks")
    person = get_object_or_404(User.objects.visible_to(request.user).exclude(pk=request.user.pk), handle=handle)
    if request.method != "POST":
        return render(request, "accounts/block.html", {"person": person})
    made = blocks.block(request.user, person)
    for one in (request.user, person):  # so that a bell which still counts what is out of sight hints at nothing
        let_go_of_past(one, clock.now())
    back = reverse("accounts:unblock", args=[made.pk])
    messages.success(request, _("%(name)s is blocked.") % {"name": person.name}, extra_tags=f"undo:{back}")
    return redirect("accounts:blocks")


@require_safe
@members
def blocked(request: Req) -> HttpResponse:
    """Whom one keeps away, the latest first."""
    theirs = Block.objects.filter(blocker=request.user).select_related("blocked")
    asked = request.GET
    shown = page(theirs, keys=("-id",), after=asked.get("after"), before=asked.get("before"))
    return render(request, "accounts/settings/blocks.html", {"page": shown})


@require_POST
@members
def unblock(request: Req, pk: int) -> HttpResponse:
    person = get_object_or_404(Block.objects.select_related("blocked"), pk=pk, blocker=request.user).blocked
    blocks.unblock(request.user, person)
    messages.success(request, _("%(name)s is no longer blocked.") % {"name": person.name})
    return redirect("accounts:blocks")


def _signed(request: Req, kind: str, pk: int, found: Found) -> str:
    """That this reader was shown this thing, for the form to bring back."""
    return signing.dumps([request.user.pk, kind, pk, found.person.pk, found.title], salt="report")


def _seen_before(request: Req, kind: str, pk: int) -> Found | None:
    """What the reader was shown when they opened the form, though they may not see it any more."""
    try:
        who, *thing, owner, title = signing.loads(request.POST.get("seen", ""), salt="report", max_age=SEEN_FOR)
    except signing.BadSignature:
        return None
    person = User.objects.filter(pk=owner).first() if [who, *thing] == [request.user.pk, kind, pk] else None
    return Found(person, title, reverse("home:landing")) if person else None
