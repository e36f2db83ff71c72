"""Readings of one's own milestone, by hand: added, corrected, deleted. They are shown on its page."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import members
from kit import clock
from kit.errors import Refusal
from kit.http import Req
from portfolio.actions import readings
from portfolio.forms.reading import ReadingForm
from portfolio.kinds import BY_KEY
from portfolio.models import Milestone
from portfolio.views.proof import page


@require_POST
@members
def put(request: Req, pk: int) -> HttpResponseBase:
    milestone = _mine(request, pk)
    series = BY_KEY[milestone.kind].series
    if series is None:
        raise Http404
    form = ReadingForm(series, request.POST, day=request.user.day())
    try:
        reading = form.put(milestone, clock.now())
    except Refusal as no:
        messages.error(request, str(no))
        return _back(pk)
    if reading is None:
        return page(request, milestone, form=form, status=422)
    messages.success(request, _("Reading saved."))
    return _back(pk)


@require_POST
@members
def remove(request: Req, pk: int, day: str) -> HttpResponse:
    try:
        removed = readings.remove(_mine(request, pk), day=date.fromisoformat(day))
    except ValueError as error:
        raise Http404 from error
    if removed:
        messages.success(request, _("Reading deleted."))
    return _back(pk)


def _mine(request: Req, pk: int) -> Milestone:
    return get_object_or_404(Milestone.objects.select_related("owner"), owner=request.user, pk=pk)


def _back(pk: int) -> HttpResponse:
    return redirect(f"{reverse('portfolio:milestone', args=[pk])}#readings")
