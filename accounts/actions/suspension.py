"""Taking somebody out of everybody's sight, with the reason said to them, and letting them back."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.models import User
from kit.errors import Refusal


class NoReason(Refusal):
    message = _("Write the reason. They will read it.")


class NotThisOne(Refusal):
    message = _("Only an operator can suspend a curator, and nobody an operator.")


def suspend(person: User, *, by: User, because: str, now: datetime) -> None:
    """All of theirs is 404 to others from now on; they are told why by mail. Raises NoReason, NotThisOne.

    Who is suspended already stays so, for the reason they know.
    """
    if not because:
        raise NoReason
    if not policies.may_suspend(by, person):
        raise NotThisOne
    standing = User.objects.filter(pk=person.pk, suspended_at=None)
    if standing.update(suspended_at=now, suspended_because=because):
        _write(person, "suspended", {"because": because})


def lift(person: User, *, by: User) -> None:
    """Let them back as they were, and tell them by mail. Raises NotThisOne."""
    if not policies.may_suspend(by, person):
        raise NotThisOne
    suspended = User.objects.filter(pk=person.pk, suspended_at__isnull=False)
    if suspended.update(suspended_at=None, suspended_because=""):
        _write(person, "let_back", {})


def _write(person: User, letter: str, said: dict[str, str]) -> None:
    """Past the outbox, which writes to nobody who is suspended, nor to who wants no mail."""
    get_adapter().send_notification_mail(f"account/email/{letter}", person, said)
