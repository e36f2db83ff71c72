"""Django's admin, for those whom our own rules let in, entered by our own door, where tries are counted."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import policies


class Desk(AdminSite):
    site_header = site_title = _("Giljabi")

    def has_permission(self, request: HttpRequest) -> bool:
        return policies.is_curator(request.user) or policies.is_operator(request.user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """A visitor signs in as everybody does; to everyone else the page does not exist."""
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """In the settings, where tries are counted, other sessions end and a letter tells of it."""
        return redirect("accounts:password")
