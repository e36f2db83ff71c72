"""django-allauth, told how we do things."""

import logging
from email.utils import formataddr
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.context import request_context
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit.bilingual import language
from kit.http import place_here

log = logging.getLogger(__name__)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This address and this password don’t go together. Leave the password empty and we’ll send you a code."
        ),
        "too_many_login_attempts": _(
            "Too many tries. Wait five minutes, or leave the password empty and we’ll send you a code."
        ),
        "email_taken": _("Another account uses this address. Sign in with it, or choose another one."),
    }

    def get_login_stages(self) -> list[str]:
        """The code alone: an account begins with a proven address, so there is nothing to prove at sign-in."""
        return ["allauth.account.stages.LoginByCodeStage"]

    def add_message(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Nothing: our pages say themselves what happened."""

    def format_email_subject(self, subject: str) -> str:
        return subject

    def get_from_email(self) -> str:
        return formataddr((gettext("Giljabi"), settings.DEFAULT_FROM_EMAIL))

    def is_safe_url(self, url: str) -> bool:
        """Allauth's own takes any host where ALLOWED_HOSTS does, and breaks on half an address."""
        return bool(place_here(url or ""))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return landing_after_sign_in(request, "")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        said = {"contact": settings.CONTACT_ADDRESS, "email": email, "lang": language(), **context}
        self.render_mail(template_prefix, email, said).send()

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """To `user`, in their language, whoever asks for it; a letter that cannot be sent does not undo what it tells of.

        It goes after that is certain, and without a request too (from the shell).
        """

        def send() -> None:
            try:
                with request_context(self.request), translation.override(user.language):
                    self.send_mail(template_prefix, email or user.email, context or {})
            except (SMTPException, OSError):
                log.exception("a letter about an account could not be sent")

        transaction.on_commit(send)


def landing_after_sign_in(request: Any, wanted: str) -> str:
    """Where somebody who has just signed in goes: where they were going, by way of the welcome page if they are new."""
    if request.user.onboarded_at is not None:
        return wanted or settings.LOGIN_REDIRECT_URL
    welcome = reverse("accounts:welcome")
    return f"{welcome}?{urlencode({'next': wanted})}" if wanted else welcome
