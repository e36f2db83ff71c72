"""Taking somebody out of everybody's sight, with the reason said to them, and letting them back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.models import User
from kit.errors import Refusal


class NoReason(Refusal):
    message = _("Write the reason. They will read it.")


class NotThisOne(Refusal):
    message = _("Only an operator can suspend a curator, and nobody an operator.")


def suspend(person: User, *, by: User, because: str, now: datetime) -> None:
    """All of theirs is 404 to others from now on; they may sign in to read why. Raises NoReason, NotThisOne."""
    if not because:
        raise NoReason
    if not policies.may_suspend(by, person):
        raise NotThisOne
    User.objects.filter(pk=person.pk, suspended_at=None).update(suspended_at=now, suspended_because=because)


def lift(person: User, *, by: User) -> None:
    """Let them back as they were. Raises NotThisOne."""
    if not policies.may_suspend(by, person):
        raise NotThisOne
    User.objects.filter(pk=person.pk).update(suspended_at=None, suspended_because="")
