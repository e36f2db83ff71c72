from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation

from kit.bilingual import Both
from portfolio.kinds.facts import FactsForm
from portfolio.reached import Point, Reached, Rule

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Series:
    """What is measured of a milestone from day to day, and the values worth a line in its picture, lowest first.

    `claimed` is the value that its facts name, with its day, which is that of the claim where they name none.
    """

    unit: Both
    lines: tuple[int, ...]
    rule: Rule
    says: Callable[[int, date], Both]  # the last value, and its day
    stands: Callable[[int, Reached], Both]  # the last value, and how far the goal is
    claimed: Callable[[Facts, date], Point]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of milestone: its words, the form of its facts, and what follows from them.

    `address_of` is the one address that all writings of the same thing lead to; `says` tells the facts in one line. Both
    take facts as `form.facts()` gives them, any of which may be missing in a draft.
    """

    key: str
    place: int  # in every list of kinds
    icon: str  # its name at lucide
    title: Both
    what: Both  # what it is, in one sentence
    reached: Both  # what counts as reached, so that another can check it
    shows: Both  # which evidence another can look at
    name: Both  # what a milestone of this kind is called by, as a label
    form: type[FactsForm]
    address_of: Callable[[Facts], str]
    says: Callable[[Facts], Both]
    series: Series | None = None


def in_each(say: Callable[[], str]) -> Both:
    """What `say` says in each language."""
    with translation.override("ko"):
        ko = say()
    with translation.override("en"):
        return Both(ko=ko, en=say())


def line(*parts: str) -> str:
    """The parts that say something, side by side."""
    return " · ".join(part for part in parts if part)
