from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import public
from config.middleware.same_for_all import same_for_visitors
from home.views.today import today
from kit.http import Req
from portfolio.kinds import KINDS
from roadmap import trail
from roadmap.drawing import stretches


@require_safe
@public
@same_for_visitors()
def landing(request: Req) -> HttpResponseBase:
    """What this is, for whoever has no account; a member's own / is Today."""
    if request.user.is_authenticated and not request.language_in_address:
        return today(request)
    walked = trail.seen_by(request.user)
    return render(request, "home/landing.html", {"trail": walked, "stretches": stretches(walked), "proofs": KINDS})
