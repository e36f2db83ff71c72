"""Which form a request is: sent again with the same key, it makes nothing a second time."""

from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

HEADER = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    required=False,
    description=_("Sent again with the same key, it makes no second one."),
)


def form_key(request: Request, sent: UUID | None) -> UUID:
    """The `form_key` of the body, else of the header Idempotency-Key, whatever is written there, else a new one."""
    if sent is not None:
        return sent
    said = request.headers.get("Idempotency-Key", "")
    return uuid5(NAMESPACE_URL, f"giljabi:idempotency:{said}") if said else uuid4()
