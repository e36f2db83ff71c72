"""Asking for a review, with a list of facts beside it that advises and never blocks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import members
from accounts.forms.words import refuse
from accounts.models import User
from kit import clock
from kit.errors import Refusal
from kit.http import Req, number
from mentoring import checklist
from mentoring.actions import requests
from mentoring.actions.mentors import Unfit
from mentoring.forms.asking import PORTFOLIO, AskForm
from mentoring.models import ReviewRequest
from mentoring.models.review import Say, newest_about
from mentoring.snapshots import Subject
from portfolio.models import Milestone


@require_http_methods(["GET", "HEAD", "POST"])
@members
def ask(request: Req) -> HttpResponse:
    """What is to be read, the one question, the language. Asked already, it leads to that request."""
    form = AskForm(request.POST if request.method == "POST" else None, learner=request.user, about=_about(request))
    arrives = not (form.is_bound or request.htmx)  # and has not chosen anything on the page yet
    if arrives and (unclaimed := _unclaimed(request, form)):
        messages.error(request, str(requests.NotClaimed.message))
        return redirect("portfolio:milestone", unclaimed.pk)
    if arrives and (waits := _waits(request, form)):
        messages.info(request, str(requests.AskedAlready.message))
        return _to(waits)
    if form.is_valid():
        said = {"question": form.cleaned_data["question"], "language": form.cleaned_data["language"]}
        try:
            requests.ask(request.user, about=form.subject, **said, now=clock.now())
        except requests.AskedAlready as no:
            messages.error(request, str(no.message))
            return _to(no.request)
        except Refusal as no:
            refuse(form, no, no.about if isinstance(no, Unfit) else None)
        else:
            messages.success(request, _("Asked. You’re in line."))
            return redirect(f"{reverse('mentoring:reviews')}#logged-ask")
    return _page(request, form)


def _about(request: Req) -> str:
    """What the address asks about, as a value of the form: that itself where something else was chosen on the page."""
    if "about" in request.GET:
        return request.GET["about"]
    for name in ("milestone", "project"):
        if (pk := number(request.GET.get(name))) is not None:
            return f"{name}-{pk}"
    return PORTFOLIO


def _unclaimed(request: Req, form: AskForm) -> Milestone | None:
    """The milestone of theirs that the address asks about, where it has to be claimed first."""
    pk = number(request.GET.get("milestone"))
    if pk is None or f"milestone-{pk}" in form.things:
        return None
    mine = Milestone.objects.filter(owner=request.user, pk=pk)
    return mine.filter(state__in=requests.TO_CLAIM_FIRST).first()


def _waits(request: Req, form: AskForm) -> ReviewRequest | None:
    """The open request about what the address asks about; the whole portfolio is only where the choice begins."""
    subject, standing = form.subject, ReviewRequest.objects.open().filter(learner=request.user)
    if subject is None:
        return None
    return (
        standing.filter(milestone=subject) if isinstance(subject, Milestone) else standing.filter(project=subject)
    ).first()


def _to(standing: ReviewRequest) -> HttpResponse:
    return redirect(f"{reverse('mentoring:reviews')}#request-{standing.pk}")


def _page(request: Req, form: AskForm) -> HttpResponse:
    context = {
        "form": form,
        "facts": checklist.of(form.subject, request.user),
        "subject": form.subject,
        "covers_project": form.chosen.startswith("milestone-") and form.subject is not None and form.subject.project,  # type: ignore[union-attr]
        "told_before": _told_before(request.user, form.subject),
        "open": ReviewRequest.objects.open().filter(learner=request.user).count(),
        "most": requests.MOST_OPEN,
    }
    return render(request, "mentoring/ask.html", context, status=422 if form.errors else 200)


def _told_before(learner: User, subject: Subject) -> bool:
    """Whether whoever takes it reads a verdict that was given before."""
    if not isinstance(subject, Milestone):
        return False
    last = newest_about(learner, project=None, milestone=subject)
    return last is not None and last.verdict in {Say.VERIFIED, Say.DECLINED}
