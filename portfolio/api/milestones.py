"""One's own milestones, to be read; they are claimed on the site, where what counts stands beside the form."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from accounts.visibility import Visibility
from config.api.door import Members, answer, listed, on_site, person_of
from config.api.fields import Given
from config.api.schema import PAGED, page_of
from portfolio.kinds import KINDS
from portfolio.models import Milestone
from portfolio.models.milestone import State

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


class Milestones(Members):
    @extend_schema(summary=_("Your milestones, newest first"), parameters=PAGED, responses=page_of(MilestoneShape))
    def get(self, request: Request) -> HttpResponse:
        mine = Milestone.objects.filter(owner=person_of(request)).values(*_COLUMNS)
        return listed(request, mine, _told, keys=("-id",))


class OneMilestone(Members):
    @extend_schema(summary=_("A milestone of yours"), responses=MilestoneShape)
    def get(self, request: Request, pk: int) -> HttpResponse:
        mine = Milestone.objects.filter(owner=person_of(request)).values(*_COLUMNS)
        return answer(_told([get_object_or_404(mine, pk=pk)])[0])


def _told(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {name: row[name] for name in _COLUMNS if name != "project_id"}
        | {"project": row["project_id"], "url": on_site(reverse("portfolio:milestone", args=[row["id"]]))}
        for row in rows
    ]
