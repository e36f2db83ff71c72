"""How entries, projects and milestones are kept, so that no word is lost.

A form sent twice makes one thing, one that says something else makes another; a save from an older version overwrites
nothing; what was taken away can come back for 30 days.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, TypeVar
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit.errors import Refusal
from portfolio.actions import pictures
from portfolio.models import Entry, Milestone, Project
from portfolio.models.seen import KEPT_FOR

Columns = Mapping[str, Any]
Draw = Callable[[Columns], Columns]  # from the columns that somebody wrote to those that are made of them

_DAY: Final = timedelta(days=1)

_Thing = TypeVar("_Thing", Entry, Project)
_Held = TypeVar("_Held", Entry, Project, Milestone)


class Unfit(Refusal):
    """Something said in an entry, or told of a project or a milestone, cannot be so.

    `about` names it as the verb's parameters do.
    """

    about: ClassVar[str]


class ChangedMeanwhile(Refusal):
    """`standing` is the thing as it was saved elsewhere; perhaps it was taken away there."""

    message = _("This was changed in another window. Choose which text stays.")

    def __init__(self, standing: Any) -> None:
        self.standing = standing
        super().__init__()


class GoneForGood(Refusal):
    message = _("30 days have passed, so this can’t come back.")


def made(  # noqa: PLR0913 - a thing, whose it is, and what makes it one
    model: type[_Thing], owner: User, *, form_key: UUID, columns: Columns, draw: Draw, now: datetime
) -> tuple[_Thing, bool]:
    """The thing that this form of `owner`'s makes, or made before, and whether it is new. Call it in a transaction."""
    values = {**columns, **draw(columns)}
    thing, new = model.objects.get_or_create(owner=owner, form_key=form_key, defaults=values)
    if new:
        pictures.claim(thing, now=now)
    elif not _stands_as(thing, columns):
        # A form that the browser brought back, and that says something new: a thing of its own, once again only one.
        another = uuid5(form_key, repr(columns))
        return made(model, owner, form_key=another, columns=columns, draw=draw, now=now)
    return thing, new


def held_owner(pk: int) -> User:
    """The owner, held: two of their forms at once would both find room, or an address free."""
    owner: User = User.objects.select_for_update(no_key=True).get(pk=pk)
    return owner


def made_within_a_day(model: type[_Held], owner: User, now: datetime) -> int:
    """How many of these `owner` made since 24 hours before `now`, those included that were taken away since."""
    return model.objects.filter(owner=owner, created_at__gt=now - _DAY).count()


def held(thing: _Held) -> _Held:
    """The thing as it stands now, with its owner, held until the transaction ends."""
    rows = type(thing).objects.select_for_update(of=("self",)).select_related("owner")
    return rows.get(pk=thing.pk)


def insist_on_version(held: Entry | Project | Milestone, version: int) -> None:
    """Raises ChangedMeanwhile when another version than that stands by now."""
    if held.version != version:
        raise ChangedMeanwhile(held)


def saved(held: _Thing, *, version: int, columns: Columns, draw: Draw, now: datetime) -> _Thing:
    """What its owner made of that `version` of a thing that is `held`; one that was taken away meanwhile stands again.

    Raises ChangedMeanwhile when another version stands by now and says something else.
    """
    if _stands_as(held, columns):
        return held
    insist_on_version(held, version)
    values = {**columns, **draw(columns), "version": version + 1, "removed_at": None}
    for name, value in values.items():
        setattr(held, name, value)
    held.save(update_fields=list(values))
    pictures.claim(held, now=now)
    return held


@transaction.atomic
def remove(thing: _Thing, *, now: datetime) -> _Thing:
    """Take a thing away; for 30 days it can come back. A second time changes nothing. A project's entries stay."""
    type(thing).objects.standing().filter(pk=thing.pk).update(removed_at=now, version=F("version") + 1)
    return _settled(thing, now)


@transaction.atomic
def bring_back(thing: _Thing, *, now: datetime) -> _Thing:
    """Let a thing stand again that was taken away. Raises GoneForGood after 30 days."""
    gone = type(thing).objects.recoverable(now - KEPT_FOR).filter(pk=thing.pk)
    gone.update(removed_at=None, version=F("version") + 1)
    thing = _settled(thing, now)
    if thing.removed_at is not None:
        raise GoneForGood
    return thing


def _settled(thing: _Thing, now: datetime) -> _Thing:
    thing.refresh_from_db()
    pictures.claim(thing, now=now)
    return thing


def _stands_as(thing: Entry | Project, columns: Columns) -> bool:
    return thing.removed_at is None and all(getattr(thing, name) == value for name, value in columns.items())
