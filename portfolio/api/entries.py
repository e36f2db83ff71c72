"""One's own log."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from accounts.models import User
from accounts.visibility import Visibility
from config.api.door import Members, answer, gone, listed, on_site, person_of, read
from config.api.fields import Day, Given, Key, OneOf, Sent, Text, Whole
from config.api.schema import PAGED, example, page_of
from kit import clock
from kit.markdown import MOST_CHARACTERS
from portfolio.actions import entries, keeping
from portfolio.api.once import HEADER, form_key
from portfolio.models import Entry, Project
from portfolio.models.entry import MOST_MINUTES
from roadmap.models import Step

_COLUMNS: Final = ("id", "day", "minutes", "text", "step__key", "project_id", "visibility", "version", "created_at")
MOST_ID: Final = 2**63 - 1


class EntryShape(Given):
    id = serializers.IntegerField()
    day = serializers.DateField()
    minutes = serializers.IntegerField(min_value=0, max_value=MOST_MINUTES)
    text = serializers.CharField()
    step = serializers.CharField(allow_null=True)
    project = serializers.IntegerField(allow_null=True)
    visibility = serializers.ChoiceField(choices=Visibility.values)
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    url = serializers.URLField()


class EntrySaid(Sent):
    day = Day(required=False)
    minutes = Whole(required=False, min_value=0, max_value=MOST_MINUTES)
    text = Text(required=False, max_length=MOST_CHARACTERS)
    step = Text(required=False, allow_null=True, max_length=80)
    project = Whole(required=False, allow_null=True, min_value=1, max_value=MOST_ID)
    visibility = OneOf(required=False, choices=Visibility.values)


class NewEntry(EntrySaid):
    form_key = Key(required=False)


class ChangedEntry(EntrySaid):
    version = Whole(min_value=1, max_value=2**31 - 1)


class Entries(Members):
    @extend_schema(summary=_("Your log, newest day first"), parameters=PAGED, responses=page_of(EntryShape))
    def get(self, request: Request) -> HttpResponse:
        mine = Entry.objects.of(person_of(request)).values(*_COLUMNS)
        return listed(request, mine, _told, keys=("-day", "-id"))

    @extend_schema(
        summary=_("Log an entry"),
        description=_("Without `day` it is for your own today. It needs a text, minutes or both."),
        parameters=[HEADER],
        request=NewEntry,
        responses={201: EntryShape},
        examples=example(text=_("Read chapter 2"), minutes=30, step="kaggle-first"),
    )
    def post(self, request: Request) -> HttpResponse:
        said, person, now = read(NewEntry, request), person_of(request), clock.now()
        key = form_key(request, said.pop("form_key", None))
        blank = {"day": person.day(now), "minutes": 0, "text": "", "visibility": Visibility.PRIVATE.value}
        entry = entries.log(person, form_key=key, now=now, **_values(person, said, blank))
        return answer(_one(entry.pk), status=201)


class OneEntry(Members):
    @extend_schema(summary=_("An entry of yours"), responses=EntryShape)
    def get(self, request: Request, pk: int) -> HttpResponse:
        return answer(_one(get_object_or_404(Entry.objects.of(person_of(request)), pk=pk).pk))

    @extend_schema(
        summary=_("Change an entry"),
        description=_("What you leave out stays as it is. `version` is that of the entry you read."),
        request=ChangedEntry,
        responses=EntryShape,
        examples=example(version=1, minutes=45),
    )
    def patch(self, request: Request, pk: int) -> HttpResponse:
        said, person = read(ChangedEntry, request), person_of(request)
        standing = get_object_or_404(Entry.objects.of(person).select_related("step", "project"), pk=pk)
        as_it_is = {
            name: getattr(standing, name) for name in ("day", "minutes", "text", "visibility", "step", "project")
        }
        version = said.pop("version")
        entries.edit(standing, version=version, now=clock.now(), **_values(person, said, as_it_is))
        return answer(_one(pk))

    @extend_schema(
        summary=_("Delete an entry"),
        description=_("For 30 days you can bring it back on the site."),
        responses={204: None},
    )
    def delete(self, request: Request, pk: int) -> HttpResponse:
        keeping.remove(get_object_or_404(Entry, owner=person_of(request), pk=pk), now=clock.now())
        return gone()


def _values(person: User, said: dict[str, Any], others: Mapping[str, Any]) -> Any:
    """What the verbs take: what was `said`, the rest from `others`. Raises ValidationError for what is not there."""
    found = {**others, **said}
    if said.get("step"):
        found["step"] = Step.objects.filter(retired_at=None, key=said["step"]).first()
        if found["step"] is None:
            raise ValidationError({"step": [_("There is no step of this name on the roadmap.")]})
    elif "step" in said:
        found["step"] = None
    if "project" in said:
        found["project"] = project_of(person, said["project"])
    return found


def project_of(person: User, pk: int | None) -> Project | None:
    """The project of theirs that was named. Raises ValidationError where it is none."""
    if pk is None:
        return None
    project = Project.objects.standing().filter(owner=person, pk=pk).first()
    if project is None:
        raise ValidationError({"project": [entries.NotYourProject.message]})
    return project


def _one(pk: int) -> dict[str, Any]:
    rows = _told(Entry.objects.filter(pk=pk).values(*_COLUMNS))
    if not rows:
        raise Http404  # erased meanwhile
    return rows[0]


def _told(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [_row(row) for row in rows]


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    same = ("id", "day", "minutes", "text", "visibility", "version", "created_at")
    return {
        **{name: row[name] for name in same},
        "step": row["step__key"],
        "project": row["project_id"],
        "url": on_site(reverse("portfolio:entry", args=[row["id"]])),
    }
