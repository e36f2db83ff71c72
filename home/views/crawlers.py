"""What machines that read the web ask for: what they may read, and where it all is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import open_to_all
from kit.http import Req
from roadmap import trail
from roadmap.guides import guides


@require_safe
@open_to_all
def robots(request: Req) -> HttpResponse:
    return render(request, "home/robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
@open_to_all
def sitemap(request: Req) -> HttpResponse:
    walked = trail.current()
    pages = [
        *(reverse(name) for name in ("home:landing", "roadmap:roadmap", "roadmap:library")),
        *(reverse("roadmap:step", args=(step.phase_key, step.key)) for step in walked.steps),
        *(reverse("roadmap:guide", args=(guide.key,)) for guide in guides()),
    ]
    return render(request, "home/sitemap.xml", {"pages": pages}, content_type="application/xml; charset=utf-8")
