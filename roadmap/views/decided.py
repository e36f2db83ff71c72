"""What curators decided, the latest first: what, by whom and why, each with its way back where there is one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import curators
from accounts.models import Report
from kit.http import Req
from kit.paging import page
from mentoring.models import Mentor
from mentoring.models.mentor import MentorState
from roadmap import trail
from roadmap.models import CurationEvent

MOST = 20  # reports, and mentors


@require_safe
@curators
def decided(request: Req) -> HttpResponse:
    """Everything done to the roadmap, and beside it the reports and mentors that were decided last."""
    events = CurationEvent.objects.select_related("actor", "undone_by")
    shown = page(
        events,
        after=request.GET.get("after"),
        before=request.GET.get("before"),
        keys=("-created_at", "-id"),
    )
    titles = trail.current().titles
    closed = Report.objects.exclude(state=Report.State.OPEN).exclude(person=request.user)
    judged = Mentor.objects.filter(decided_at__isnull=False).exclude(state=MentorState.LEFT, note="")  # by themselves
    told = {
        "page": shown,
        "rows": [
            (
                event,
                titles.get(event.subject, event.subject.partition(" ")[2]),
                request.user.calendar_day(event.created_at),
            )
            for event in shown.rows
        ],
        "reports": closed.select_related("person", "decided_by").order_by("-decided_at", "-pk")[:MOST],
        "mentors": judged.exclude(user=request.user)
        .select_related("user", "decided_by")
        .order_by("-decided_at", "-pk")[:MOST],
        "today": request.user.calendar_day(),
    }
    return render(request, "roadmap/decided.html", told)
