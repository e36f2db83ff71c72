from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import time_zones
from accounts.access import members
from accounts.models import Session
from kit import clock
from kit.http import Req


@require_safe
@members
def settings(request: Req) -> HttpResponse:
    """All settings, each with how it stands now."""
    context = {
        "city": time_zones.city(request.user.time_zone),
        "places": Session.objects.running(request.user, clock.now()).count(),
    }
    return render(request, "accounts/settings/settings.html", context)
