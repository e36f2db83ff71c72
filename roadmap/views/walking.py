"""What a learner does on a step page: walk it, say what they think of its resources, keep a note."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import members
from accounts.models import User
from kit.errors import Refusal
from kit.http import Req, place_here
from roadmap import trail
from roadmap.actions import marks
from roadmap.actions import progress as walk
from roadmap.models import Enrollment, Progress, Resource, Step
from roadmap.models.progress import ProgressState
from roadmap.planning import plan_of
from roadmap.views.step import Unkept, page

PASSED = (ProgressState.DONE, ProgressState.SKIPPED)
WAYS: dict[str, Callable[[User, Step, date | None], Progress]] = {
    "doing": lambda learner, step, _on: walk.start(learner, step, today=learner.day()),
    "done": lambda learner, step, on: walk.finish(learner, step, today=learner.day(), on=on),
    "skipped": lambda learner, step, _on: walk.skip(learner, step),
    "to-do": lambda learner, step, _on: walk.put_back(learner, step),
}


@require_POST
@members
def progress(request: Req, phase: str, key: str) -> HttpResponse:
    """Doing, done (today or on the day given), skipped, or back to what is to do."""
    step = _step(phase, key)
    way = WAYS.get(request.POST.get("state", ""))
    if not Enrollment.objects.filter(learner=request.user).exists():
        return redirect("roadmap:start")
    try:
        if way is not None:
            _say(way(request.user, step, _day(request.POST.get("on", ""))), request)
    except ValueError:
        messages.error(request, _("Write the date like 2026-04-09, or choose it from the calendar."))
    except Refusal as no:
        messages.error(request, str(no))
    return _back(step)


@require_POST
@members
def note(request: Req, phase: str, key: str) -> HttpResponse:
    step = _step(phase, key)
    if not Enrollment.objects.filter(learner=request.user).exists():
        return redirect("roadmap:start")
    here, typed, version = trail.current().step_by_id[step.pk], _typed(request), _version(request)
    try:
        walk.note(request.user, step, typed, version=version)
    except walk.NoteChangedMeanwhile as changed:
        return page(request, here, unkept=Unkept(typed, str(changed), None), status=409)
    except walk.NoteTooLong as no:
        return page(request, here, unkept=Unkept(typed, str(no), version), status=422)
    messages.success(request, _("Note saved."))
    here_again = reverse("roadmap:step", args=[phase, key])
    return redirect(f"{here_again}#logged-note-{key}-{version}")


@require_POST
@members
def mark(request: Req, key: str) -> HttpResponse:
    """Say one thing of a resource, or take it back; then on with the page it was said on."""
    here = trail.current().resource(key)  # the page may be older than what replaced it
    resource = get_object_or_404(Resource, key=here.key if here else key)
    for said in marks.SAID:
        if said in request.POST:
            marks.mark(request.user, resource, said, on=bool(request.POST[said]))
    return redirect(place_here(request.POST.get("back", "")) or reverse("roadmap:library"))


def _say(walked: Progress, request: Req) -> None:
    """What a step that is behind leads to."""
    if walked.state not in PASSED:
        return
    upcoming = plan_of(walked.enrollment).next
    after = trail.current().step_by_id.get(upcoming.step) if upcoming else None
    if after is None:
        messages.success(request, _("Every step written so far is behind you."))
        return
    said = _("Done. Next: {step}") if walked.state == ProgressState.DONE else _("Skipped. Next: {step}")
    link = format_html('<a href="{}">{}</a>', reverse("roadmap:step", args=[after.phase_key, after.key]), after.title)
    messages.success(request, format_html(said, step=link))


def _step(phase: str, key: str) -> Step:
    return get_object_or_404(Step.objects.current().select_related("phase"), phase__key=phase, key=key)


def _back(step: Step) -> HttpResponse:
    return redirect("roadmap:step", step.phase.key, step.key)


def _typed(request: Req) -> str:
    return request.POST.get("note", "").replace("\0", "").replace("\r\n", "\n")


def _version(request: Req) -> int:
    """The version of the note that the form was made from; 0, of one that was never written, if it doesn't say."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _day(typed: str) -> date | None:
    """The day that was chosen; None, which means today, where none was. Raises ValueError."""
    return date.fromisoformat(typed) if typed else None
