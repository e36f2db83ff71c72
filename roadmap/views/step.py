from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import public
from config.middleware.language import url
from config.middleware.same_for_all import same_for_visitors
from kit import clock
from kit.http import Req
from roadmap import trail
from roadmap.drawing import stretches
from roadmap.guides import guides_for
from roadmap.on_step import OnStepPage
from roadmap.reads import on_step


@dataclass(frozen=True, slots=True)
class Unkept:
    """A note that could not be kept: as it was typed, why, and the version it was made of.

    None where it was changed elsewhere meanwhile: then what stands is shown beside it, and the next try replaces that.
    """

    text: str
    why: str
    version: int | None


@require_safe
@public
@same_for_visitors()
def step(request: Req, phase: str, key: str) -> HttpResponseBase:
    """One step; the address of one that was replaced, or that moved to another phase, leads to where it is now."""
    walked = trail.seen_by(request.user)
    here = walked.now_at(key)
    if here is None:
        raise Http404
    if (here.phase_key, here.key) != (phase, key):
        return redirect(url(request, "roadmap:step", here.phase_key, here.key))
    return page(request, here)


def page(request: Req, here: trail.Step, *, unkept: Unkept | None = None, status: int = 200) -> HttpResponse:
    """The page of a step, with a note that could not be kept if there is one."""
    walked = trail.seen_by(request.user)
    mine = _mine(request, walked, here)
    context = {
        "trail": walked,
        "step": here,
        "phase": walked.phase_by_key[here.phase_key],
        "before": walked.before(here),
        "after": walked.after(here),
        "mine": mine,
        "stretches": stretches(walked, mine.marks if mine else None),
        "guides": guides_for([here.key]),
        "unkept": unkept,
    }
    return render(request, "roadmap/step.html", context, status=status)


def _mine(request: Req, walked: trail.Trail, here: trail.Step) -> OnStepPage | None:
    """What a member sees of themselves; None for everyone else."""
    if not (request.user.is_authenticated and request.user.is_member):
        return None
    return OnStepPage(on_step(request.user, here), walked, here, request.user.day(clock.now()))
