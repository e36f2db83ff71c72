from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import members
from kit import clock
from kit.http import Req
from kit.paging import page
from notices import kinds
from notices.actions import read as reading
from notices.models import Notice

SIZE = 30


@require_safe
@members
def notices(request: Req) -> HttpResponse:
    """What one was told and is still true, unread first.

    What stopped being true counts as read and is not even hinted at: why it did may be nobody's to know.
    """
    told = Notice.objects.filter(recipient=request.user).select_related("recipient")
    shown = page(
        told,
        after=request.GET.get("after"),
        before=request.GET.get("before"),
        keys=("-unread", "-created_at", "-id"),
        size=SIZE,
    )
    words, over = kinds.readable(shown.rows)
    reading.let_go(request.user, over, clock.now())
    rows = [(notice, words.get(notice.pk)) for notice in shown.rows if notice.pk in words or _may_be_true(notice, over)]
    return render(
        request,
        "notices/notices.html",
        {"rows": rows, "kind_of": kinds.get, "page": shown, "today": request.user.day()},
    )


@require_POST
@members
def read(request: Req, pk: int) -> HttpResponse:
    """Read one, and go where it leads; to the list when there is nothing behind it any more."""
    notice = get_object_or_404(Notice.objects.select_related("recipient"), pk=pk, recipient=request.user)
    reading.read(notice, clock.now())
    words = kinds.readable([notice])[0].get(notice.pk)
    return redirect(words["address"] if words else "notices:notices")


def _may_be_true(notice: Notice, over: list[Notice]) -> bool:
    """Of a kind with a fault: the bell counts it, so it stands, unsaid."""
    return notice.unread and notice not in over


@require_POST
@members
def read_all(request: Req) -> HttpResponse:
    reading.read_all(request.user, clock.now())
    return redirect("notices:notices")
