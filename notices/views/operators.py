"""For those who run the server: what mail did not arrive, and whether everything that should run does."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import operators
from kit import clock
from kit.http import Req
from kit.paging import page
from notices.actions import outbox
from notices.models import Mail
from notices.models.mail import MailState


@require_safe
@operators
def mail(request: Req) -> HttpResponse:
    """Failed and unknown mails, the latest first, and how many wait."""
    trouble = (
        Mail.objects.in_trouble().select_related("recipient").annotate(kinds=ArrayAgg("notices__kind", distinct=True))
    )
    shown = page(
        trouble,
        after=request.GET.get("after"),
        before=request.GET.get("before"),
        keys=("-state_since", "-id"),
    )
    waiting = Mail.objects.filter(state=MailState.QUEUED).count()
    context = {"page": shown, "waiting": waiting, "today": request.user.calendar_day()}
    return render(request, "notices/operators_mail.html", context)


@require_POST
@operators
def again(request: Req, pk: int) -> HttpResponse:
    outbox.again(get_object_or_404(Mail, pk=pk), clock.now())
    return redirect("notices:operators_mail")
