"""What a mentor writes: saved as typed, and sent."""

from collections.abc import Callable
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.access import members
from kit import clock
from kit.errors import Refusal
from kit.http import Req
from mentoring import work
from mentoring.actions import requests, reviews
from mentoring.actions.mentors import Unfit
from mentoring.forms.review import ReviewForm
from mentoring.models import Review
from mentoring.models.review import CRITERIA
from mentoring.views import desk

_SCORE = gettext_lazy("Choose a score from 1 to 4.")
_NEXT = gettext_lazy("Write three things, the smallest first.")
MISSING: Final = {
    **dict.fromkeys(CRITERIA, _SCORE),
    **dict.fromkeys(("next_1", "next_2", "next_3"), _NEXT),
    "summary": gettext_lazy("Write your answer."),
    "verdict": gettext_lazy("Say whether you verify it, or that you don’t judge it."),
    "reason": gettext_lazy("Write what it still takes, so that it can be done."),
}


@require_POST
@members
def save(request: Req, pk: int) -> HttpResponse:
    """Save the draft, as htmx does while one types, or by a press; or save it and go on with the request."""
    found = desk.opened(request, pk)
    if found.review is None:
        raise Http404
    form = ReviewForm(request.POST, review=found.review)
    if not form.is_valid():
        return _again(request, found, form, 422)
    try:
        draft = reviews.save_draft(found.review, version=form.version, now=clock.now(), **form.told())
        return AFTER.get(request.POST.get("do", ""), _saved)(request, draft, form)
    except reviews.ChangedMeanwhile as no:
        return _changed(request, found, form, no.standing)
    except reviews.Unfinished as no:
        return _unfinished(request, pk, no)
    except Refusal as no:
        return _refused(request, found, form, no)


def _saved(request: Req, draft: Review, _form: ReviewForm) -> HttpResponse:
    """While one types, the new version and the time of it; after a press, the page."""
    if request.htmx:
        return _note(request, draft=draft)
    messages.success(request, _("Draft saved."))
    return redirect("mentoring:held", draft.request_id)


def _publish(request: Req, draft: Review, form: ReviewForm) -> HttpResponse:
    review = reviews.publish(draft, seen=form.milestone_version, now=clock.now())
    messages.success(request, _("Review sent to %(name)s.") % {"name": review.request.learner.name})
    return redirect("mentoring:desk")


def _prolong(request: Req, draft: Review, _form: ReviewForm) -> HttpResponse:
    requests.prolong(draft.request, by=request.user, now=clock.now())
    messages.success(request, _("It’s yours for one more day."))
    return redirect("mentoring:held", draft.request_id)


def _give_back(request: Req, draft: Review, _form: ReviewForm) -> HttpResponse:
    requests.give_back(draft.request, by=request.user, now=clock.now())
    messages.success(request, _("It waits for another mentor. What you wrote is kept."))
    return redirect("mentoring:desk")


AFTER: Final[dict[str, Callable[[Req, Review, ReviewForm], HttpResponse]]] = {
    "publish": _publish,
    "prolong": _prolong,
    "give_back": _give_back,
}


def _changed(request: Req, found: work.Opened, form: ReviewForm, standing: Review) -> HttpResponse:
    """Both texts: what was written here stays in the form, what stands beside it."""
    if request.htmx:
        return _note(request, changed=True)
    return _again(request, found, form, 409, meanwhile=standing)


def _unfinished(request: Req, pk: int, no: reviews.Unfinished) -> HttpResponse:
    """What is missing, each said at its field; all that is there is saved."""
    fresh = desk.opened(request, pk)
    if fresh.review is None:
        raise Http404
    shown = ReviewForm(_with_version(request, fresh.review), review=fresh.review)
    shown.is_valid()
    for name in no.lacks:
        shown.add_error(name, str(MISSING[name]))
    return _again(request, fresh, shown, 422)


def _refused(request: Req, found: work.Opened, form: ReviewForm, no: Refusal) -> HttpResponse:
    """What cannot be so is said at its field; if it cannot be sent, the draft is kept and the page says why."""
    if isinstance(no, Unfit):
        form.refuse(no)
        return _again(request, found, form, 422)
    if request.htmx:
        return _note(request, refused=str(no.message))
    messages.error(request, str(no.message))
    return redirect("mentoring:held", found.request.pk)


def _again(
    request: Req, found: work.Opened, form: ReviewForm, status: int, meanwhile: Review | None = None
) -> HttpResponse:
    if request.htmx:
        return _note(request, refused=" ".join(str(error) for errors in form.errors.values() for error in errors))
    page = desk.at_desk(request, None, found, form, meanwhile=meanwhile)
    return render(request, "mentoring/desk.html", page, status=status)


def _note(request: Req, **said: Any) -> HttpResponse:
    """The line under the draft."""
    saved_at = said["draft"].saved_at.astimezone(ZoneInfo(request.user.time_zone)) if "draft" in said else None
    return render(request, "mentoring/saved.html", {**said, "saved_at": saved_at})


def _with_version(request: Req, review: Review) -> Any:
    data = request.POST.copy()
    data["version"] = str(review.version)
    return data
