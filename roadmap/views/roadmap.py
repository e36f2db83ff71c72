from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import public
from config.middleware.same_for_all import same_for_visitors
from kit.http import Req
from roadmap import trail
from roadmap.drawing import stretches
from roadmap.guides import guides
from roadmap.reads import on_trail


@require_safe
@public
@same_for_visitors()
def roadmap(request: Req) -> HttpResponse:
    """The whole trail; a learner sees on it what they walked, and when the rest is due."""
    walked = trail.seen_by(request.user)
    mine = on_trail(request.user) if request.user.is_authenticated and request.user.is_member else None
    plan = mine.plan(walked) if mine else None
    marks = mine.marks(plan) if mine else {}
    context = {
        "trail": walked,
        "marks": marks,
        "due": {planned.step: planned.due_on for planned in plan.steps if not planned.passed} if plan else {},
        "upcoming": walked.step_by_id.get(plan.next.step) if plan and plan.next else None,
        "today": request.user.day() if plan else None,
        "stretches": stretches(walked, marks),
        "guides": guides(),
    }
    return render(request, "roadmap/roadmap.html", context)
