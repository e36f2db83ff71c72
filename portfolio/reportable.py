"""What of a portfolio can be reported."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.reports import Found, Kind, register
from kit.dates import say_date
from portfolio.models import Entry, Milestone, Project


def _project(pk: int, viewer: Any) -> Found | None:
    project = Project.objects.visible_to(viewer).select_related("owner").filter(pk=pk).first()
    if project is None:
        return None
    address = reverse("portfolio:project", args=[project.owner.handle, project.pk])
    return Found(project.owner, project.title, address)


def _entry(pk: int, viewer: Any) -> Found | None:
    entry = Entry.objects.visible_to(viewer).select_related("owner").filter(pk=pk).first()
    if entry is None:
        return None
    return Found(entry.owner, f"{entry.owner.name}, {say_date(entry.day)}", reverse("portfolio:entry", args=[pk]))


def _milestone(pk: int, viewer: Any) -> Found | None:
    milestone = Milestone.objects.visible_to(viewer).select_related("owner").filter(pk=pk).first()
    if milestone is None:
        return None
    return Found(milestone.owner, str(milestone), reverse("portfolio:milestone", args=[pk]))


register(
    Kind("project", _("A project"), _project),
    Kind("entry", _("An entry"), _entry),
    Kind("milestone", _("A milestone"), _milestone),
)
