"""What a handle may look like, whoever wants it."""

import re

from django.utils.translation import gettext_lazy as _

from accounts.models.user import HANDLE
from accounts.reserved import RESERVED
from kit.errors import Refusal


class HandleMalformed(Refusal):
    message = _("Use 3–30 letters a–z, digits or hyphens.")


class HandleReserved(Refusal):
    message = _("We keep this one for the site itself. Choose another one.")


class HandleTaken(Refusal):
    message = _("Somebody has this one. Choose another one.")


def cleaned(typed: str) -> str:
    """As it would be kept: in lower case, without spaces around it and without an @ in front."""
    return typed.strip().removeprefix("@").lower()


def insist_on_form(handle: str) -> None:
    """Raises HandleMalformed or HandleReserved."""
    if not re.fullmatch(HANDLE, handle):
        raise HandleMalformed
    if handle in RESERVED:
        raise HandleReserved
