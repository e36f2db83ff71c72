"""A person can be reported, as who they say they are."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.reports import Found, Kind, register


def _person(pk: int, viewer: Any) -> Found | None:
    person = User.objects.visible_to(viewer).filter(pk=pk).first()
    return Found(person, person.name, reverse("portfolio:profile", args=[person.handle])) if person else None


register(Kind("person", _("A person"), _person))
