"""One's own projects."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from accounts.topics import TOPICS
from accounts.visibility import Visibility
from config.api.door import Members, answer, listed, on_site, person_of, read
from config.api.fields import Given, Key, OneOf, Sent, Several, Text, Truth, Whole
from config.api.schema import PAGED, example, page_of
from kit import clock
from kit.errors import Refusal
from kit.markdown import MOST_CHARACTERS
from portfolio.actions import projects
from portfolio.api.once import HEADER, form_key
from portfolio.links import MOST_ADDRESS, MOST_LABEL, MOST_LINKS, Link
from portfolio.models import Project
from portfolio.models.project import Stage
from portfolio.views.addresses import project_address

_COLUMNS: Final = (
    *("id", "slug", "title", "value", "story", "topics", "stage", "links", "visibility", "pinned", "version"),
    "created_at",
)
_TOPICS: Final = [topic.key for topic in TOPICS]


class LinkShape(Given):
    label = serializers.CharField()  # type: ignore[assignment] # the name of a field here
    address = serializers.CharField()


class ProjectShape(Given):
    id = serializers.IntegerField()
    title = serializers.CharField()
    value = serializers.CharField()
    story = serializers.CharField()
    topics = serializers.ListField(child=serializers.ChoiceField(choices=_TOPICS))
    stage = serializers.ChoiceField(choices=Stage.values)
    links = LinkShape(many=True)
    visibility = serializers.ChoiceField(choices=Visibility.values)
    pinned = serializers.BooleanField()
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    url = serializers.URLField()


class LinkSaid(Sent):
    label = Text(required=False, max_length=MOST_LABEL)  # type: ignore[assignment] # likewise
    address = Text(max_length=MOST_ADDRESS)


class ProjectSaid(Sent):
    title = Text(required=False, max_length=projects.MOST_TITLE)
    value = Text(required=False, max_length=projects.MOST_VALUE)
    story = Text(required=False, max_length=MOST_CHARACTERS)
    topics = Several(child=OneOf(choices=_TOPICS), required=False, max_length=projects.MOST_TOPICS)
    stage = OneOf(required=False, choices=Stage.values)
    links = Several(child=LinkSaid(), required=False, max_length=MOST_LINKS)
    visibility = OneOf(required=False, choices=Visibility.values)
    pinned = Truth(required=False)


class NewProject(ProjectSaid):
    title = Text(max_length=projects.MOST_TITLE)
    form_key = Key(required=False)


class ChangedProject(ProjectSaid):
    version = Whole(min_value=1, max_value=2**31 - 1)


class Projects(Members):
    @extend_schema(summary=_("Your projects, newest first"), parameters=PAGED, responses=page_of(ProjectShape))
    def get(self, request: Request) -> HttpResponse:
        person = person_of(request)
        mine = Project.objects.standing().filter(owner=person).values(*_COLUMNS)
        return listed(request, mine, lambda rows: _told(rows, person.handle), keys=("-id",), size=20)

    @extend_schema(
        summary=_("Begin a project"),
        description=_("`value` is one sentence, `story` Markdown."),
        parameters=[HEADER],
        request=NewProject,
        responses={201: ProjectShape},
        examples=example(title="RoadScan", value=_("Finds potholes in dashcam videos."), topics=["vision"]),
    )
    def post(self, request: Request) -> HttpResponse:
        said, person = read(NewProject, request), person_of(request)
        key = form_key(request, said.pop("form_key", None))
        project = projects.make(person, form_key=key, now=clock.now(), **_values(said, _BLANK))
        return answer(_one(project.pk, person.handle), status=201)


class OneProject(Members):
    @extend_schema(summary=_("A project of yours"), responses=ProjectShape)
    def get(self, request: Request, pk: int) -> HttpResponse:
        person = person_of(request)
        get_object_or_404(Project.objects.standing(), owner=person, pk=pk)
        return answer(_one(pk, person.handle))

    @extend_schema(
        summary=_("Change a project"),
        description=_("What you leave out stays as it is. `version` is that of the project you read."),
        request=ChangedProject,
        responses=ProjectShape,
        examples=example(version=1, stage="shown", visibility="public"),
    )
    def patch(self, request: Request, pk: int) -> HttpResponse:
        said, person = read(ChangedProject, request), person_of(request)
        mine = Project.objects.standing().filter(owner=person).select_related("cover")
        standing = get_object_or_404(mine, pk=pk)
        as_it_is = {name: getattr(standing, name) for name in (*_BLANK,)}
        as_it_is["links"] = [Link(**link) for link in standing.links]
        version = said.pop("version")
        projects.edit(standing, version=version, now=clock.now(), **_values(said, as_it_is))
        return answer(_one(pk, person.handle))


_BLANK: Final[Mapping[str, Any]] = {
    "title": "",
    "value": "",
    "story": "",
    "topics": [],
    "stage": Stage.MAKING.value,
    "links": [],
    "cover": None,
    "visibility": Visibility.PRIVATE.value,
    "pinned": False,
}


def _values(said: dict[str, Any], others: Mapping[str, Any]) -> Any:
    """What the verbs take: what was `said`, the rest from `others`. Raises ValidationError for a link that is none."""
    found = {**others, **said}
    if "links" in said:
        found["links"] = links_of(said["links"])
    return found


def links_of(sent: Iterable[Mapping[str, str]]) -> list[Link]:
    """The links that were sent. Raises ValidationError for one that is none."""
    return [_link(number, link) for number, link in enumerate(sent)]


def _link(number: int, sent: Mapping[str, str]) -> Link:
    try:
        return Link.typed(sent.get("label", ""), sent["address"])
    except Refusal as no:
        raise ValidationError({f"links.{number}": [str(no)]}) from no


def _one(pk: int, handle: str) -> dict[str, Any]:
    rows = _told(Project.objects.filter(pk=pk).values(*_COLUMNS), handle)
    if not rows:
        raise Http404  # erased meanwhile
    return rows[0]


def _told(rows: Iterable[Mapping[str, Any]], handle: str) -> list[dict[str, Any]]:
    return [
        {name: row[name] for name in _COLUMNS if name != "slug"}
        | {"url": on_site(project_address(None, handle, row["id"], row["slug"]))}
        for row in rows
    ]
