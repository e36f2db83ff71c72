"""The roadmap as it would be: pages drawn from a draft that nobody keeps."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from roadmap.drawing import stretches
from roadmap.guides import guides, guides_for
from roadmap.library import browse
from roadmap.models import Phase, Resource, Step
from roadmap.trail import Trail


def draft(request: HttpRequest, drafted: Trail | None, row: Phase | Step | Resource, language: str) -> HttpResponse:
    """The page where `row` stands, in `language`; without a draft, that what was typed has to be mended first."""
    with translation.override(language):
        if drafted is None:
            return render(request, "roadmap/no_draft.html", {}, status=422)
        template, context = _page(drafted, row)
        return render(request, template, {"trail": drafted, "not_saved": True, **context})


def _page(drafted: Trail, row: Phase | Step | Resource) -> tuple[str, dict[str, Any]]:
    if isinstance(row, Resource):
        steps = drafted.steps_of.get(row.key, ())
        here = steps[0] if steps else None
    else:
        here = drafted.step_by_key.get(row.key) if isinstance(row, Step) else None
    if here is not None:
        return "roadmap/step.html", {
            "step": here,
            "phase": drafted.phase_by_key[here.phase_key],
            "before": drafted.before(here),
            "after": drafted.after(here),
            "mine": None,
            "stretches": stretches(drafted, None),
            "guides": guides_for([here.key]),
            "typed": "",
            "why": "",
        }
    if isinstance(row, Resource):
        return "roadmap/library.html", {"library": browse(drafted, {"kind": row.kind})}
    walk: dict[str, Any] = {"marks": {}, "due": {}, "upcoming": None, "today": None}
    return "roadmap/roadmap.html", {**walk, "stretches": stretches(drafted, {}), "guides": guides()}
