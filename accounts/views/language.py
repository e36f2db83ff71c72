"""The language one reads in, changed at the foot of any page."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import signed_in
from accounts.actions.profile import speak
from accounts.models.user import Language
from kit.http import Req, place_here


@require_POST
@signed_in
def language(request: Req) -> HttpResponse:
    """Keep the language with the account, and go on with the page it was chosen on."""
    if request.POST.get("language") in Language.values:
        speak(request.user, request.POST["language"])
    return redirect(place_here(request.POST.get("back", "")) or reverse("home:landing"))
