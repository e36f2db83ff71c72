"""The API told to people and to programs, and what answers where it has no address."""

import json

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from markupsafe import Markup

from accounts.access import open_to_all, public
from config.api import limits
from config.api.chapters import as_code, chapters
from config.api.door import on_site
from config.api.fields import Whole
from config.api.problems import KNOWN, problem
from config.api.schema import drawn
from config.middleware.same_for_all import same_for_visitors
from kit.http import Req
from portfolio.models.entry import MOST_MINUTES


@require_safe
@public
@same_for_visitors()
def docs(request: Req) -> HttpResponse:
    """The description as a page of ours, drawn on the server."""
    return render(
        request,
        "api/docs.html",
        {
            "chapters": chapters,
            "problem": _a_problem,
            "known": KNOWN,
            "limits": limits.A_MINUTE,
            "entries": on_site(reverse("api:entries")),
        },
    )


def _a_problem() -> Markup:
    """A no as it comes: to whoever logs more minutes than a day has."""
    too_many = str(Whole.default_error_messages["max_value"]).format(max_value=MOST_MINUTES)
    return as_code(json.loads(problem(422, wrong=[("minutes", too_many)]).content))


@require_safe
@open_to_all
def schema(request: Req) -> HttpResponse:
    return JsonResponse(
        drawn(), content_type="application/vnd.oai.openapi+json", json_dumps_params={"ensure_ascii": False}
    )


@csrf_exempt
@open_to_all
def lost(request: Req, rest: str) -> HttpResponse:
    return problem(404)
