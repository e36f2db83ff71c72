"""Who asks: whoever's token comes along, else whose session it is."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from accounts.actions import tokens
from accounts.models import User
from config.api.problems import Closed
from kit import clock

SCHEME = "Bearer"


class Token(BaseAuthentication):
    """`Authorization: Bearer giljabi_…`. It opens nothing but the API: no page asks for it."""

    def authenticate(self, request: Request) -> tuple[User, Any] | None:
        scheme, _blank, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != SCHEME.lower():
            return None
        owner = tokens.use(secret.strip(), now=clock.now())
        if owner is None:
            raise AuthenticationFailed
        return owner, secret

    def authenticate_header(self, request: Request) -> str:
        return SCHEME


class OwnSession(SessionAuthentication):
    """The session of a page of ours; what changes something needs the page's token against forged forms."""

    def enforce_csrf(self, request: Any) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise Closed(_("Send the page’s token as X-CSRFToken, or use an API token."), "csrf") from error
