"""One's own milestones: read, and claimed by the verb that the form uses; changed and withdrawn on the site."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from accounts.models import User
from accounts.visibility import Visibility
from config.api.door import Members, answer, listed, on_site, person_of, read
from config.api.fields import Facts, Given, Key, OneOf, Sent, Several, Text, Whole
from config.api.schema import PAGED, example, page_of
from kit import clock
from portfolio.actions import milestones
from portfolio.api.entries import MOST_ID, project_of
from portfolio.api.once import HEADER, form_key
from portfolio.api.projects import LinkSaid, links_of
from portfolio.kinds import BY_KEY, KINDS
from portfolio.links import MOST_LINKS
from portfolio.models import Milestone
from portfolio.models.milestone import MOST_DEED, MOST_NOTE, MOST_TITLE, State

_COLUMNS: Final = (
    *("id", "kind", "title", "deed", "note", "facts", "project_id", "visibility", "state", "claimed_at", "verified_at"),
    *("version", "created_at"),
)


class MilestoneShape(Given):
    """`facts` are those of its kind."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=[kind.key for kind in KINDS])
    title = serializers.CharField()
    deed = serializers.CharField()
    note = serializers.CharField()
    facts = serializers.DictField()
    project = serializers.IntegerField(allow_null=True)
    visibility = serializers.ChoiceField(choices=Visibility.values)
    state = serializers.ChoiceField(choices=State.values)
    claimed_at = serializers.DateTimeField(allow_null=True)
    verified_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    url = serializers.URLField()


class NewMilestone(Sent):
    kind = OneOf(choices=[kind.key for kind in KINDS])
    title = Text(max_length=MOST_TITLE)
    deed = Text(max_length=MOST_DEED)
    note = Text(required=False, max_length=MOST_NOTE)
    facts = Facts()
    links = Several(child=LinkSaid(), required=False, max_length=MOST_LINKS)
    project = Whole(required=False, allow_null=True, min_value=1, max_value=MOST_ID)
    visibility = OneOf(required=False, choices=Visibility.values)
    form_key = Key(required=False)


_BLANK: Final[Mapping[str, Any]] = {"note": "", "links": [], "project": None, "visibility": Visibility.PRIVATE.value}
_FACTS: Final = "\n".join(f"- `{kind.key}`: `{'`, `'.join(kind.form.base_fields)}`" for kind in KINDS)


class Milestones(Members):
    @extend_schema(summary=_("Your milestones, newest first"), parameters=PAGED, responses=page_of(MilestoneShape))
    def get(self, request: Request) -> HttpResponse:
        mine = Milestone.objects.filter(owner=person_of(request)).values(*_COLUMNS)
        return listed(request, mine, _told, keys=("-id",))

    @extend_schema(
        summary=_("Claim a milestone"),
        description=format_lazy("{}\n\n{}", _("`deed` is one sentence. The facts of each kind:"), _FACTS),
        parameters=[HEADER],
        request=NewMilestone,
        responses={201: MilestoneShape},
        examples=example(
            kind="article",
            title=_("How our street scanner finds potholes"),
            deed=_("I wrote down what went wrong, step by step."),
            facts={"address": "https://example.org/potholes", "published_on": "2026-01-02", "views": 31402},
            visibility="members",
        ),
    )
    def post(self, request: Request) -> HttpResponse:
        said, person = read(NewMilestone, request), person_of(request)
        key, kind = form_key(request, said.pop("form_key", None)), said.pop("kind")
        made = milestones.claim(person, kind=kind, form_key=key, now=clock.now(), **_values(person, kind, said))
        return answer(_told(Milestone.objects.filter(pk=made.pk).values(*_COLUMNS))[0], status=201)


class OneMilestone(Members):
    @extend_schema(summary=_("A milestone of yours"), responses=MilestoneShape)
    def get(self, request: Request, pk: int) -> HttpResponse:
        mine = Milestone.objects.filter(owner=person_of(request)).values(*_COLUMNS)
        return answer(_told([get_object_or_404(mine, pk=pk)])[0])


def _values(person: User, kind: str, said: dict[str, Any]) -> Any:
    """What the verb takes. Raises ValidationError for a fact that the kind has not, a link or project that is none."""
    if unknown := sorted(said["facts"].keys() - BY_KEY[kind].form.base_fields.keys()):
        raise ValidationError({"facts": {name[:60]: [_("We don’t know this field.")] for name in unknown[:10]}})
    found = {**_BLANK, **said, "links": links_of(said.get("links", ()))}
    return found | {"project": project_of(person, said.get("project"))}


def _told(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {name: row[name] for name in _COLUMNS if name != "project_id"}
        | {"project": row["project_id"], "url": on_site(reverse("portfolio:milestone", args=[row["id"]]))}
        for row in rows
    ]
