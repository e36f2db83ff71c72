from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import members
from accounts.models import User
from home.reads import standing
from home.today import Today
from kit import clock
from kit.dates import say_moment
from kit.http import Req
from peers.actions.ring import week_now
from peers.words import say_reasons
from portfolio import log_box
from roadmap import trail
from roadmap.drawing import stretches


@members
def today(request: Req) -> HttpResponse:
    """A member's landing page: the one next step, the box to write into, the week, and what waits."""
    now = clock.now()
    day = request.user.day(now)
    stands = standing(request.user, week_now(now), now)
    page = Today(stands, trail.seen_by(request.user), day)
    box = log_box.fresh(request.user, now, projects=stands.projects, visibility=stands.visibility)
    context = {
        "page": page,
        "today": day,
        "held": [(one, _until(one.until, request.user, now)) for one in stands.waits.held],
        "box": box.about(step=page.step.key) if page.step else box,
        "say_reasons": say_reasons,
        "stretches": stretches(page.trail, page.states),
    }
    return render(request, "home/today.html", context)


def _until(moment: datetime, person: User, now: datetime) -> str:
    return say_moment(moment.astimezone(ZoneInfo(person.time_zone)), person.calendar_day(now))
