from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import public
from config.middleware.same_for_all import same_for_visitors
from kit.http import Req
from roadmap import trail
from roadmap.guides import guide_by_key, guides


@require_safe
@public
@same_for_visitors()
def guide(request: Req, key: str) -> HttpResponse:
    found = guide_by_key(key)
    if found is None:
        raise Http404
    walked = trail.seen_by(request.user)
    return render(
        request,
        "roadmap/guide.html",
        {
            "trail": walked,
            "guide": found,
            "others": [other for other in guides() if other is not found],
            "resources": [resource for key in found.resources if (resource := walked.resource(key))],
            "steps": [walked.step_by_key[key] for key in found.steps if key in walked.step_by_key],
        },
    )
