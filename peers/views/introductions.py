"""Writing to somebody for the first time, and answering."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import members
from accounts.forms.words import refuse
from accounts.models import User
from accounts.roles import BY_KEY as ROLES
from accounts.topics import BY_KEY as TOPICS
from kit import clock
from kit.errors import Refusal
from kit.http import Req
from peers import policies
from peers.actions import introductions
from peers.actions.introductions import MOST_A_WEEK, WEEK
from peers.actions.ring import week_now
from peers.forms import ContactForm, IntroductionForm, field_of
from peers.models import Introduction, Suggestion
from peers.views.people import page as people_page
from peers.words import say_reasons
from portfolio.models import Project


@require_http_methods(["GET", "HEAD", "POST"])
@members
def write(request: Req, handle: str) -> HttpResponse:
    """A first message, with the facts of both beside it. Who wrote to each other before is led to that."""
    person = get_object_or_404(User.objects.visible_to(request.user), handle=handle)
    if not policies.may_write_to(request.user, person):
        raise Http404
    lately = _lately(request.user, person)
    form = IntroductionForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_valid():
        try:
            introductions.write(request.user, person, **form.cleaned_data, now=clock.now())
        except Refusal as no:
            refuse(form, no, field_of(no))
        else:
            messages.success(request, _("Sent to %(name)s.") % {"name": person.name})
            return redirect(f"{reverse('peers:peers')}#logged-{draft_of(person)}")
    elif before := next((one for one in lately if _is_between(one, request.user, person)), None):
        return _to_what_is_there(request, before)
    return render(
        request, "peers/write.html", _beside(request, person, form, lately), status=422 if form.errors else 200
    )


@require_POST
@members
def accept(request: Req, pk: int) -> HttpResponse:
    """Be in touch; who has no contact line yet gives one with it."""
    introduction = _received(request, pk)
    form = ContactForm(request.POST, person=request.user, auto_id=f"contact-{pk}")
    if not form.is_valid():
        return people_page(request, wrong=form, about=pk)
    try:
        introductions.accept(introduction, by=request.user, now=clock.now(), **form.cleaned_data)
    except Refusal as no:
        messages.error(request, str(no.message))
        return redirect("peers:peers")
    said = _("You’re in touch with %(name)s: each sees how to reach the other.")
    messages.success(request, said % {"name": introduction.sender.name})
    return redirect(f"{reverse('peers:peers')}#introduction-{pk}")


@require_POST
@members
def decline(request: Req, pk: int) -> HttpResponse:
    own = Introduction.objects.of(request.user).filter(recipient=request.user).standing()
    introduction = get_object_or_404(own.select_related("sender"), pk=pk)
    try:
        introductions.decline(introduction, by=request.user, now=clock.now())
    except Refusal as no:
        messages.error(request, str(no.message))
    else:
        said = _("You won’t hear of it again. %(name)s isn’t told.")
        messages.success(request, said % {"name": introduction.sender.name})
    return redirect("peers:peers")


@require_POST
@members
def withdraw(request: Req, pk: int) -> HttpResponse:
    own = Introduction.objects.of(request.user).filter(sender=request.user)
    try:
        introductions.withdraw(get_object_or_404(own, pk=pk), by=request.user)
    except Refusal:
        messages.error(request, _("It was accepted meanwhile: you’re in touch."))
    else:
        messages.success(request, _("You took it back."))
    return redirect("peers:peers")


def draft_of(person: User) -> str:
    """What a browser calls what one is writing to them."""
    return f"to-{person.pk}"


def _received(request: Req, pk: int) -> Introduction:
    seen = Introduction.objects.visible_to(request.user).filter(recipient=request.user)
    found: Introduction = get_object_or_404(seen.select_related("sender"), pk=pk)
    return found


def _lately(sender: User, recipient: User) -> list[Introduction]:
    """What stands between the two, and what the sender wrote to anybody this week."""
    between = Introduction.objects.standing().between(sender, recipient).values("pk")
    written = Q(sender=sender, created_at__gt=clock.now() - WEEK)
    return list(Introduction.objects.filter(Q(pk__in=between) | written))


def _is_between(one: Introduction, me: User, other: User) -> bool:
    stands = one.state != Introduction.State.WITHDRAWN
    return stands and {one.sender_id, one.recipient_id} == {me.pk, other.pk}


def _to_what_is_there(request: Req, before: Introduction) -> HttpResponse:
    """The page where it stands; to who declined it there is none, and they are told so."""
    if before.recipient_id == request.user.pk and before.state == Introduction.State.DECLINED:
        messages.error(request, str(introductions.YouDeclined.message))
        return redirect("peers:peers")
    return redirect(f"{reverse('peers:peers')}#introduction-{before.pk}")


def _beside(request: Req, person: User, form: IntroductionForm, lately: list[Introduction]) -> dict[str, Any]:
    """What stands beside the message: who they are, what they will see of one, and how many one wrote this week."""
    suggested = Suggestion.objects.visible_to(request.user).filter(peer=person, week=week_now(clock.now())).first()
    since = clock.now() - WEEK
    return {
        "form": form,
        "person": person,
        "why": say_reasons(suggested.reasons) if suggested else "",
        "theirs": _facts(person, seen_by=request.user),
        "mine": _facts(request.user, seen_by=person),
        "written": sum(one.sender_id == request.user.pk and one.created_at > since for one in lately),
        "most": MOST_A_WEEK,
        "most_words": introductions.MOST_WORDS,
        "words": introductions.words(str(form["text"].value() or "")),
        "draft": draft_of(person),
    }


def _facts(person: User, *, seen_by: User) -> dict[str, Any]:
    role = ROLES.get(person.target_role)
    shown = Project.objects.visible_to(seen_by).filter(owner=person).order_by("-pinned", "-pk")
    return {
        "about": person.about,
        "topics": [str(TOPICS[key].name) for key in person.topics if key in TOPICS],
        "role": role.name if role and role.key != "unknown" else "",
        "project": shown.first(),
    }
