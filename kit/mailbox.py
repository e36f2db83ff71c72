"""A mailbox on this machine: for where there is no mail server, as on a maker's own computer.

Each mail is a file in `settings.EMAIL_FILE_PATH`, named so that the names sort by time.
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage as Outgoing
from django.core.mail.backends.base import BaseEmailBackend

from kit import clock


class EmailBackend(BaseEmailBackend):
    """Puts mail into the mailbox."""

    def send_messages(self, email_messages: Sequence[Outgoing]) -> int:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{clock.now():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}"
            half = folder / f".{name}"
            half.write_bytes(message.message().as_bytes())
            half.rename(folder / f"{name}.eml")
        return len(email_messages)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it was sent."""

    name: str
    message: EmailMessage

    @property
    def plain(self) -> str:
        return self._part("plain")

    @property
    def rich(self) -> str:
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return str(part.get_content()) if part else ""


def latest(number: int) -> Iterator[Letter]:
    """The last `number` letters, newest first."""
    for file in sorted(_folder().glob("*.eml"), reverse=True)[:number]:
        yield _read(file)


def letter(name: str) -> Letter | None:
    """The letter of that name (letters, digits and hyphens), or None."""
    file = _folder() / f"{name}.eml"
    return _read(file) if file.is_file() else None


def _read(file: Path) -> Letter:
    message = message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=policy.default)
    return Letter(file.stem, message)


def _folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)
