"""The four questions, the plan that answers them, and keeping it."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import members, public
from accounts.actions import enter
from accounts.roles import ROLES
from config.middleware.language import url
from kit import clock
from kit.bilingual import Both
from kit.errors import Refusal
from kit.http import Req, place_here
from roadmap import trail
from roadmap.actions.enrollment import enroll
from roadmap.forms.start import HOURS, KeepForm, StartForm
from roadmap.models import Enrollment
from roadmap.plan import Pace
from roadmap.planning import legs_of
from roadmap.preview import preview, rows

ANSWERS = "start"  # in the session, until the account is there to keep them
ASKED = ("phase", "hours", "role", "topics", "next")
WHERE = {
    "start": Both(ko="프로그래밍이나 머신러닝이 처음이에요", en="I’m new to programming or to machine learning"),
    "portfolio": Both(
        ko="강의 하나쯤 끝냈고, 내 것을 만들 차례예요", en="I’ve finished a course; next comes something of my own"
    ),
    "theory": Both(ko="만든 것이 있고, 왜 되는지 알고 싶어요", en="I’ve made things and want to know why they work"),
    "paper": Both(ko="논문을 구현해 봤어요", en="I’ve implemented a paper"),
}
VISITORS_ZONE = "Asia/Seoul"  # a visitor's own is not known; a day more or less matters to nobody here


@require_http_methods(["GET", "HEAD", "POST"])
@public
def start(request: Req) -> HttpResponseBase:
    if not trail.current().phases:
        return redirect("roadmap:roadmap")  # which says that there is none yet
    given = request.POST if request.method == "POST" else request.GET
    questions = StartForm(given, phases=[(phase.key, str(phase.title)) for phase in trail.current().phases])
    if request.method != "POST":
        return _page(request, questions, KeepForm())
    if "redraw" in request.POST:
        return _redrawn(request)
    if request.user.is_authenticated:
        return _begun(request, questions)
    keep = KeepForm(request.POST)
    if questions.is_valid() & keep.is_valid():  # both are asked, so that both say at once what to mend
        return _kept(request, questions, keep)
    return _page(request, questions, keep)


def _redrawn(request: Req) -> HttpResponse:
    """Without a script: the page whose address holds the answers as they stand ticked, and nothing else."""
    answers = [(name, value) for name in ASKED for value in request.POST.getlist(name)]
    return redirect(f"{url(request, 'roadmap:start')}?{urlencode(answers)}")


def _begun(request: Req, questions: StartForm) -> HttpResponseBase:
    if not questions.is_valid():
        return _page(request, questions, KeepForm())
    request.session[ANSWERS] = questions.cleaned_data  # for who has to finish onboarding first
    return _enrolled(request, questions.cleaned_data)


def _kept(request: Req, questions: StartForm, keep: KeepForm) -> HttpResponse:
    """The answers wait in the session, which signing in keeps; the code goes out."""
    request.session[ANSWERS] = questions.cleaned_data
    try:
        enter.begin(request, keep.cleaned_data["email"])
    except Refusal as no:
        keep.add_error("email", forms.ValidationError(str(no)))
        return _page(request, questions, keep)
    return redirect("account_confirm_login_code")


@members
def _enrolled(request: Req, answers: dict[str, Any]) -> HttpResponse:
    enroll(learner=request.user, phase=answers["phase"], hours_a_week=answers["hours"], today=request.user.day())
    request.session.pop(ANSWERS, None)
    return redirect(_onward(request.POST) or "home:landing")


def _page(request: Req, questions: StartForm, keep: KeepForm) -> HttpResponse:
    answers = questions.answers()
    walk = trail.current()
    today = clock.day_of(clock.now(), time_zone=VISITORS_ZONE)
    seen = preview(legs_of(walk), Pace(walk.phase_by_key[answers["phase"]].place, today, answers["hours"]), HOURS)
    context = {
        "questions": questions,
        "keep": keep,
        "seen": seen,
        "rows": rows(walk, seen.plan),
        "unwritten": [phase for phase in walk.phases if not phase.steps],
        "phase_notes": WHERE,
        "role_notes": {role.key: role.line for role in ROLES},
        "last": next((phase for phase in reversed(walk.phases) if phase.steps), None),
        "today": today,
        "onward": _onward(questions.said),
        "enrolled": request.user.is_authenticated and Enrollment.objects.filter(learner=request.user).exists(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "roadmap/start.html", context, status=status)


def _onward(given: QueryDict) -> str:
    """Where somebody was going who first needed a plan; nothing if nowhere."""
    return place_here(given.get("next", ""))
