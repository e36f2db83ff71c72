"""Leaving for good: two weeks to come back, then everything is gone."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Session, User
from kit.errors import Refusal

TIME_TO_COME_BACK: Final = timedelta(days=14)


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
    """The ids of those whose time to come back is over."""
    return list(User.objects.filter(erase_after__lte=now).values_list("pk", flat=True))


def held(pk: int, now: datetime) -> User | None:
    """The person with that id, locked, if they are still to be erased and no other worker is at it."""
    due = User.objects.filter(pk=pk, erase_after__lte=now)
    person: User | None = due.select_for_update(skip_locked=True).first()
    return person
