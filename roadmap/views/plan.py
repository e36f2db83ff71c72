"""The whole plan with its dates, and the pace it is drawn from."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import members
from kit.http import Req
from roadmap import trail
from roadmap.actions.enrollment import change_pace
from roadmap.forms.pace import PaceForm
from roadmap.models import Enrollment
from roadmap.plan import draw
from roadmap.planning import legs_of, pace_of, walked
from roadmap.preview import rows


@require_http_methods(["GET", "HEAD", "POST"])
@members
def plan(request: Req) -> HttpResponse:
    enrollment = Enrollment.objects.select_related("first_phase").filter(learner=request.user).first()
    if enrollment is None:
        return redirect("roadmap:start")
    walk = trail.current()
    form = PaceForm(
        request.POST if request.method == "POST" else None,
        initial=_as_it_is(enrollment),
        phases=[(phase.key, str(phase.title)) for phase in walk.phases],
    )
    if form.is_valid():
        change_pace(request.user, today=request.user.day(), **form.cleaned_data)
        messages.success(request, _("The plan is redrawn."))
        return redirect("roadmap:plan")
    drawn = draw(legs_of(walk), pace_of(enrollment), walked(enrollment.progress.all()))
    context = {
        "form": form,
        "rows": rows(walk, drawn, every_phase=True),
        "unwritten": [phase for phase in walk.phases if not phase.steps],
        "today": request.user.day(),
    }
    return render(request, "roadmap/plan.html", context, status=422 if form.errors else 200)


def _as_it_is(enrollment: Enrollment) -> dict[str, object]:
    return {
        "hours_a_week": enrollment.hours_a_week,
        "rest_weekdays": [str(day) for day in enrollment.rest_weekdays],
        "phase": enrollment.first_phase.key,
        "trail_visibility": enrollment.trail_visibility,
    }
