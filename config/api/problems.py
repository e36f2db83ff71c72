"""How the API says no: one shape for everything under /api/, RFC 9457's problem details (application/problem+json)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from rest_framework import exceptions

from kit.errors import Refusal
from portfolio.actions.keeping import ChangedMeanwhile, Unfit
from portfolio.actions.milestones import ClaimedAlready, UnfitFacts

MEDIA_TYPE: Final = "application/problem+json"
ROOT: Final = "/api/"

Wrong = tuple[str, Any]  # the name of a field, empty for the whole, and a sentence about it

# By status: the word programs ask for, what it is called, what is said where nobody knows more.
KNOWN: Final[Mapping[int, tuple[str, Promise, Promise]]] = {
    400: ("unreadable", pgettext_lazy("problem", "Unreadable"), _("We couldn’t read this request.")),
    401: ("not-signed-in", pgettext_lazy("problem", "Not signed in"), _("Send a token: Authorization: Bearer giljabi_…")),
    403: ("closed", pgettext_lazy("problem", "Closed"), _("This isn’t open to you.")),
    404: ("not-found", pgettext_lazy("problem", "Not found"), _("Nothing is here, or it isn’t shown to you.")),
    405: ("method", pgettext_lazy("problem", "Another method"), _("This address takes other methods: see Allow.")),
    409: ("conflict", pgettext_lazy("problem", "Conflict"), _("This doesn’t fit what is here now.")),
    413: ("too-large", pgettext_lazy("problem", "Too large"), _("A request holds 5 MB at most.")),
    415: ("media-type", pgettext_lazy("problem", "Not JSON"), _("Send JSON: Content-Type: application/json")),
    422: ("invalid", pgettext_lazy("problem", "To be mended"), _("Something in it has to be mended first.")),
    429: ("too-many", pgettext_lazy("problem", "Too many requests"), _("Wait a moment: see Retry-After.")),
    500: ("ours", pgettext_lazy("problem", "Our fault"), _("Something broke on our side. Try again in a minute.")),
    503: ("away", pgettext_lazy("problem", "Away"), _("We can’t reach our data right now. Try again in a minute.")),
}  # fmt: skip


def problem(status: int, detail: Any = "", *, code: str = "", wrong: Sequence[Wrong] = (), **more: Any) -> JsonResponse:
    """The answer that says no; `wrong` are single fields, `more` members of its own."""
    known, title, said = KNOWN[status]
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail or said, "code": code or known}
    if wrong:
        body["errors"] = [{"field": field, "detail": sentence} for field, sentence in wrong]
    return JsonResponse(body | more, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})


class Closed(exceptions.PermissionDenied):
    """Signed in, and yet not let in; `code` is the word programs ask for."""

    def __init__(self, detail: Any, code: str) -> None:
        super().__init__(detail, code)
        self.word = code


def answer_to(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """For REST framework: what an error under /api/ is answered with; None for one that is a fault of ours."""
    if isinstance(error, Refusal):
        return _refused(error)
    if isinstance(error, exceptions.ValidationError):
        return problem(422, wrong=list(_wrong(error.detail)))
    if isinstance(error, Closed):
        return problem(403, error.detail, code=error.word)
    if isinstance(error, exceptions.APIException) and error.status_code in KNOWN:
        unknown = isinstance(error, exceptions.AuthenticationFailed)
        return _with_headers(problem(error.status_code, _UNKNOWN if unknown else ""), error)
    statuses = ((Http404, 404), (PermissionDenied, 403), (RequestDataTooBig, 413))
    unreadable = ((SuspiciousOperation, 400), (UnreadablePostError, 400))
    found = next((status for kind, status in (*statuses, *unreadable) if isinstance(error, kind)), 0)
    return problem(found) if found else None


def for_request(request: HttpRequest, status: int) -> HttpResponse | None:
    """The problem of that status where the request was to the API; None for a page."""
    return problem(status) if request.path.startswith(ROOT) else None


def _refused(error: Refusal) -> HttpResponse:
    if isinstance(error, ChangedMeanwhile):
        return problem(409, _MEANWHILE, code="changed-meanwhile", version=error.standing.version)
    if isinstance(error, UnfitFacts):
        return problem(422, wrong=[(_fact(name), said[0]) for name, said in error.errors.items()])
    if isinstance(error, ClaimedAlready):
        return problem(422, wrong=[(_fact(error.about), str(error))])
    if isinstance(error, Unfit):
        return problem(422, wrong=[(error.about, str(error))])
    return problem(409, str(error))


def _fact(name: str) -> str:
    return "facts" if name == NON_FIELD_ERRORS else f"facts.{name}"


_UNKNOWN: Final = _("We don’t know this token. It may have been revoked: make a new one in your settings.")
_MEANWHILE: Final = _("It was changed meanwhile. Read it again, and send the change with its new version.")


def _wrong(detail: Any, path: str = "") -> Iterator[Wrong]:
    """What REST framework found, however deep, each with the path of its field."""
    if isinstance(detail, Mapping):
        for name, inside in detail.items():
            here = "" if name == "non_field_errors" else str(name)
            yield from _wrong(inside, ".".join(part for part in (path, here) if part))
    elif isinstance(detail, list | tuple):
        for inside in detail:
            yield from _wrong(inside, path)
    else:
        yield path, str(detail)


def _with_headers(answer: HttpResponse, error: exceptions.APIException) -> HttpResponse:
    if said := getattr(error, "auth_header", None):
        answer.headers["WWW-Authenticate"] = said
    if wait := getattr(error, "wait", None):
        answer.headers["Retry-After"] = str(int(wait))
    return answer
