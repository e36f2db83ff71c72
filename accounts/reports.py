"""What can be reported. Each app registers its kinds here when Django starts, so `accounts` need not know of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User


@dataclass(frozen=True, slots=True)
class Found:
    """A thing somebody looks at: whose it is, what it is called, and where it stands."""

    person: User
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Kind:
    """`find` takes an id and a viewer; it returns None for what is not there, or not visible to the viewer.

    `read` is for what no page shows to a curator: the text of a thing that was reported, for who decides about it.
    `word` speaks to who reports; of what was written to them, `to_whom` names it for everybody else, with %(name)s.
    """

    name: str
    word: Promise
    find: Callable[[int, Any], Found | None]
    read: Callable[[int], str] | None = None
    to_whom: Promise | None = None

    def called(self, by: str | None) -> str:
        """What a curator calls such a thing that somebody of that name reported; None is a former member."""
        if self.to_whom is None:
            return str(self.word)
        return str(self.to_whom) % {"name": by or _("a former member")}


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    for kind in kinds:
        if _kinds.setdefault(kind.name, kind) is not kind:
            raise ImproperlyConfigured(f"There are two kinds of report named {kind.name!r}.")


def get(name: str) -> Kind | None:
    return _kinds.get(name)
