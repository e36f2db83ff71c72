"""Handing mails over: each at most once, and never forgotten.

queued → sending → sent | skipped | unknown | failed. `sending` is committed right before the mail server is spoken to, and
nothing else happens between, so a mail that was left in it may or may not have arrived: it becomes unknown, is not sent
again, and its notices stay readable in the app.
"""

import logging
import time
from datetime import datetime, timedelta
from typing import Final

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from kit import clock
from notices.actions.outbox import ring
from notices.actions.read import settle
from notices.letters import write
from notices.models import Mail
from notices.models.mail import MailState
from notices.models.preference import MailWish
from notices.verdicts import judge

log = logging.getLogger(__name__)

BATCH: Final = 100
LONGEST_RUN: Final = 60.0  # seconds
ANSWER_WITHIN: Final = 60  # seconds that the mail server has for each answer
MOST_TRIES: Final = 10
FIRST_PAUSE: Final = timedelta(minutes=1)  # doubled with each try: ten tries span most of a day
LONGEST_PAUSE: Final = timedelta(hours=4)


def deliver() -> int:
    """Hand over what is due, one mail after the other, at most 100 in a run; returns how many were looked at.

    Any number of workers may do this at once. An unreachable mail server leaves everything queued.
    """
    give_up(clock.now())
    if not Mail.objects.due(clock.now()).exists():
        return 0
    post: BaseEmailBackend = get_connection(timeout=ANSWER_WITHIN)
    ends, done = time.monotonic() + LONGEST_RUN, 0
    try:
        while done < BATCH and time.monotonic() < ends:
            post.open()
            if not deliver_next(post, clock.now()):
                return done
            done += 1
        ring()
    except OSError as trouble:
        log.warning("the mail server cannot be reached, so mail waits: %s", trouble)
    finally:
        post.close()
    return done


def give_up(now: datetime) -> int:
    """Mails handed over ten minutes ago or more, of which nothing was heard since, are unknown from now on."""
    return Mail.objects.stuck(now).update(
        state=MailState.UNKNOWN, state_since=now, reason="nothing heard after handing over"
    )


def deliver_next(post: BaseEmailBackend, now: datetime) -> bool:
    """Take the mail that has been due longest and that nobody else holds, and bring it to its next state."""
    mail, letter = _claim(now)
    if mail and letter:
        _hand_over(mail, letter, post)
    return mail is not None


@transaction.atomic(durable=True)
def _claim(now: datetime) -> tuple[Mail | None, EmailMultiAlternatives | None]:
    """The next mail, and what to send; without a letter it has been skipped or put off already."""
    waiting = Mail.objects.due(now).select_for_update(skip_locked=True, of=("self",))
    mail = waiting.select_related("recipient__preference").first()
    if mail is None:
        return None, None
    mail.tries += 1
    reason = _reason_to_skip(mail)
    letter = None
    if not reason:
        try:
            with transaction.atomic():
                letter, gone = write(mail)
                settle(gone, now)
        except Exception as fault:
            # A kind with a fault must not hold up everybody's mail.
            log.exception("mail %s could not be written", mail)
            _put_off(mail, f"{type(fault).__name__}: {fault}", now)
            return mail, None
        reason = "" if letter else "nothing in it is true any more"
    _become(mail, MailState.SENDING if letter else MailState.SKIPPED, reason, now)
    return mail, letter


def _reason_to_skip(mail: Mail) -> str:
    person = mail.recipient
    preference = getattr(person, "preference", None)
    wish = preference.mail if preference else MailWish.ALL
    if not person.is_standing:
        return "its recipient is suspended or leaving"
    if wish == MailWish.NONE or (mail.calm and wish == MailWish.ANSWERS):
        return "its recipient wants no such mail"
    return ""


def _hand_over(mail: Mail, letter: EmailMultiAlternatives, post: BaseEmailBackend) -> None:
    try:
        post.send_messages([letter])
    except Exception as trouble:  # noqa: BLE001 - whatever it is, it decides what becomes of this mail
        post.close()
        state, reason = judge(trouble)
        log.warning("mail %s is %s: %s", mail, state, reason)
        if state == MailState.QUEUED:
            _put_off(mail, reason, clock.now())
        else:
            _become(mail, state, reason, clock.now())
    else:
        _become(mail, MailState.SENT, "", clock.now())


def _put_off(mail: Mail, reason: str, now: datetime) -> None:
    if mail.tries >= MOST_TRIES:
        _become(mail, MailState.FAILED, reason, now)
        return
    mail.next_try_at = now + min(FIRST_PAUSE * 2 ** (mail.tries - 1), LONGEST_PAUSE)
    _become(mail, MailState.QUEUED, reason, now)


def _become(mail: Mail, state: MailState, reason: str, now: datetime) -> None:
    mail.state, mail.reason, mail.state_since = state, reason[:300], now
    mail.save(update_fields=["state", "reason", "state_since", "tries", "next_try_at"])
