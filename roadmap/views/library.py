from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import public
from config.middleware.same_for_all import same_for_visitors
from kit.http import Req
from roadmap import trail
from roadmap.library import LABELS, browse


@require_safe
@public
@same_for_visitors(*LABELS)
def library(request: Req) -> HttpResponse:
    walked = trail.seen_by(request.user)
    return render(request, "roadmap/library.html", {"trail": walked, "library": browse(walked, request.GET.dict())})
