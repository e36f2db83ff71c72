"""The API's description, OpenAPI 3, drawn from the views and the shapes they name; once per language and process."""

from functools import lru_cache
from typing import Any, Final

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, inline_serializer
from rest_framework import serializers

from accounts import access
from config.api.problems import MEDIA_TYPE

_PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "version": {"type": "integer"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}


class Described(AutoSchema):
    """Operations are named by their method and address, and belong to the first part of it."""

    def get_operation_id(self) -> str:
        parts = [part.strip("{}") for part in self.path.removeprefix("/api/v1/").split("/")]
        return "_".join([self.method.lower(), *parts])

    def get_serializer_name(self, serializer: Any, direction: str) -> str:
        return type(serializer).__name__.replace("Shape", "")

    def get_auth(self) -> list[Any]:
        """A token or a session; neither has to be brought where the door is open to all."""
        ways: list[Any] = super().get_auth()
        return ways if access.of(self.view) == "members" else [*ways, {}]

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0]]


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "config.api.keys.Token"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer"}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "config.api.keys.OwnSession"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}


PAGED: Final = [
    OpenApiParameter("after", str, description=_("Comes in the address of `older`."), required=False),
    OpenApiParameter("before", str, description=_("Comes in the address of `newer`."), required=False),
]


def example(**said: Any) -> list[OpenApiExample]:
    """A body that one may send as it stands, for what `extend_schema` calls `examples`; tests send it."""
    return [OpenApiExample("example", value=said, request_only=True)]


def page_of(shape: type[serializers.Serializer[Any]]) -> Any:
    """The shape of one page of such rows."""
    return inline_serializer(
        name=f"{shape.__name__}Page",
        fields={
            "results": shape(many=True),
            "newer": serializers.URLField(allow_null=True),
            "older": serializers.URLField(allow_null=True),
        },
    )


def with_problems(result: Any, generator: Any, request: Any, public: bool) -> Any:
    """For drf-spectacular, after all is drawn: every operation may also answer with a problem."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = _PROBLEM
    said = {
        "description": gettext("A problem"),
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for methods in result["paths"].values():
        for operation in methods.values():
            operation["responses"]["default"] = said
    return result


def drawn() -> dict[str, Any]:
    """The description in the language being spoken."""
    return _drawn(get_language() or "en")


@lru_cache(maxsize=2)
def _drawn(_language: str) -> dict[str, Any]:
    described: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return described
