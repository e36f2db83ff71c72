"""A mail in words, written at the moment it is sent, in its reader's language."""

from collections.abc import Sequence
from email.utils import formataddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kit.bilingual import language
from kit.dates import say_hour
from notices import kinds
from notices.kinds import Words
from notices.models import Mail, Notice
from notices.models.preference import HOUR
from notices.stopping import stop_path


def write(mail: Mail) -> tuple[EmailMultiAlternatives | None, list[Notice]]:
    """The letter that `mail` is now, or None when nothing in it is true any more; and the notices left out of it."""
    carried = kinds.in_order(mail.notices.select_related("recipient"))
    with translation.override(mail.recipient.language):
        words = kinds.words_of(carried)
        matters = [words[notice.pk] for notice in carried if notice.pk in words]
        letter = compose(mail, matters) if matters else None
    return letter, [notice for notice in carried if notice.pk not in words]


def compose(mail: Mail, matters: Sequence[Words]) -> EmailMultiAlternatives:
    """Text and HTML of `matters` (at least one), in the language being spoken."""
    stop = _absolute(stop_path(mail.recipient_id, calm=mail.calm))
    said = _context(mail, matters) | {"stop": stop}
    letter = EmailMultiAlternatives(
        subject=" ".join(matters[0]["title"].split()),
        body=render_to_string("notices/mail.txt", said),
        from_email=formataddr((_("Giljabi"), settings.DEFAULT_FROM_EMAIL)),
        to=[mail.recipient.email],
        headers={
            "Message-ID": f"<{mail.message_id}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    letter.attach_alternative(render_to_string("notices/mail.html", said), "text/html")
    return letter


def _context(mail: Mail, matters: Sequence[Words]) -> dict[str, Any]:
    preference = getattr(mail.recipient, "preference", None)
    return {
        "lang": language(),
        "calm": mail.calm,
        "hour": say_hour(preference.hour if preference else HOUR),
        "first": _with_address(matters[0]),
        "others": [_with_address(words) for words in matters[1:]],
        "settings_address": _absolute(reverse("notices:wishes")),
        "site": settings.SITE_ADDRESS,
    }


def _with_address(words: Words) -> dict[str, Any]:
    return {**words, "address": _absolute(words["address"])}


def _absolute(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}"
