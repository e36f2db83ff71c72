"""One's progress along the roadmap: every step, and how it stands."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from accounts.models import User
from config.api.door import Members, answer, on_site, person_of, read
from config.api.fields import Day, Given, OneOf, Sent
from config.api.schema import example
from kit.errors import Refusal
from roadmap import trail
from roadmap.actions.progress import DayAhead
from roadmap.models import Enrollment, Progress, Step
from roadmap.trail import shape
from roadmap.views.walking import WAYS

TO_DO = "to-do"


class NotWalking(Refusal):
    message = _("You aren’t on the roadmap yet. Draw up a plan on the site first: /start/")


class StepProgress(Given):
    step = serializers.CharField()
    phase = serializers.CharField()
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=list(WAYS))
    started_on = serializers.DateField(allow_null=True)
    finished_on = serializers.DateField(allow_null=True)
    url = serializers.URLField()


class ProgressList(Given):
    results = StepProgress(many=True)


class Walk(Sent):
    state = OneOf(choices=list(WAYS))
    on = Day(required=False)


class AllProgress(Members):
    @extend_schema(summary=_("Every step, and how it stands"), responses=ProgressList)
    def get(self, request: Request) -> HttpResponse:
        rows = {row.step_id: row for row in _rows(person_of(request))}
        return answer({"results": [_told(step, rows.get(step.id)) for step in trail.current().steps]})


class OneProgress(Members):
    @extend_schema(summary=_("How one step stands"), responses=StepProgress)
    def get(self, request: Request, key: str) -> HttpResponse:
        step = _step(key)
        return answer(_told(step, _rows(person_of(request)).filter(step=step.id).first()))

    @extend_schema(
        summary=_("Say how a step stands"),
        description=_("`on` is the day it was done; without it, your own today."),
        request=Walk,
        responses=StepProgress,
        examples=example(state="done", on="2026-04-05"),
    )
    def put(self, request: Request, key: str) -> HttpResponse:
        said, person, step = read(Walk, request), person_of(request), _step(key)
        if not Enrollment.objects.filter(learner=person).exists():
            raise NotWalking
        on: date | None = said.get("on")
        try:
            row = WAYS[said["state"]](person, Step.objects.get(pk=step.id), on)
        except DayAhead as no:
            raise ValidationError({"on": [no.message]}) from no
        return answer(_told(step, row))


def _step(key: str) -> shape.Step:
    step = trail.current().step_by_key.get(key)
    if step is None:
        raise Http404
    return step


def _rows(person: User) -> Any:
    return Progress.objects.filter(enrollment__learner=person)


def _told(step: shape.Step, row: Progress | None) -> dict[str, Any]:
    return {
        "step": step.key,
        "phase": step.phase_key,
        "title": str(step.title),
        "state": (row and row.state) or TO_DO,
        "started_on": row and row.started_on,
        "finished_on": row and row.finished_on,
        "url": on_site(reverse("roadmap:step", args=[step.phase_key, step.key])),
    }
