"""Who reads for others: the directory, and becoming one of them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import members, public
from accounts.forms.words import refuse
from accounts.models import User
from accounts.models.user import Language
from accounts.topics import BY_KEY as TOPICS
from kit import clock
from kit.errors import Refusal
from kit.http import Req
from mentoring.actions import mentors
from mentoring.actions.mentors import Unfit
from mentoring.forms.mentor import AwayForm, MentorForm
from mentoring.models import Mentor
from mentoring.models.mentor import MentorState
from mentoring.reads import directory as reads
from portfolio.kinds import BY_KEY as KINDS


@require_safe
@public
def directory(request: Req) -> HttpResponse:
    """The accepted mentors whom the viewer may see."""
    read = reads.directory(request.user, after=request.GET.get("after"), before=request.GET.get("before"))
    today = request.user.day() if request.user.is_authenticated else clock.now().date()
    context = {"mentors": read.mentors, "standing": read.standing, "today": today, "words": words()}
    return render(request, "mentoring/mentors.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def apply(request: Req) -> HttpResponse:
    """Ask to be one; how that stands; and, for who is one, what they read."""
    standing = Mentor.objects.filter(pk=request.user.pk).first()
    is_one = standing is not None and standing.state == MentorState.ACCEPTED
    entrusted = standing.kinds if standing and is_one else None
    form = MentorForm(request.POST if request.method == "POST" else None, mentor=standing, entrusted=entrusted)
    if form.is_valid():
        try:
            _keep(request, form, is_one=is_one)
        except Refusal as no:
            refuse(form, no, no.about if isinstance(no, Unfit) else None)
        else:
            return redirect("mentoring:apply")
    return _page(request, standing, form, status=422 if form.errors else 200)


@require_POST
@members
def away(request: Req) -> HttpResponse:
    """Say until when one reads nothing; an empty day says one is back."""
    form = AwayForm(request.POST, today=request.user.day())
    if form.is_valid():
        try:
            row = mentors.away(request.user, until=form.cleaned_data["until"])
        except Refusal as no:
            messages.error(request, str(no.message))
        else:
            here = _("The directory says that you’re here.")
            messages.success(request, _("The directory says that you’re away.") if row.away_until else here)
        return redirect("mentoring:apply")
    messages.error(request, " ".join(map(str, form.errors["until"])))
    return redirect("mentoring:apply")


@require_http_methods(["GET", "HEAD", "POST"])
@members
def leave(request: Req) -> HttpResponse:
    """Ask first; what is held goes back to those who wait for it."""
    if request.method != "POST":
        return render(request, "mentoring/leave.html")
    try:
        mentors.leave(request.user, now=clock.now())
    except Refusal as no:
        messages.error(request, str(no.message))
    else:
        messages.success(request, _("You aren’t a mentor any more. Your reviews stay with those you wrote them for."))
    return redirect("mentoring:apply")


def words() -> dict[str, Any]:
    """What topics, kinds and languages are called in the language being spoken: for `reads_what`."""
    topics = {key: str(topic.name) for key, topic in TOPICS.items()}
    kinds = {key: str(kind.title) for key, kind in KINDS.items()}
    return {"topics": _listed(topics), "kinds": _listed(kinds), "languages": dict(Language.choices)}


def _listed(names: Mapping[str, str]) -> Callable[[Iterable[str]], str]:
    """Says those of some keys that have a name."""
    return lambda keys: ", ".join(names[key] for key in keys if key in names)


def _keep(request: Req, form: MentorForm, *, is_one: bool) -> None:
    if is_one:
        mentors.change(request.user, **form.told())
        messages.success(request, _("Saved."))
    else:
        mentors.apply(request.user, now=clock.now(), **form.told())
        messages.success(request, _("Your application is with the curators."))


def _page(request: Req, standing: Mentor | None, form: MentorForm, status: int) -> HttpResponse:
    until, today = standing.away_until if standing else None, request.user.day()
    context = {
        "standing": standing,
        "form": form,
        "away": AwayForm(initial={"until": until.isoformat() if until else ""}, today=today, auto_id="away_%s"),
        "decided_by": _decider(request, standing),
        "applied_on": standing and request.user.day(standing.applied_at),
        "decided_on": standing and standing.decided_at and request.user.day(standing.decided_at),
        "today": today,
        "words": words(),
    }
    return render(request, "mentoring/apply.html", context, status=status)


def _decider(request: Req, standing: Mentor | None) -> User | None:
    """The curator who decided, if one may still see them."""
    if standing is None or standing.decided_by_id is None:
        return None
    found: User | None = User.objects.visible_to(request.user).filter(pk=standing.decided_by_id).first()
    return found
