"""What is measured of one's own milestones."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from config.api.door import Members, answer, gone, listed, person_of, read
from config.api.fields import Given, Sent, Whole
from config.api.schema import PAGED, example, page_of
from kit import clock
from portfolio.actions import readings
from portfolio.models import Milestone, Reading


class ReadingShape(Given):
    day = serializers.DateField()
    value = serializers.IntegerField(min_value=0)
    source = serializers.CharField()  # type: ignore[assignment] # the name of a field here


class ReadingSaid(Sent):
    value = Whole(min_value=0, max_value=readings.MOST_VALUE)


class Readings(Members):
    @extend_schema(
        summary=_("Readings, newest day first"),
        description=_("`source` is where it was read; `hand` is you, or a program of yours."),
        parameters=PAGED,
        responses=page_of(ReadingShape),
    )
    def get(self, request: Request, pk: int) -> HttpResponse:
        rows = Reading.objects.filter(milestone=_milestone(request, pk)).values("id", "day", "value", "source")
        return listed(request, rows, _told, keys=("-day", "-id"), size=100)


class OneReading(Members):
    @extend_schema(
        summary=_("Write down a day’s value, or correct it"),
        description=_(
            "For a tool: the people who used it in the seven days to that day. For an article: its views so far."
        ),
        request=ReadingSaid,
        responses=ReadingShape,
        examples=example(value=131),
    )
    def put(self, request: Request, pk: int, day: date) -> HttpResponse:
        said = read(ReadingSaid, request)
        reading = readings.put(_milestone(request, pk), day=day, value=said["value"], now=clock.now())
        return answer({"day": reading.day, "value": reading.value, "source": reading.source})

    @extend_schema(summary=_("Delete a day’s value"), responses={204: None})
    def delete(self, request: Request, pk: int, day: date) -> HttpResponse:
        readings.remove(_milestone(request, pk), day=day)
        return gone()


def _milestone(request: Request, pk: int) -> Milestone:
    return get_object_or_404(Milestone, owner=person_of(request), pk=pk)


def _told(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in ("day", "value", "source")} for row in rows]
