from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from accounts.actions.handle import insist_on_free
from accounts.handles import cleaned, insist_on_form
from kit import clock
from kit.errors import Refusal
from kit.http import Req


@require_safe
@signed_in
def free(request: Req) -> HttpResponse:
    """What stands under the field while a handle is being typed."""
    handle = cleaned(request.GET.get("handle", ""))
    said, good = _("You can have this one."), True
    try:
        insist_on_form(handle)
        insist_on_free(handle, user=request.user, now=clock.now())
    except Refusal as no:
        said, good = str(no.message), False
    return render(
        request, "accounts/handle_free.html", {"handle": handle, "said": said if handle else "", "good": good}
    )
