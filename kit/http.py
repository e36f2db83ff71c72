"""The request as our views see it."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Req(HttpRequest):
    """For annotations: what the middleware added. `user` is a User or an AnonymousUser."""

    user: Any
    htmx: "HtmxDetails"
    language_in_address: str
