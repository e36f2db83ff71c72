"""Which language a page speaks, and its addresses in both.

A bare address speaks the account's language, else the cookie's, else what the browser asks for. Public pages also live at
/ko/… and /en/…, and there the address wins. (Not `i18n_patterns`: it would prefix every address, private ones too.)
"""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from accounts import access
from kit.http import Req

CODES = ("ko", "en")


def language(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[Req], HttpResponse]:
    def speak(request: Req) -> HttpResponse:
        request.language_in_address = _taken_off(request)
        chosen = request.language_in_address or _negotiated(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = answer(request)
        response.headers.setdefault("Content-Language", chosen)
        if not request.language_in_address:
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    return speak


def addresses(request: Req) -> dict[str, str]:
    """The addresses of this page: by language, "bare", and "here" as it was asked for; empty where it is no public page."""
    path = request.path_info
    if not is_public(path):
        return {}
    by_language = {code: f"/{code}{path}" for code in CODES}
    return {"bare": path, **by_language, "here": by_language.get(request.language_in_address, path)}


@lru_cache(maxsize=4096)
def is_public(path: str) -> bool:
    try:
        return access.of(resolve(path).func) == "public"
    except Resolver404:
        return False


def url(request: Req | None, name: str, *args: object, **kwargs: object) -> str:
    """`reverse`, keeping the language of a prefixed page for public pages."""
    path = _reversed(settings.ROOT_URLCONF, name, args, tuple(kwargs.items()))
    prefix = getattr(request, "language_in_address", "")
    return f"/{prefix}{path}" if prefix and is_public(path) else path


@lru_cache(maxsize=8192)
def _reversed(_urlconf: str, name: str, args: tuple[object, ...], kwargs: tuple[tuple[str, object], ...]) -> str:
    """A page asks for a hundred addresses, mostly those it asked for the last time."""
    return reverse(name, args=args, kwargs=dict(kwargs))


def _taken_off(request: Req) -> str:
    first, _, rest = request.path_info[1:].partition("/")
    if first not in CODES:
        return ""
    bare = f"/{rest}"
    if is_public(bare):
        request.path_info = bare
        return first
    if is_public(f"{bare}/"):
        request.path_info = bare  # so that CommonMiddleware sees that only the slash is missing
    return first  # nothing lives there as it stands, and the lost page speaks the address’s language


def _negotiated(request: Req) -> str:
    if request.user.is_authenticated:
        return str(request.user.language)
    return asked_for(request)


def asked_for(request: HttpRequest) -> str:
    """What a visitor wants to read: what they chose here, else what their browser says."""
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return cookie if cookie in CODES else translation.get_language_from_request(request)
