"""A part of the site map that is loaded when somebody first asks for it: what most never do need not wait at the start."""

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern


class Later(URLResolver):
    """What `include` does for a `urlconf` with an `app_name`, which is told here, as the module is not read yet."""

    def __init__(self, route: str, urlconf: str, app_name: str) -> None:
        super().__init__(RoutePattern(route), urlconf, app_name=app_name, namespace=app_name)

    def _populate(self) -> None:
        """Nothing: `reverse` goes into a namespace only for the names in it, and reads it then."""
