"""The request as our views see it."""

from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

LONGEST_PLACE: Final = 2_000  # characters; it waits in a session meanwhile


class Req(HttpRequest):
    """For annotations: what the middleware added. `user` is a User or an AnonymousUser."""

    user: Any
    session: Any  # the engine of settings.SESSION_ENGINE
    htmx: "HtmxDetails"
    language_in_address: str


def place_here(address: str) -> str:
    """`address`, ready for a Location, if it is a place of this site: a path and what follows it; nothing otherwise."""
    if len(address) > LONGEST_PLACE or not address.startswith("/"):
        return ""
    return iri_to_uri(address) if url_has_allowed_host_and_scheme(address, None) else ""


def number(text: str | None) -> int | None:
    """The number that an address or a form names, if it can be one of ours: no longer than an id may be."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else None
