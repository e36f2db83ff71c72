from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import kept
from accounts.access import public
from kit.http import Req


@require_safe
@public
def privacy(request: Req) -> HttpResponse:
    """What is kept, for how long and who sees it."""
    context = {
        "people": kept.PEOPLE,
        "walk": kept.WALK,
        "mentoring": kept.MENTORING,
        "peers": kept.PEERS,
        "harm": kept.HARM,
        "visits": kept.VISITS,
        "contact": settings.CONTACT_ADDRESS,
    }
    return render(request, "accounts/privacy.html", context)
