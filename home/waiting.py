"""What waits for one person to do, beside what they were told: pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Held:
    """A request that one holds, of that title ("" of a whole portfolio), and until when."""

    pk: int
    title: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Waits:
    """`held` by whose time ends first; how many introductions, reports, links and mentor applications wait."""

    held: tuple[Held, ...] = ()
    introductions: int = 0
    reports: int = 0
    links: int = 0
    applications: int = 0


def waits(read: Mapping[str, Any]) -> Waits:
    """What the columns of home.reads say of it."""
    held = tuple(Held(pk, title, datetime.fromisoformat(until)) for pk, title, until in read["held"] or [])
    return Waits(held, read["introductions"], *read.get("curates", ()))
