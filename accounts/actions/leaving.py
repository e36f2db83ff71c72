"""Leaving for good: two weeks to come back, then everything is gone. Accounts that nobody finished go by themselves."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Session, User
from accounts.models.user import UserQuerySet
from kit.errors import Refusal

TIME_TO_COME_BACK: Final = timedelta(days=14)
TIME_TO_FINISH: Final = timedelta(days=30)  # for who signed in and gave no name


class OtherHandle(Refusal):
    message = _("This isn’t your handle. Type it as it’s written above.")


@transaction.atomic
def leave(user: User, *, handle: str, now: datetime) -> datetime:
    """From now on nobody else sees anything of theirs; in 14 days it is erased. Returns when. Signs them out everywhere.

    `handle` is typed, so that nobody leaves by a slip. Asking again changes nothing. Raises OtherHandle.
    """
    if handle.strip().removeprefix("@").lower() != user.handle:
        raise OtherHandle
    User.objects.filter(pk=user.pk, erase_after=None).update(erase_after=now + TIME_TO_COME_BACK)
    Session.objects.filter(user=user).delete()
    user.refresh_from_db(fields=["erase_after"])
    assert user.erase_after is not None  # noqa: S101 - set above
    return user.erase_after


def come_back(user: User) -> None:
    """Stay after all. Everything is as it was."""
    User.objects.filter(pk=user.pk).update(erase_after=None)


def due(now: datetime) -> list[int]:
    """The ids of those whose time to come back is over, and of accounts that were never finished."""
    return list(_due(now).values_list("pk", flat=True))


def held(pk: int, now: datetime) -> User | None:
    """The person with that id, locked, if they are still to be erased and no other worker is at it."""
    person: User | None = _due(now).filter(pk=pk).select_for_update(skip_locked=True).first()
    return person


def _due(now: datetime) -> UserQuerySet:
    left_lying = now - TIME_TO_FINISH
    never_came_back = Q(last_login=None) | Q(last_login__lte=left_lying)
    unfinished = Q(onboarded_at=None, suspended_at=None, is_staff=False, created_at__lte=left_lying) & never_came_back
    due: UserQuerySet = User.objects.filter(Q(erase_after__lte=now) | unfinished)
    return due
