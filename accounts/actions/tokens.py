"""Tokens with which a person's own programs come in: made, used, revoked."""

import secrets
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import ApiToken, User
from accounts.models.token import MOST_NAME
from kit.errors import Refusal

MOST_TOKENS: Final = 20  # of one person
PREFIX: Final = "giljabi_"  # by which people, and scanners of public code, know what they have found
_RANDOM_BYTES: Final = 32  # beyond guessing, so a plain digest holds: there is nothing to stretch


class Unnamed(Refusal):
    message = _("Give it a name, so you know later which program has it.")


class NameTooLong(Refusal):
    message = _("Keep the name within 60 characters.")


class NameTaken(Refusal):
    message = _("You have a token of this name. Choose another name, or revoke that one first.")


class TooManyTokens(Refusal):
    message = _("You have 20 tokens. Revoke one that you no longer use.")


@transaction.atomic
def make(owner: User, *, name: str, now: datetime) -> tuple[ApiToken, str]:
    """A new token of `owner`'s, and its secret, which nobody can read again.

    Raises Unnamed, NameTooLong, NameTaken, TooManyTokens.
    """
    name = " ".join(name.replace("\0", "").split())
    if not name:
        raise Unnamed
    if len(name) > MOST_NAME:
        raise NameTooLong
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)  # or two at once would both find room
    mine = ApiToken.objects.filter(owner=owner)
    if mine.filter(name=name).exists():
        raise NameTaken
    if mine.count() >= MOST_TOKENS:
        raise TooManyTokens
    secret = f"{PREFIX}{secrets.token_urlsafe(_RANDOM_BYTES)}"
    return ApiToken.objects.create(owner=owner, name=name, digest=digest_of(secret), created_at=now), secret


def use(secret: str, *, now: datetime) -> User | None:
    """Whose token this is, if it still opens anything; the day is written down when it is used."""
    token = ApiToken.objects.working().select_related("owner").filter(digest=digest_of(secret)).first()
    if token is None:
        return None
    today = token.owner.calendar_day(now)
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
    return token.owner


def revoke(pk: int, *, owner: User) -> bool:
    """Let a token of `owner`'s open nothing any more; False if there is none by that number."""
    deleted: int = ApiToken.objects.filter(pk=pk, owner=owner).delete()[0]
    return bool(deleted)


def digest_of(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()
