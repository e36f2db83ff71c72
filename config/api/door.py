"""What every address of the API is: a view that takes JSON, gives JSON, and knows who may come in."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, ParseError, ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from accounts.models import User
from config.api.keys import OwnSession, Token
from config.api.limits import ByPerson
from config.api.problems import Closed, answer_to
from kit import paging

_Row = TypeVar("_Row")


class Json(JSONParser):
    """A request's JSON; what is nested beyond all sense is unreadable, not a fault of ours."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError from error


class JsonAlways(BaseContentNegotiation):
    """There is one format, whatever a browser would rather have."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        sent = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if sent == parser.media_type), None)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class Open(APIView):
    """An address that anybody may ask, and sees what a page would show them."""

    access = "open"
    authentication_classes = (Token, OwnSession)
    permission_classes = ()
    throttle_classes = (ByPerson,)
    parser_classes = (Json,)
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = JsonAlways
    metadata_class = None
    http_method_names = ["get", "post", "put", "patch", "delete", "head"]  # noqa: RUF012 - as Django names it

    @classmethod
    def as_view(cls, **options: Any) -> Any:
        view = super().as_view(**options)
        view.access = cls.access  # type: ignore[attr-defined] # the mark that accounts/access.py asks for
        return view

    def perform_authentication(self, request: Request) -> None:
        """Whoever brings a token that opens nothing is counted as well, by their address."""
        try:
            super().perform_authentication(request)
        except AuthenticationFailed:
            self.check_throttles(request)
            raise

    def get_exception_handler(self) -> Any:
        return answer_to

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """What was made for one person is kept by nobody on the way."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer.headers["Cache-Control"] = "private, no-store"
        patch_vary_headers(answer, ["Authorization"])
        return answer


class Members(Open):
    """An address for members."""

    access = "members"

    def check_permissions(self, request: Request) -> None:
        """Raises NotAuthenticated, and Closed for whoever is suspended, is leaving or has not finished onboarding."""
        person = request.user
        if not isinstance(person, User):
            raise NotAuthenticated
        if not person.is_standing:
            raise Closed(
                _("This account is suspended or about to be deleted. Sign in on the site to read more."), "away"
            )
        if not person.is_member:
            raise Closed(_("Sign in on the site first, and choose a name and a handle."), "not-a-member")


def person_of(request: Request) -> User:
    """The member who asks, behind a door of `Members`."""
    return cast("User", request.user)


def answer(data: Any, status: int = 200) -> JsonResponse:
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})


def gone() -> HttpResponse:
    return HttpResponse(status=204)


def read(shape: type[Serializer[Any]], request: Request, *, partial: bool = False) -> dict[str, Any]:
    """What was sent, as `shape` describes it. Raises ValidationError, also for a name that it doesn't know."""
    sent = shape(data=request.data, partial=partial)
    if isinstance(request.data, Mapping) and (unknown := sorted(request.data.keys() - sent.fields.keys())):
        raise ValidationError({name[:60]: [_("We don’t know this field.")] for name in unknown[:10]})
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


def listed(
    request: Request,
    queryset: QuerySet[Any, _Row],
    row: Callable[[Iterable[_Row]], list[dict[str, Any]]],
    *,
    keys: paging.Keys,
    size: int = 40,
) -> JsonResponse:
    """One page of a list, with the addresses of the pages beside it; `row` tells all rows of the page at once."""
    asked = {name: request.query_params.get(name) for name in ("after", "before")}
    page = paging.page(queryset, **asked, keys=keys, size=size)
    here = f"{settings.SITE_ADDRESS}{request.path}"
    return answer(
        {
            "results": row(page.rows),
            "newer": page.newer and f"{here}?{urlencode({'before': page.newer})}",
            "older": page.older and f"{here}?{urlencode({'after': page.older})}",
        }
    )


def on_site(path: str) -> str:
    """The whole address of a page of ours."""
    return f"{settings.SITE_ADDRESS}{path}"
