"""A password is optional: whoever has none, or forgot it, comes in by a code from a letter."""

import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actions.enter import TooManyTries
from accounts.actions.sessions import end_others
from accounts.models import User
from kit.errors import Refusal
from kit.http import Req

_FAULTS: dict[str, str | Promise] = {
    "password_too_short": _("Make it at least 10 characters long; a short sentence is good."),
    "password_too_common": _("Many people use this one, so it’s guessed first. Choose another one."),
    "password_too_similar": _("It’s too much like your name or your address. Choose another one."),
}


class WeakPassword(Refusal):
    """Carries what is weak about it."""


class WrongCurrentPassword(Refusal):
    message = _("That’s not your password. Forgot it? Sign out, then sign in with a code.")


def needs_current(request: Req) -> bool:
    """Whether the password now must be given first: not if there is none, or a code from a letter was, minutes ago."""
    if not request.user.has_usable_password():
        return False
    records = get_authentication_records(request, request.user)
    return not any(
        record["method"] == "code" and time.time() - record["at"] < settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
        for record in records
    )


def set_password(request: Req, new: str, *, current: str) -> int:
    """Set or change the password of whoever is signed in; their other sessions end. Returns how many did.

    Raises TooManyTries, WrongCurrentPassword, WeakPassword.
    """
    user: User = request.user
    had_one = user.has_usable_password()
    _insist_on_current(request, current)
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise WeakPassword(_FAULTS[str(error.error_list[0].code)]) from error
    return _keep(request, new, "password_changed" if had_one else "password_set")


def remove_password(request: Req, *, current: str) -> int:
    """Have no password any more; other sessions end. Raises TooManyTries, WrongCurrentPassword."""
    _insist_on_current(request, current)
    return _keep(request, None, "password_removed")


def _insist_on_current(request: Req, current: str) -> None:
    if not ratelimit.consume(request, action="change_password", user=request.user):
        raise TooManyTries
    if needs_current(request) and not request.user.check_password(current):
        raise WrongCurrentPassword


def _keep(request: Req, password: str | None, letter: str) -> int:
    user: User = request.user
    with transaction.atomic():
        user.set_password(password)
        User.objects.filter(pk=user.pk).update(password=user.password)
        update_session_auth_hash(request, user)
        ended = end_others(user, but=request.session.session_key or "")
        get_adapter().send_notification_mail(f"account/email/{letter}", user)
    return ended
