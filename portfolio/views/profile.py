"""The public page of a person, and of a project of theirs."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import members, public
from accounts.models import User
from accounts.roles import BY_KEY as ROLES
from accounts.topics import BY_KEY as TOPICS
from accounts.visibility import Visibility
from config.middleware.language import url
from kit import clock
from kit.dates import say_month
from kit.durations import say_minutes
from kit.http import Req
from portfolio import github, structured
from portfolio.kinds import BY_KEY as KINDS
from portfolio.links import Link
from portfolio.measured import small
from portfolio.models import Project
from portfolio.models.milestone import State
from portfolio.models.picture import MEDIA
from portfolio.models.project import Stage
from portfolio.reads import profile as reads
from portfolio.reads.project import project as read_project
from portfolio.views.addresses import profile_address, project_address
from portfolio.views.year import drawn_year
from roadmap import trail
from roadmap.drawing import stretches


@require_safe
@members
def mine(request: Req) -> HttpResponseBase:
    """One's own portfolio, from the menu."""
    return redirect(profile_address(request, request.user.handle))


@require_safe
@public
def profile(request: Req, handle: str) -> HttpResponseBase:
    """What somebody shows to whoever looks. A former handle leads on where its owner asked for that."""
    asked = {name: request.GET.get(name) for name in ("after", "before")}
    try:
        shown = reads.portfolio(handle, request.user, clock.now(), **asked)
    except User.DoesNotExist:
        return redirect(profile_address(request, _handle_now(request, handle)))
    return render(request, "portfolio/profile.html", _page(request, shown))


@require_safe
@public
def project(request: Req, handle: str, pk: int, slug: str = "") -> HttpResponseBase:
    """A project with its story and its log. Whichever slug or handle it had before, there is one address."""
    asked = {name: request.GET.get(name) for name in ("after", "before")}
    try:
        shown = read_project(pk, request.user, clock.now(), **asked)
    except Project.DoesNotExist as error:
        raise Http404 from error
    found = shown.project
    if handle != found.owner.handle and _handle_now(request, handle) != found.owner.handle:
        raise Http404
    if (handle, slug) != (found.owner.handle, found.slug):
        return redirect(project_address(request, found.owner.handle, found.pk, found.slug))
    page = {
        "project": found,
        "timeline": shown.timeline,
        "links": [Link(**link) for link in found.links],
        "topics": [TOPICS[key].name for key in found.topics if key in TOPICS],
        "here": project_address(request, found.owner.handle, found.pk, found.slug),
        **_words(request, found.owner),
    }
    return render(request, "portfolio/project.html", page)


def _page(request: Req, shown: reads.Portfolio) -> dict[str, Any]:
    owner = shown.owner
    viewer = request.user if request.user.is_authenticated else owner
    role = ROLES.get(owner.target_role)
    return {
        "shown": shown,
        "milestones": [_told(row, viewer) for row in shown.milestones],
        "structured": structured.portfolio(shown) if shown.proven else "",
        "role": role.name if role and role.key != "unknown" else "",
        "topics": [TOPICS[key].name for key in owner.topics if key in TOPICS],
        "year": drawn_year(shown.days, owner.calendar_day()) if shown.days else None,
        "strip": None if shown.walked is None else stretches(trail.current(), shown.walked),
        "on": viewer.day,
        "states": dict(State.choices),
        "say_month": say_month,
        "say_minutes": say_minutes,
        "media": MEDIA,
        **_words(request, owner),
    }


def _words(request: Req, owner: User) -> dict[str, Any]:
    """What rows of projects and entries are told with."""
    mine = owner == request.user
    return {
        "owner": owner,
        "mine": mine,
        "today": (request.user if request.user.is_authenticated else owner).day(),
        "visibility": {value: str(word) for value, word in Visibility.choices} if mine else {},
        "stages": {value: str(word) for value, word in Stage.choices},
        "project_at": partial(_project_at, request, owner),
        "about": partial(_about, request, owner),
    }


def _told(row: Mapping[str, Any], viewer: User) -> dict[str, Any]:
    """A milestone with the words of its kind, and of what was read of it."""
    kind, read = KINDS[row["kind"]], row["read"]
    said = github.says(read["facts"], viewer.calendar_day) if read else ""
    return {
        **row,
        "kind": kind,
        "facts": str(kind.says(row["facts"])),
        "read_at": read and read["at"],
        "said": said,
        "measured": small(kind.series, row["readings"]) if kind.series else None,
    }


def _project_at(request: Req, owner: User, row: Mapping[str, Any]) -> str:
    return project_address(request, owner.handle, row["id"], row["slug"])


def _about(request: Req, owner: User, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What an entry is about, each with where it leads."""
    step = trail.current().step_by_id.get(row["step_id"])
    if step:
        yield str(step.title), url(request, "roadmap:step", step.phase_key, step.key)
    if project := row.get("project"):
        yield project["title"], _project_at(request, owner, project)


def _handle_now(request: Req, handle: str) -> str:
    """How the handle is written, or what its owner is called by now; 404 where it is nobody's, or leads nowhere."""
    try:
        now = User.objects.visible_to(request.user).by_handle(handle, clock.now())
    except User.DoesNotExist as error:
        raise Http404 from error
    if now.handle == handle:
        raise Http404
    return str(now.handle)
