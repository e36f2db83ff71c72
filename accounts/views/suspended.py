from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from kit.http import Req


@require_safe
@signed_in
def suspended(request: Req) -> HttpResponse:
    """Why an account is suspended, and how to write to us: all that is open to its owner."""
    if request.user.suspended_at is None:
        return redirect("home:landing")
    erased = request.user.erase_after
    page = {"contact": settings.CONTACT_ADDRESS, "last_day": erased and request.user.calendar_day(erased)}
    return render(request, "accounts/suspended.html", page)
