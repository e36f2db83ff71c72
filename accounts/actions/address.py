"""Another e-mail address: it is proven by a code before it counts, and the old one is told."""

from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.models import EmailAddress
from allauth.core.internal.cryptokit import compare_user_code
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions import codes
from accounts.actions.enter import CodeSpent, NoCodePending, WrongCode, handing_over
from accounts.models import User
from kit.errors import Refusal
from kit.http import Req


class SameAddress(Refusal):
    message = _("This is your address already.")


class AddressInUse(Refusal):
    message = _("Another account uses this address. Sign in with it, or choose another one.")


def begin(request: Req, email: str) -> None:
    """Send a code to the new address. Whether somebody else has it is said only to whoever brings the code back.

    Raises SameAddress, TooManyCodes, LetterNotSent, AddressRefused.
    """
    user, email = request.user, email.lower()
    if email == user.email:
        raise SameAddress
    codes.count(request, email)
    # allauth tells the old address of the change only where it knows it.
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    with handing_over():
        EmailVerificationProcess.initiate(request=request, user=user, email=email)


def pending(request: Req) -> str:
    """The address that waits for its code, or ""."""
    process = EmailVerificationProcess.resume(request)
    return process.email if process else ""


def confirm(request: Req, typed: str) -> str:
    """Change to the address whose code came back; returns it. Raises NoCodePending, WrongCode, CodeSpent, AddressInUse."""
    with request.session.alone():
        process = EmailVerificationProcess.resume(request)
        right = process is not None and compare_user_code(actual=typed, expected=process.code)
        may_try_again = right or process is None or process.record_invalid_attempt()
    if process is None:
        raise NoCodePending
    if not right:
        raise WrongCode if may_try_again else CodeSpent
    if User.objects.filter(email=process.email).exclude(pk=request.user.pk).exists():
        process.abort()
        raise AddressInUse
    try:
        with transaction.atomic():
            process.finish()
    except IntegrityError as error:  # somebody else proved it this moment
        raise AddressInUse from error
    return str(process.email)


def forget(request: Req) -> None:
    """Stay with the address as it is."""
    process = EmailVerificationProcess.resume(request)
    if process is not None:
        process.abort()
