"""What somebody shows to whoever asks: their profile, projects and milestones, as on their page."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from accounts.models import User
from accounts.roles import ROLES
from accounts.topics import TOPICS
from config.api.door import Open, answer, listed, on_site
from config.api.fields import Given
from config.api.schema import PAGED, page_of
from kit import clock
from portfolio.api.projects import LinkShape
from portfolio.kinds import BY_KEY, KINDS
from portfolio.models import Milestone, Project
from portfolio.models.milestone import SHOWN, State
from portfolio.models.project import Stage
from portfolio.views.addresses import profile_address, project_address

_TOPICS: Final = [topic.key for topic in TOPICS]


class Person(Given):
    handle = serializers.CharField()
    name = serializers.CharField()
    about = serializers.CharField()
    target_role = serializers.ChoiceField(choices=["", *(role.key for role in ROLES)])
    topics = serializers.ListField(child=serializers.ChoiceField(choices=_TOPICS))
    url = serializers.URLField()


class ShownProject(Given):
    id = serializers.IntegerField()
    title = serializers.CharField()
    value = serializers.CharField()
    topics = serializers.ListField(child=serializers.ChoiceField(choices=_TOPICS))
    stage = serializers.ChoiceField(choices=Stage.values)
    links = LinkShape(many=True)
    pinned = serializers.BooleanField()
    url = serializers.URLField()


class Verifier(Given):
    handle = serializers.CharField()
    name = serializers.CharField()


class ShownMilestone(Given):
    """`verified_by` is null for somebody who left, and where a block stands between you."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=[kind.key for kind in KINDS])
    title = serializers.CharField()
    deed = serializers.CharField()
    facts = serializers.CharField()
    verified = serializers.BooleanField()
    verified_at = serializers.DateTimeField(allow_null=True)
    verified_by = Verifier(allow_null=True)
    url = serializers.URLField()


class OnePerson(Open):
    @extend_schema(summary=_("A member"), responses=Person)
    def get(self, request: Request, handle: str) -> HttpResponse:
        person = _person(request, handle)
        return answer(
            {name: getattr(person, name) for name in ("handle", "name", "about", "target_role", "topics")}
            | {"url": on_site(profile_address(None, person.handle))}
        )


class ProjectsOf(Open):
    @extend_schema(summary=_("What they make"), parameters=PAGED, responses=page_of(ShownProject))
    def get(self, request: Request, handle: str) -> HttpResponse:
        person = _person(request, handle)
        columns = ("id", "slug", "title", "value", "topics", "stage", "links", "pinned")
        shown = Project.objects.visible_to(request.user).filter(owner=person).values(*columns)
        return listed(request, shown, lambda rows: _projects(rows, person), keys=("-pinned", "-id"), size=20)


class MilestonesOf(Open):
    @extend_schema(
        summary=_("What they proved"),
        description=_("`verified_by` may be null for a verified one too: whoever verified it may have left."),
        parameters=PAGED,
        responses=page_of(ShownMilestone),
    )
    def get(self, request: Request, handle: str) -> HttpResponse:
        person = _person(request, handle)
        columns = ("id", "kind", "title", "deed", "facts", "state", "verified_at", "verified_by_id")
        shown = Milestone.objects.visible_to(request.user).filter(owner=person, state__in=SHOWN).values(*columns)
        return listed(request, shown, lambda rows: _milestones([*rows], request.user), keys=("-id",), size=20)


def _person(request: Request, handle: str) -> User:
    """Whose handle it is, or was where its owner lets it lead on; 404 where they show nothing to who asks."""
    try:
        person: User = User.objects.visible_to(request.user).by_handle(handle, clock.now())
    except User.DoesNotExist as error:
        raise Http404 from error
    return person


def _projects(rows: Iterable[Mapping[str, Any]], person: User) -> list[dict[str, Any]]:
    return [
        {name: value for name, value in row.items() if name != "slug"}
        | {"url": on_site(project_address(None, person.handle, row["id"], row["slug"]))}
        for row in rows
    ]


def _milestones(rows: list[Mapping[str, Any]], viewer: Any) -> list[dict[str, Any]]:
    ids = {row["verified_by_id"] for row in rows}
    names = User.objects.visible_to(viewer).filter(pk__in=ids).values("pk", "handle", "name") if ids != {None} else ()
    verifiers = {name.pop("pk"): name for name in names}
    return [
        {name: row[name] for name in ("id", "kind", "title", "deed", "verified_at")}
        | {
            "facts": str(BY_KEY[row["kind"]].says(row["facts"])),
            "verified": row["state"] == State.VERIFIED,  # of the others nobody but their owner learns more
            "verified_by": verifiers.get(row["verified_by_id"]),
            "url": on_site(reverse("portfolio:milestone", args=[row["id"]])),
        }
        for row in rows
    ]
