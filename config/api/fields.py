"""What a request may hold, each with a sentence of ours for what cannot be read."""

from typing import Any, ClassVar, Final

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

MOST_FACT: Final = 500  # characters
_ANY: Final[dict[str, Any]] = {"required": _("This is missing."), "null": _("This can’t be null.")}


class Text(serializers.CharField):
    default_error_messages: ClassVar[dict[str, Any]] = {
        **_ANY,
        "invalid": _("Write text, in quotes."),
        "blank": _("This can’t be empty."),
        "max_length": _("Keep it within {max_length} characters."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_blank": True, "trim_whitespace": False, **options})

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    """A whole number."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        **_ANY,
        "invalid": _("Write a whole number."),
        "max_value": _("{max_value} at most."),
        "min_value": _("{min_value} or more."),
        "max_string_length": _("Write a whole number."),
        "overflow": _("Write a whole number."),
    }

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class Day(serializers.DateField):
    default_error_messages: ClassVar[dict[str, Any]] = {
        **_ANY,
        "invalid": _("Write the day like 2026-04-09."),
        "datetime": _("Write the day like 2026-04-09."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **options)


class OneOf(serializers.ChoiceField):
    default_error_messages: ClassVar[dict[str, Any]] = {
        **_ANY,
        "invalid_choice": _("Choose one of those the documentation names."),
    }

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid_choice", input="")
        return super().to_internal_value(data)


class Truth(serializers.BooleanField):
    default_error_messages: ClassVar[dict[str, Any]] = {
        **_ANY,
        "invalid": _("Write true or false."),
    }

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input="")
        return data


class Several(serializers.ListField):
    default_error_messages: ClassVar[dict[str, Any]] = {
        **_ANY,
        "not_a_list": _("Write a list, in square brackets."),
        "max_length": _("{max_length} at most."),
    }


class Key(serializers.UUIDField):
    default_error_messages: ClassVar[dict[str, Any]] = {**_ANY, "invalid": _("Write a UUID.")}

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid", value="")
        return super().to_internal_value(data)


@extend_schema_field({"oneOf": [{"type": "string", "maxLength": MOST_FACT}, {"type": "integer"}]})
class Fact(Text):
    """A text or a whole number, as a form takes it."""

    def __init__(self) -> None:
        super().__init__(max_length=MOST_FACT)

    def to_internal_value(self, data: Any) -> str:
        plain = str(data) if isinstance(data, int) and not isinstance(data, bool) else data
        return super().to_internal_value(plain)


class Facts(serializers.DictField):
    """Facts by their names; which there are, the kind says."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        **_ANY,
        "not_a_dict": _("Send a JSON object, in curly brackets."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(child=Fact(), **options)


class Sent(serializers.Serializer[Any]):
    """A request's body."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        **_ANY,
        "invalid": _("Send a JSON object, in curly brackets."),
    }


class Given(serializers.Serializer[Any]):
    """An answer, for its description only: what is given is built as plain values, at half of the cost."""
