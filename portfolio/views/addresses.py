"""Where the public pages of somebody are, in the language of the page that leads there."""

from config.middleware.language import url
from kit.http import Req


def profile_address(request: Req | None, handle: str) -> str:
    return url(request, "portfolio:profile", handle)


def project_address(request: Req | None, handle: str, pk: int, slug: str) -> str:
    """The one address of a project that all others lead to."""
    return url(request, "portfolio:project", handle, pk, *([slug] if slug else []))
