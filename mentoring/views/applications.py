"""A curator decides who is a mentor, and who is one no more."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import curators
from accounts.actions.reports import DecidedAlready
from accounts.forms.words import refuse
from accounts.models import User
from kit import clock
from kit.errors import Refusal
from kit.http import Req
from mentoring.actions import mentors
from mentoring.actions.mentors import NoMentorAnyMore
from mentoring.forms.mentor import DecisionOnMentorForm
from mentoring.models import Mentor
from mentoring.views.mentors import words
from portfolio.models import Project


@require_http_methods(["GET", "HEAD", "POST"])
@curators
def application(request: Req, pk: int) -> HttpResponse:
    """Who asks, what they say of themselves and show; accept or decline with a note. Of a mentor, end it with one."""
    mentor = _of_another(request, pk)
    form = DecisionOnMentorForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _decide(mentor, request.user, **form.cleaned_data)
        except (DecidedAlready, NoMentorAnyMore) as late:
            messages.error(request, str(late.message))
            return redirect("mentoring:application", pk)
        except Refusal as no:
            refuse(form, no, "note")
        else:
            messages.success(request, _("Decided. %(name)s is told.") % {"name": mentor.user.name})
            return redirect("roadmap:curate")
    return _page(request, mentor, form)


def _of_another(request: Req, pk: int) -> Mentor:
    seen = Mentor.objects.filter(user__in=User.objects.members()).exclude(pk=request.user.pk)
    found: Mentor = get_object_or_404(seen.select_related("user", "decided_by"), pk=pk)
    return found


def _decide(mentor: Mentor, curator: User, *, do: str, note: str, kinds: list[str]) -> None:
    if do == "accept":
        mentors.accept(mentor, by=curator, note=note, kinds=kinds, now=clock.now())
    elif do == "end":
        mentors.end(mentor, by=curator, note=note, now=clock.now())
    else:
        mentors.decline(mentor, by=curator, note=note, now=clock.now())


def _page(request: Req, mentor: Mentor, form: DecisionOnMentorForm) -> HttpResponse:
    shown = Project.objects.visible_to(request.user).filter(owner=mentor.user).order_by("-pinned", "-pk")
    context = {
        "mentor": mentor,
        "form": form,
        "projects": shown.values("id", "title", "value")[:5],
        "applied_on": request.user.day(mentor.applied_at),
        "decided_on": mentor.decided_at and request.user.day(mentor.decided_at),
        "today": request.user.day(),
        "words": words(),
    }
    return render(request, "mentoring/application.html", context, status=422 if form.errors else 200)
