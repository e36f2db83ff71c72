"""Signing in and signing up, which are one thing: a six-digit code goes to an address, and whoever brings it back is in.

Whose address it is, is asked only then. So nobody learns from us who has an account, and an account begins proven.
The start page calls `begin`; what it left in `request.session["start"]` is there when they are in (django.contrib.auth
keeps an anonymous session's content at sign-in).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Self

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import EmailAddress, Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from accounts.actions import codes
from accounts.adapter import landing_after_sign_in
from accounts.models import User
from kit.bilingual import language
from kit.errors import Refusal
from kit.http import Req

PENDING = "entering"  # in the session: the address typed and where its owner was going, until they are in


LONGEST_ADDRESS = 254  # what a mail server takes


class NotAnAddress(Refusal):
    message = _("Write the whole address, like name@example.org.")


class TooManyTries(Refusal):
    message = _("Too many tries from here. Wait a minute and try again.")


class LetterNotSent(Refusal):
    message = _("We couldn’t send the mail. Nothing is lost; try again in a minute.")


class AddressRefused(Refusal):
    message = _("The mail server doesn’t know this address. Look it over once more.")


class WrongPassword(Refusal):
    """Carries allauth's own words: the pair is wrong, or there were too many tries."""


class NoCodePending(Refusal):
    message = _("This code has run out. Ask for a new one.")


class WrongCode(Refusal):
    message = _("That’s not the code. Look at the newest mail once more.")


class CodeSpent(Refusal):
    message = _("Five wrong codes in a row, so this one no longer works. Ask for a new one.")


class Code(LoginCodeVerificationProcess):  # type: ignore[misc]
    """allauth's sign-in by code, for an address of which nothing else is known yet."""

    @classmethod
    def sent_to(cls, email: str, request: Req) -> Self:
        login = Login(user=None, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=None, email=email), initiated_by_user=True)
        code = cls(stage)
        code.send()
        code.persist()
        return code

    @classmethod
    def pending(cls, request: Req) -> Self | None:
        """The one that this visitor was sent and can still use."""
        stage = LoginStageController.enter(request, LoginByCodeStage.key)
        pending: Self | None = cls(stage).abort_if_invalid() if stage else None
        return pending

    def send(self, skip_enumeration_mails: bool = False) -> None:  # noqa: ARG002 - all addresses are told the same
        get_adapter().send_mail("account/email/login_code", self.email, {"code": self.generate_code()})

    @property
    def email(self) -> str:
        return str(self.state["email"])


def begin(request: Req, email: str, *, going_to: str = "") -> None:
    """Send a code to `email` and remember, in the session, where its owner was going.

    Nothing typed is lost when it is refused. Raises NotAnAddress, TooManyCodes, LetterNotSent, AddressRefused.
    """
    email = email.strip().lower()
    request.session[PENDING] = {"email": email, "going_to": going_to}
    if len(email) > LONGEST_ADDRESS:
        raise NotAnAddress
    try:
        validate_email(email)
    except ValidationError as error:
        raise NotAnAddress from error
    codes.count(request, email)
    with handing_over():
        Code.sent_to(email, request)


@contextmanager
def handing_over() -> Iterator[None]:
    """Around sending a code. Raises AddressRefused where the mail server said no for good, LetterNotSent otherwise."""
    try:
        yield
    except SMTPRecipientsRefused as error:
        for_good = all(code >= 500 for code, _said in error.recipients.values())
        raise (AddressRefused if for_good else LetterNotSent) from error
    except (SMTPException, OSError) as error:
        raise LetterNotSent from error


def again(request: Req) -> None:
    """Send a new code to the address that waits for one; the old one no longer works. Raises what `begin` raises."""
    pending = request.session.get(PENDING)
    if pending is None:
        raise NoCodePending
    begin(request, pending["email"], going_to=pending["going_to"])


def confirm(request: Req, typed: str) -> HttpResponseBase:
    """Sign in with the code that came back; an address without an account gets one now.

    Raises NoCodePending, WrongCode, CodeSpent.
    """
    with request.session.alone():  # or of many guesses at once, each would be the first
        code = Code.pending(request)
        right = code is not None and compare_user_code(actual=typed, expected=code.code)
        may_try_again = right or code is None or code.record_invalid_attempt()
    if code is None:
        raise NoCodePending
    if not right:
        raise WrongCode if may_try_again else CodeSpent
    user = owner_of(code.email)
    record_authentication(request, user, method="code", email=code.email)
    going_to = request.session.pop(PENDING, {}).get("going_to", "")
    return _landed(request, perform_login(request, user, email=code.email), code.email, going_to)


def with_password(request: Req, email: str, password: str, *, going_to: str = "") -> HttpResponseBase:
    """Sign in with a password. Raises TooManyTries, WrongPassword."""
    email = email.strip().lower()
    if not ratelimit.consume(request, action="login"):
        raise TooManyTries
    try:
        user = get_adapter().authenticate(request, email=email, password=password)
    except ValidationError as error:
        raise WrongPassword(error.message) from error
    if user is None:
        raise WrongPassword(get_adapter().error_messages["email_password_mismatch"])
    request.session.pop(PENDING, None)
    login = Login(user=user, email=email)
    return _landed(request, perform_password_login(request, {"email": email}, login), email, going_to)


@transaction.atomic
def owner_of(email: str) -> User:
    """The account of an address that has just been proven: a new one, in the language being spoken, if none has it."""
    user: User
    user, _new = User.objects.get_or_create(
        email=email, defaults={"language": language(), "password": make_password(None)}
    )
    # allauth's own copy of User.email, which it reads when the address is changed.
    EmailAddress.objects.filter(Q(user=user) | Q(email=email)).exclude(user=user, email=email).delete()
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


def _landed(request: Req, response: HttpResponseBase, email: str, going_to: str) -> HttpResponseBase:
    codes.know(request, response, email)
    response.headers["Location"] = landing_after_sign_in(request, going_to)
    return response
