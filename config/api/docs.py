"""The API told to people and to programs, and what answers where it has no address."""

from csp.decorators import csp_update
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from accounts.access import open_to_all
from config.api.problems import problem
from config.api.schema import drawn
from kit.http import Req


@require_safe
@open_to_all
@csp_update({"img-src": ["data:"]})  # type: ignore[arg-type] # a Req; its signs are pictures written into its own stylesheet
def docs(request: Req) -> HttpResponse:
    """drf-spectacular's split view, in our own template: no inline script or style, nothing from elsewhere."""
    operations = [
        (operation["summary"], method.upper(), path)
        for path, methods in drawn()["paths"].items()
        for method, operation in methods.items()
    ]
    return render(request, "api/docs.html", {"operations": operations})


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
