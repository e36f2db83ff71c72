"""The last step of becoming a member."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts import roles, topics
from accounts.actions import handle as handles
from accounts.models import User
from accounts.models.user import MOST_TOPICS


@transaction.atomic
def onboard(  # noqa: PLR0913 - a person is asked that much
    *,
    user: User,
    handle: str,
    name: str,
    about: str,
    time_zone: str,
    discoverable: bool | None,
    role: str = "",
    drawn_to: Sequence[str] = (),
    now: datetime,
) -> User:
    """Make `user` a member; whoever is one already stays as they are, so that a double click does nothing.

    `role` and `drawn_to` (topics) come from the start questions and are dropped where they are none of ours.
    Raises HandleMalformed, HandleReserved, HandleTaken.
    """
    locked: User = User.objects.select_for_update().get(pk=user.pk)
    if locked.onboarded_at is not None:
        return locked
    handles.take(handle, user=locked, now=now)
    kept = {
        "name": name,
        "about": about,
        "time_zone": time_zone,
        "discoverable": discoverable,
        "target_role": role if role in roles.BY_KEY else "",
        "topics": [key for key in dict.fromkeys(drawn_to) if key in topics.BY_KEY][:MOST_TOPICS],
        "onboarded_at": now,
    }
    User.objects.filter(pk=user.pk).update(**kept)
    locked.refresh_from_db()
    return locked
