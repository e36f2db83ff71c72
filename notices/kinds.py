"""What people can be told. Each app's `notices.py` registers its kinds here when Django starts.

So `notices` calls upward without importing upward. The order of registration is the order of matters in a calm mail.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Literal, NotRequired, TypedDict

from django.core.exceptions import ImproperlyConfigured

from accounts.models import User
from notices.models import Notice

log = logging.getLogger(__name__)

Blaze = Literal["done", "now", "todo"]


class Trail(TypedDict):
    """How far somebody is, as blazes by phase, and the same in words."""

    phases: Sequence[Sequence[Blaze]]
    label: str


class Words(TypedDict):
    """What a notice says, in the language being spoken.

    `title` is also the subject of a mail that begins with it (25 Korean or 50 English characters, nothing that a locked
    screen should not show), `text` one or two sentences of which the first is the fact, `address` a path, `button` what
    one does there.
    """

    title: str
    text: str
    address: str
    button: str
    trail: NotRequired[Trail]


Ids = Mapping[str, Any]
Contexts = Callable[[Sequence[Notice]], Mapping[int, Words]]
Gather = Callable[[Sequence[User], datetime], Iterable[tuple[User, str, Ids]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notice.

    `contexts` puts notices of this kind into words by their id, in one query however many they are; an id that it leaves
    out is no longer true, or not visible to its recipient. A `calm` kind waits for the person's hour, any other goes at
    once as a mail of its own. `gather` yields whom of a batch of people there is something to tell, under which key, and
    may yield the same again: it is told once. Who hears of a kind that stands `alone`, told already or not, hears of no
    other calm kind.
    """

    name: str
    icon: str
    contexts: Contexts
    calm: bool
    gather: Gather | None = None
    alone: bool = False


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    for kind in kinds:
        if _kinds.setdefault(kind.name, kind) is not kind:
            raise ImproperlyConfigured(f"There are two kinds of notice named {kind.name!r}.")
        if kind.gather and not kind.calm:
            raise ImproperlyConfigured(f"{kind.name!r} gathers, so it has to be calm.")


def get(name: str) -> Kind:
    """The kind of that name. Raises KeyError."""
    return _kinds[name]


def calm() -> list[Kind]:
    """The calm kinds, those that stand alone first."""
    return sorted((kind for kind in _kinds.values() if kind.calm), key=lambda kind: not kind.alone)


def in_order(notices: Iterable[Notice]) -> list[Notice]:
    """As they stand in a mail: by kind, in the order of registration, the newest first."""
    places = {name: place for place, name in enumerate(_kinds)}
    return sorted(notices, key=lambda notice: (places.get(notice.kind, len(places)), -notice.pk))


def words_of(notices: Iterable[Notice]) -> dict[int, Words]:
    """What may be said now, by notice id, in the language being spoken; what is left out is not to be shown."""
    by_kind: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        by_kind[notice.kind].append(notice)
    words: dict[int, Words] = {}
    for name, told in by_kind.items():
        if kind := _kinds.get(name):
            words.update(kind.contexts(told))
    return words


def readable(notices: Iterable[Notice]) -> tuple[dict[int, Words], list[Notice]]:
    """What `words_of` says, for a page that a kind with a fault must not take away; and those of which nothing is true.

    What a kind with a fault tells of is neither, and it is logged: it may still be true.
    """
    words: dict[int, Words] = {}
    over: list[Notice] = []
    for name, told in groupby(sorted(notices, key=_kind_of), key=_kind_of):
        of_kind = list(told)
        try:
            said = words_of(of_kind)
        except Exception:
            log.exception("a kind of notice is at fault (%s)", name)
        else:
            words.update(said)
            over += [notice for notice in of_kind if notice.pk not in said]
    return words, over


def _kind_of(notice: Notice) -> str:
    return notice.kind
