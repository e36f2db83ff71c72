"""How somebody wants to be told."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from notices.hours import next_hour
from notices.models import Preference
from notices.models.preference import HOUR, MailWish


def ensure(user: User, now: datetime) -> Preference:
    """`user` has a preference, and is looked at next at their hour in the time zone they live in now.

    Asked for when somebody becomes a member and when their time zone changes. A look that is already due stays due.
    """
    complete([user], now)
    preference = Preference.objects.get(user=user)
    if preference.remind_at > now:
        preference.remind_at = next_hour(preference.hour, time_zone=user.time_zone, after=now)
        preference.save(update_fields=["remind_at"])
    return preference


def complete(users: Iterable[User], now: datetime) -> None:
    """Each of `users` has a preference; whoever has one keeps it as it is."""
    missing = [
        Preference(user=user, hour=HOUR, remind_at=next_hour(HOUR, time_zone=user.time_zone, after=now))
        for user in users
    ]
    Preference.objects.bulk_create(missing, ignore_conflicts=True)


@transaction.atomic
def wish(user: User, *, mail: MailWish, hour: int, now: datetime) -> Preference:
    """Which mail `user` wants, and at which hour (0–23, theirs) the calm one comes. A look that is due stays due."""
    complete([user], now)
    Preference.objects.filter(user=user).update(mail=mail, hour=hour)
    return ensure(user, now)


@transaction.atomic
def stop(user: User, *, calm: bool, now: datetime) -> tuple[MailWish, MailWish]:
    """No more mail like the one at hand: after a calm one answers only, after an answer none.

    Returns what was wished before, and what is wished now.
    """
    complete([user], now)
    preference = Preference.objects.select_for_update().get(user=user)
    before = after = MailWish(preference.mail)
    if not calm:
        after = MailWish.NONE
    elif before == MailWish.ALL:
        after = MailWish.ANSWERS
    Preference.objects.filter(user=user).update(mail=after)
    return before, after


def go_back(user: User, *, to: MailWish) -> None:
    """Wish again what was wished before `stop`."""
    Preference.objects.filter(user=user).update(mail=to)
