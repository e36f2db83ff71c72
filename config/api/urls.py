"""What the API can be asked; /api/docs/ tells it."""

from datetime import date
from typing import Any

from django.urls import include, path, re_path, register_converter

import portfolio.urls  # noqa: F401 - it knows what a handle is in an address
from accounts.api import MeDoor
from config.api import docs
from portfolio.api.entries import Entries, OneEntry
from portfolio.api.milestones import Milestones, OneMilestone
from portfolio.api.people import MilestonesOf, OnePerson, ProjectsOf
from portfolio.api.projects import OneProject, Projects
from portfolio.api.readings import OneReading, Readings
from roadmap.api import AllProgress, OneProgress


class DayConverter:
    """A day as 2026-04-09."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: Any) -> str:
        return str(value)


register_converter(DayConverter, "day")

app_name = "api"

_v1 = [
    path("me", MeDoor.as_view(), name="me"),
    path("progress", AllProgress.as_view(), name="progress"),
    path("progress/<slug:key>", OneProgress.as_view(), name="step"),
    path("entries", Entries.as_view(), name="entries"),
    path("entries/<int:pk>", OneEntry.as_view(), name="entry"),
    path("projects", Projects.as_view(), name="projects"),
    path("projects/<int:pk>", OneProject.as_view(), name="project"),
    path("milestones", Milestones.as_view(), name="milestones"),
    path("milestones/<int:pk>", OneMilestone.as_view(), name="milestone"),
    path("milestones/<int:pk>/readings", Readings.as_view(), name="readings"),
    path("milestones/<int:pk>/readings/<day:day>", OneReading.as_view(), name="reading"),
    path("people/<handle:handle>", OnePerson.as_view(), name="person"),
    path("people/<handle:handle>/projects", ProjectsOf.as_view(), name="projects_of"),
    path("people/<handle:handle>/milestones", MilestonesOf.as_view(), name="milestones_of"),
]

urlpatterns = [
    path("v1/", include(_v1)),
    path("docs/", docs.docs, name="docs"),
    path("schema/", docs.schema, name="schema"),
    re_path(r"^(?P<rest>[\s\S]*)$", docs.lost, name="lost"),
]
