"""Links in a form: rows of what stands there and where it leads, with empty ones to fill in."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from kit.errors import Refusal
from portfolio.links import MOST_LINKS, Link

Typed = tuple[str, str]  # label, address


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A row as it stands in the form, and why it cannot stay so."""

    label: str = ""
    address: str = ""
    why: str = ""


class LinksInput(forms.Widget):
    """Any number of `<name>_label` and `<name>_address`, in order; components/link_rows.html draws them."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Typed]:  # noqa: ARG002 - Django's signature
        if not isinstance(data, QueryDict):
            return []
        labels, addresses = data.getlist(f"{name}_label"), data.getlist(f"{name}_address")
        rows = zip_longest(labels[: MOST_LINKS + 1], addresses[: MOST_LINKS + 1], fillvalue="")
        return [(label, address) for label, address in rows if label.strip() or address.strip()]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002 - likewise
        return f"{name}_address" not in data


class LinksField(forms.Field):
    widget = LinksInput

    def clean(self, value: Any) -> list[Link]:
        wrong = [row.why for row in rows_of(value) if row.why]
        if wrong:
            raise ValidationError(wrong)
        return [Link.typed(*typed) for typed in value]


def rows_of(value: Any) -> list[LinkRow]:
    """The rows that were typed, each with what has to be mended."""
    return [_row(number, *typed) for number, typed in enumerate(value or (), start=1)]


def with_room(rows: list[LinkRow]) -> list[LinkRow]:
    """The rows and some more to fill in: three at least, and one that is empty, up to six."""
    return [*rows, *[LinkRow()] * (min(max(3, len(rows) + 1), MOST_LINKS) - len(rows))]


def _row(number: int, label: str, address: str) -> LinkRow:
    try:
        Link.typed(label, address)
    except Refusal as refusal:
        return LinkRow(label, address, _("Link %(number)s: %(why)s") % {"number": number, "why": refusal})
    return LinkRow(label, address)
