from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import members
from kit import clock
from kit.errors import Refusal
from kit.http import Req, place_here
from roadmap import trail
from roadmap.actions.cases import say_broken
from roadmap.models import Resource


@require_http_methods(["GET", "HEAD", "POST"])
@members
def broken(request: Req, key: str) -> HttpResponse:
    """Ask first, then tell the curators that a link is broken, and go back to where it was seen."""
    found = trail.current().resource(key)
    if found is None:
        raise Http404
    back = place_here(request.POST.get("back", "") or request.GET.get("back", "")) or reverse("roadmap:library")
    resource = get_object_or_404(Resource.objects.current(), pk=found.id)
    if request.method != "POST":
        opened_on = resource.answered_at and request.user.calendar_day(resource.answered_at)
        page = {"resource": found, "back": back, "opened_on": opened_on, "today": request.user.calendar_day()}
        return render(request, "roadmap/broken.html", page)
    try:
        say_broken(request.user, resource, now=clock.now())
    except Refusal as no:
        messages.error(request, str(no.message))
    else:
        messages.success(request, _("Thank you. We look at it, and tell you when it’s mended."))
    return redirect(back)
