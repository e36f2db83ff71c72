from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import public
from kit.http import Req
from portfolio.kinds import KINDS
from roadmap import trail
from roadmap.drawing import stretches


@require_GET
@public
def landing(request: Req) -> HttpResponse:
    """What this is, for whoever has no account. A learner's / is Today."""
    walked = trail.seen_by(request.user)
    return render(request, "home/landing.html", {"trail": walked, "stretches": stretches(walked), "proofs": KINDS})
