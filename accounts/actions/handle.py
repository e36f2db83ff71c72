"""Taking a handle and giving one up. A lock on the name itself lets one of many who want it have it."""

from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.handles import HandleTaken, insist_on_form
from accounts.models import FormerHandle, SpentHandle, User
from kit.errors import Refusal

MOST_RENAMES: Final = 3  # handles given up in RENAMES_WITHIN: each is kept from everybody else for 90 days
RENAMES_WITHIN: Final = timedelta(days=30)


class HandleUnchanged(Refusal):
    message = _("This is your handle already.")


class RenamedTooOften(Refusal):
    message = _("You’ve changed it three times in 30 days. Wait a little, or take back one you had before.")


@transaction.atomic
def take(handle: str, *, user: User, now: datetime) -> User:
    """Give `user`, who has none yet, this handle. Raises HandleMalformed, HandleReserved, HandleTaken."""
    insist_on_form(handle)
    _lock(handle)
    insist_on_free(handle, user=user, now=now)
    return _give(handle, user)


@transaction.atomic
def rename(handle: str, *, user: User, leads_here: bool, now: datetime) -> User:
    """Move `user` to this handle. Nobody else can take the old one for 90 days; with `leads_here` it leads to them.

    Raises HandleMalformed, HandleReserved, HandleTaken, HandleUnchanged, RenamedTooOften.
    """
    user.handle = User.objects.select_for_update().values_list("handle", flat=True).get(pk=user.pk)
    if handle == user.handle:
        raise HandleUnchanged
    insist_on_form(handle)
    _lock(handle, user.handle)
    insist_on_free(handle, user=user, now=now)
    _insist_on_patience(handle, user=user, now=now)
    FormerHandle.objects.update_or_create(
        handle=user.handle, defaults={"user": user, "left_at": now, "leads_here": leads_here}
    )
    return _give(handle, user)


@transaction.atomic
def spend(user: User, *, now: datetime) -> None:
    """Keep what `user`, who is about to be erased, is called, and was within 90 days, from everybody for good."""
    former = FormerHandle.objects.held(now).filter(user=user).values_list("handle", flat=True)
    names = [name for name in (user.handle, *former) if name]
    _lock(*names)
    SpentHandle.objects.keep(names)


def insist_on_free(handle: str, *, user: User, now: datetime) -> None:
    """Raises HandleTaken if somebody else has it, gave it up less than 90 days ago, or had it until they were erased."""
    if (
        User.objects.filter(handle=handle).exclude(pk=user.pk).exists()
        or FormerHandle.objects.held(now).filter(handle=handle).exclude(user=user).exists()
        or SpentHandle.objects.of(handle).exists()  # last: who is erased meanwhile is found here
    ):
        raise HandleTaken


def _insist_on_patience(handle: str, *, user: User, now: datetime) -> None:
    given_up = FormerHandle.objects.filter(user=user, left_at__gt=now - RENAMES_WITHIN).exclude(handle=handle)
    if given_up.count() >= MOST_RENAMES:
        raise RenamedTooOften


def _give(handle: str, user: User) -> User:
    FormerHandle.objects.filter(handle=handle).delete()
    User.objects.filter(pk=user.pk).update(handle=handle)
    user.handle = handle
    return user


def _lock(*names: str) -> None:
    """Until the transaction ends. Always in the same order, so that two people who swap names do not wait for ever."""
    with connection.cursor() as cursor:
        for name in sorted(names):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"handle {name}"])
