from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import members
from kit import clock
from kit.http import Req
from notices.actions import preferences
from notices.forms import WishForm
from notices.models import Preference
from notices.models.preference import MailWish


@require_http_methods(["GET", "HEAD", "POST"])
@members
def wishes(request: Req) -> HttpResponse:
    """Which mail comes, and when."""
    if request.method == "POST":
        form = WishForm(request.POST)
        if form.is_valid():
            preferences.wish(request.user, **form.cleaned_data, now=clock.now())
            messages.success(request, _("Your mail settings are saved."))
            return redirect("notices:wishes")
        return render(request, "notices/wishes.html", {"form": form}, status=422)
    wished = Preference.objects.filter(user=request.user).first()
    form = WishForm(initial={"mail": wished.mail, "hour": wished.hour} if wished else {"mail": MailWish.ALL})
    return render(request, "notices/wishes.html", {"form": form})
