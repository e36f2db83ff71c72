from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import public
from kit.http import Req
from roadmap import trail
from roadmap.drawing import stretches
from roadmap.guides import guides


@require_GET
@public
def roadmap(request: Req) -> HttpResponse:
    walked = trail.seen_by(request.user)
    return render(
        request, "roadmap/roadmap.html", {"trail": walked, "stretches": stretches(walked), "guides": guides()}
    )
