from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts.access import public
from config.middleware.language import url
from kit.http import Req
from roadmap import trail
from roadmap.drawing import stretches
from roadmap.guides import guides_for


@require_GET
@public
def step(request: Req, phase: str, key: str) -> HttpResponseBase:
    """One step; the address of one that was replaced, or that moved to another phase, leads to where it is now."""
    walked = trail.seen_by(request.user)
    here = walked.step_by_key.get(walked.successors.get(key, key))
    if here is None:
        raise Http404
    if (here.phase_key, here.key) != (phase, key):
        return redirect(url(request, "roadmap:step", here.phase_key, here.key))
    return _page(request, walked, here)


def _page(request: Req, walked: trail.Trail, here: trail.Step) -> HttpResponse:
    return render(
        request,
        "roadmap/step.html",
        {
            "trail": walked,
            "step": here,
            "phase": walked.phase_by_key[here.phase_key],
            "before": walked.before(here),
            "after": walked.after(here),
            "stretches": stretches(walked),
            "guides": guides_for([here.key]),
        },
    )
