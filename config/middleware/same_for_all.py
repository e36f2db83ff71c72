"""A page that says the same to every visitor is made once an edition of the roadmap, and then handed out as it was made.

A view says so of itself with `@same_for_visitors`. Whoever brings a session, or a message that waits to be told, is never
given a kept page, and what is made for them is never kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from hashlib import blake2b
from typing import Any, Final, cast

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import DisallowedHost
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseBase
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from config.middleware.language import CODES, asked_for
from kit.http import Req
from roadmap import trail

MOST_KEPT: Final = 500  # pages a process keeps, compressed: some 8 KB each
PREFIXES: Final = tuple(f"/{code}/" for code in CODES)  # below them the address says the language

View = Callable[..., HttpResponseBase]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is sent."""

    body: bytes
    headers: dict[str, str]

    def answer(self, request: Req) -> HttpResponseBase:
        response = HttpResponse(self.body, headers=self.headers)
        return get_conditional_response(request, self.headers["ETag"], response=response) or response


def same_for_visitors(*asks: str) -> Callable[[View], View]:
    """Say of a view that the address, the language and the roadmap alone decide what a visitor is shown.

    `asks` are the names in a query that it understands; an address with any other is not kept.
    """

    def says(view: View) -> View:
        @wraps(view)
        def answer(request: Req, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            if request.user.is_anonymous and request.GET.keys() <= set(asks) and response.status_code == 200:
                _marked(response)
            return response

        return answer

    return says


def _marked(response: Any) -> None:
    """Let it be kept, and let a browser ask each time whether what it has still holds."""
    response.same_for_visitors = True
    response.headers["ETag"] = quote_etag(blake2b(response.content, digest_size=12).hexdigest())
    patch_cache_control(response, no_cache=True)


def same_for_all(answer: Callable[[Req], HttpResponseBase]) -> Callable[[Req], HttpResponseBase]:
    def answered(request: Req) -> HttpResponseBase:
        kept = _kept_now() if _may_be_kept(request) else None
        if kept is None:
            return answer(request)
        key = _key(request)
        page = kept.get(key)
        if page is None:
            response: Any = answer(request)
            if not getattr(response, "same_for_visitors", False) or response.cookies:
                return cast("HttpResponseBase", response)
            if len(kept) >= MOST_KEPT:
                kept.clear()
            page = kept[key] = Page(response.content, dict(response.headers))
        return page.answer(request)

    return answered


def _may_be_kept(request: Req) -> bool:
    """Only what a visitor asks for who takes it compressed, as every browser does."""
    return (
        request.method in {"GET", "HEAD"}
        and not request.COOKIES.keys() & {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
        and re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")) is not None
        and _is_for_us(request)
    )


def _is_for_us(request: Req) -> bool:
    """Tell whether it names a host of ours; any other is refused further in."""
    try:
        return bool(request.get_host())
    except DisallowedHost:
        return False


def _kept_now() -> dict[Key, Page] | None:
    """What is kept of the roadmap as it is now; None while there is no database, which not every page needs."""
    try:
        return _kept(trail.current())
    except OperationalError:
        return None


@lru_cache(maxsize=1)
def _kept(_walked: trail.Trail) -> dict[Key, Page]:
    """The pages of one reading of the roadmap; those of the one before are forgotten with it."""
    return {}


def _key(request: Req) -> Key:
    language = "" if request.path_info.startswith(PREFIXES) else asked_for(request)
    return request.path_info, request.META.get("QUERY_STRING", ""), language
