"""A milestone, for whoever may see it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import public
from kit.http import Req
from portfolio.kinds import BY_KEY
from portfolio.models import Milestone


@require_safe
@public
def show(request: Req, pk: int) -> HttpResponse:
    seen = Milestone.objects.visible_to(request.user).select_related("owner")
    milestone = get_object_or_404(seen, pk=pk)
    kind = BY_KEY[milestone.kind]
    page = {"milestone": milestone, "kind": kind, "facts": kind.says(milestone.facts)}
    return render(request, "portfolio/milestone.html", page)
