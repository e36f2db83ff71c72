"""Links of a project: what stands there, and where it leads."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from kit.errors import Refusal
from portfolio import prose

MOST_LINKS: Final = 6
MOST_LABEL, MOST_ADDRESS = 40, 500

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_is_web_address: Final = URLValidator(schemes=["https"])


class NoLink(Refusal):
    message = _("Write the address like https://example.org/page.")


class LabelTooLong(Refusal):
    message = _("Keep the name of a link within 40 characters.")


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    address: str

    @classmethod
    def typed(cls, label: str, address: str) -> "Link":
        """A link as somebody types it: https:// may be left out, and without a label it is called by its host.

        Raises NoLink and LabelTooLong.
        """
        label, address = prose.line(label), address.strip()
        if not _SCHEME.match(address) or re.match(r"[\w.-]+:\d", address):
            address = f"https://{address}"
        if len(address) > MOST_ADDRESS or "\0" in address:  # which the validator lets through and no column holds
            raise NoLink
        try:
            _is_web_address(address)
        except ValidationError as error:
            raise NoLink from error
        if len(label) > MOST_LABEL:
            raise LabelTooLong
        return cls(label or cls(label, address).host[:MOST_LABEL], address)

    @property
    def host(self) -> str:
        return (urlsplit(self.address).hostname or "").removeprefix("www.")

    def stored(self) -> dict[str, str]:
        return {"label": self.label, "address": self.address}
