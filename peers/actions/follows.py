"""Following somebody, and no more. Who is followed is told nothing, and nobody sees how many follow them."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit.errors import Refusal
from peers.models import Follow

MOST: Final = 1_000  # of one person: the feed asks each of them


class FollowsOneself(Refusal):
    message = _("This is you.")


class FollowsTooMany(Refusal):
    message = _("You follow 1,000 people. Unfollow somebody first.")


@transaction.atomic
def follow(follower: User, followed: User, *, now: datetime) -> Follow:
    """Let what `followed` shows stand in the feed of `follower`. A second time changes nothing.

    Raises FollowsOneself, FollowsTooMany.
    """
    if follower == followed:
        raise FollowsOneself
    User.objects.select_for_update(no_key=True).get(pk=follower.pk)
    standing = Follow.objects.filter(follower=follower, followed=followed).first()
    if standing:
        return standing
    if Follow.objects.filter(follower=follower).count() >= MOST:
        raise FollowsTooMany
    return Follow.objects.create(follower=follower, followed=followed, created_at=now)


def unfollow(follower: User, followed: User) -> None:
    Follow.objects.filter(follower=follower, followed=followed).delete()
