"""A synthetic world of any size, for measuring: by COPY, in batches, the same for the same seed."""

import random
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic
from typing import Final

from django.db import transaction

from accounts.models import User
from demo.crowd import ADDRESSES, Ground, Learner
from demo.tables import Ids, Rows, analyze, search_put_off
from demo.words import Words
from kit.errors import Refusal
from roadmap import trail
from roadmap.planning import legs

BATCH: Final = 2_000  # learners: some 30,000 rows, and as many constraint checks, that wait in memory
MANY: Final = 20_000  # learners from whom on the index of the search is made afterwards


class RealPeopleHere(Refusal):
    message = "People live in this database; a synthetic world is made where nobody but its like does."


class SeedHere(Refusal):
    message = "The world of this seed is here already; choose another --seed."


class NoRoadmap(Refusal):
    message = "There is no roadmap to walk yet: first ./manage.py load_roadmap"


@dataclass(frozen=True, slots=True)
class Done:
    """So many learners and rows so far, after so many seconds."""

    learners: int
    rows: int
    seconds: float


def populate(  # noqa: PLR0913 - a world has as many dimensions
    *, learners: int, seed: int, now: datetime, entries: float = 10, say: Callable[[Done], None], batch: int = BATCH
) -> Done:
    """Make `learners` people with about `entries` log entries each, and tell `say` after each batch.

    What is written of a batch stays when a later one is interrupted. Raises RealPeopleHere, SeedHere, NoRoadmap.
    """
    insist_on_room(seed)
    walked = trail.current(fresh=True)
    ground = Ground(legs(), [phase.id for phase in walked.phases], now, entries)
    words = {language: Words(language, random.Random(seed)) for language in ("ko", "en")}  # noqa: S311 - no secret
    done, began = Done(0, 0, 0), monotonic()
    with search_put_off() if learners > MANY else nullcontext():
        for first in range(0, learners, batch):
            last = min(first + batch, learners)
            names = (f"w{seed}-{number}" for number in range(first + 1, last + 1))
            rows = _write([Learner(ground, name, words, random.Random(name)) for name in names])  # noqa: S311 - likewise
            done = Done(last, done.rows + rows, monotonic() - began)
            say(done)
    analyze()
    return replace(done, seconds=monotonic() - began)


def insist_on_room(seed: int) -> None:
    """Raises RealPeopleHere, SeedHere or NoRoadmap."""
    if User.objects.exclude(email__endswith=ADDRESSES).exists():
        raise RealPeopleHere
    if User.objects.filter(email=f"w{seed}-1{ADDRESSES}").exists():
        raise SeedHere
    if not trail.current(fresh=True).steps:
        raise NoRoadmap


@transaction.atomic
def _write(crowd: list[Learner]) -> int:
    ids, rows = Ids(), Rows()
    for learner in crowd:
        learner.tell(ids, rows)
    written = rows.copy()
    ids.settle()
    return written
