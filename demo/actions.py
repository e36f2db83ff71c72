"""Settling the demo world: believable people, the same for the same seed, with dates relative to today."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from accounts.models import User
from demo.world.curated import curate
from demo.world.links import settle_links
from demo.world.mentoring import mentor
from demo.world.settlers import Settlers
from demo.world.turns import Turns
from kit.errors import Refusal
from roadmap import trail

PASSWORD: Final = "giljabi-demo"  # noqa: S105 - it stands in the README, and works where LOCAL=1 only


class NotLocal(Refusal):
    message = "The demo world has sign-ins that everybody knows, so it is made where LOCAL=1 only."


class PeopleHere(Refusal):
    message = "There are people in this database already; the demo world settles only where nobody lives."


class NoRoadmap(Refusal):
    message = "There is no roadmap to walk yet: first ./manage.py load_roadmap"


@transaction.atomic
def settle(*, now: datetime, seed: int = 1) -> int:
    """Let the demo people live here, three of whom can sign in with PASSWORD; returns how many came.

    Raises NotLocal, PeopleHere, NoRoadmap.
    """
    insist_on_empty_ground()
    settlers = Settlers(trail=trail.current(fresh=True), now=now, seed=seed)
    settlers.arrive(PASSWORD)
    settlers.walk()
    settlers.make()
    settlers.write()
    settlers.hang()
    settlers.prove()
    settlers.hear()
    people = [settler.user for settler in settlers.people]
    turns = Turns({person.handle: person for person in people}, now)
    turns.turn()
    settlers.meet()
    mentor(now)
    settle_links(people, now)
    curate(people, now)
    turns.end()
    came: int = User.objects.count()
    return came


def insist_on_empty_ground() -> None:
    """Raises NotLocal, PeopleHere or NoRoadmap."""
    if not settings.LOCAL:
        raise NotLocal
    if User.objects.exists():
        raise PeopleHere
    if not trail.current(fresh=True).steps:
        raise NoRoadmap
