"""What curators decided, the latest first: what, by whom and why, each with its way back where there is one."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import curators
from accounts.models import Report
from kit.http import Req
from kit.paging import Keys, Page, page
from mentoring.models import Mentor
from mentoring.models.mentor import MentorState
from roadmap import trail
from roadmap.models import CurationEvent

A_PAGE, MOST = 40, 20  # of the roadmap's decisions; of reports, and of mentors


@require_safe
@curators
def decided(request: Req) -> HttpResponse:
    """Everything done to the roadmap, to reports and to mentors; each list is paged by itself."""
    titles, day_of = trail.current().titles, request.user.calendar_day
    events = CurationEvent.objects.select_related("actor", "undone_by")
    closed = Report.objects.exclude(state=Report.State.OPEN).exclude(person=request.user)
    judged = Mentor.objects.filter(decided_at__isnull=False).exclude(state=MentorState.LEFT, note="")  # by themselves
    shown = _page(request, events, ("-created_at", "-id"))
    about = [
        (one, titles.get(one.subject, one.subject.partition(" ")[2]), day_of(one.created_at)) for one in shown.rows
    ]
    told = {
        "page": shown,
        "rows": about,
        "reports": _page(request, closed.select_related("person", "decided_by"), ("-decided_at", "-id"), "reports"),
        "mentors": _page(
            request,
            judged.exclude(user=request.user).select_related("user", "decided_by"),
            ("-decided_at", "-user_id"),
            "mentors",
        ),
        "today": day_of(),
    }
    return render(request, "roadmap/decided.html", told)


def _page(request: Req, rows: QuerySet[Any], keys: Keys, which: str = "") -> Page[Any]:
    """The page of a list that was asked for: of the reports by `reports-after`, of the roadmap's by `after`."""
    asked, named = request.GET, f"{which}-" if which else ""
    after, before = asked.get(f"{named}after"), asked.get(f"{named}before")
    return page(rows, keys=keys, size=MOST if which else A_PAGE, after=after, before=before)
