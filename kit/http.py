"""The request as our views see it."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Req(HttpRequest):
    """For annotations: what the middleware added. `user` is a User or an AnonymousUser."""

    user: Any
    session: Any  # the engine of settings.SESSION_ENGINE
    htmx: "HtmxDetails"
    language_in_address: str


def place_here(address: str) -> str:
    """`address` if it is a place of this site, a path and what follows it; nothing if it leads anywhere else."""
    return address if address.startswith("/") and url_has_allowed_host_and_scheme(address, None) else ""
