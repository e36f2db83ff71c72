"""The first message between two members: sent, answered, taken back. Lock order: the sender."""

from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.block import apart
from kit.errors import Refusal
from notices.actions.read import settle
from notices.actions.tell import tell
from notices.models import Notice
from peers import policies
from peers.models import Introduction
from peers.models.introduction import IntroductionQuerySet

MOST_WORDS: Final = 150
MOST_CHARACTERS: Final = 2_000
MOST_A_WEEK: Final = 10
WEEK: Final = timedelta(days=7)
State = Introduction.State


class NotToThem(Refusal):
    message = _("They can’t be written to.")


class SaysNothing(Refusal):
    message = _("Write a few lines: what you read of theirs, and your one question.")


class TooLong(Refusal):
    message = _("Keep it within 150 words, so that it’s read to the end.")


class NoContact(Refusal):
    message = _("Write how to reach you: an e-mail address or a link.")


class TooManyThisWeek(Refusal):
    message = _("You’ve written to 10 people within a week. What you wrote stays here; send it in a few days.")


class WroteAlready(Refusal):
    """One of the two has written to the other before."""

    message = _("You wrote to them before.")


class TheyWroteFirst(WroteAlready):
    message = _("They wrote to you a moment ago. Accept that, and you’re in touch; yours needn’t be sent.")


class YouDeclined(WroteAlready):
    message = _("You didn’t accept what they wrote, and that can’t be undone.")


class NotThereAnyMore(Refusal):
    message = _("It was taken back meanwhile.")


def words(text: str) -> int:
    """How many there are, as people count them: what stands between spaces."""
    return len(text.split())


@transaction.atomic
def write(sender: User, recipient: User, *, text: str, now: datetime, contact: str = "") -> Introduction:
    """Introduce oneself to `recipient`; `contact` becomes the contact line of who had none. Sent again it is one.

    Raises NotToThem, SaysNothing, TooLong, NoContact, TooManyThisWeek, or a WroteAlready that says who wrote.
    """
    text = text.strip().replace("\r\n", "\n").replace("\0", "")
    _see_text(text)
    sender = User.objects.select_for_update(no_key=True).get(pk=sender.pk)
    if not policies.may_write_to(sender, recipient) or recipient.pk in set(apart(sender)):
        raise NotToThem
    before = Introduction.objects.standing().between(sender, recipient).first()
    if before and before.sender_id == sender.pk and before.text == text:
        return before
    if before:
        raise _wrote(before, sender)
    if sent_lately(sender, now) >= MOST_A_WEEK:
        raise TooManyThisWeek
    _keep_contact(sender, contact)
    written = _written(sender, recipient, text, now)
    _tell_recipient(written, now)
    return written


def sent_lately(sender: User, now: datetime) -> int:
    """How many they wrote within the last seven days, whatever became of them."""
    return Introduction.objects.filter(sender=sender, created_at__gt=now - WEEK).count()


@transaction.atomic
def accept(introduction: Introduction, *, by: User, now: datetime, contact: str = "") -> Introduction:
    """Be in touch: both see the other's contact line from now on. A second time changes nothing.

    Raises NoContact for who has no contact line and gives none, NotThereAnyMore.
    """
    by = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    _keep_contact(by, contact)
    if not _of(introduction, recipient=by).filter(state=State.SENT).update(state=State.ACCEPTED, answered_at=now):
        return _as_wanted(introduction, State.ACCEPTED, recipient=by)
    _settle(introduction, by, now)
    tell(
        introduction.sender,
        kind="introduction_accepted",
        key=f"introduction {introduction.pk} accepted",
        subjects={"introduction": introduction.pk},
        now=now,
    )
    return _as_wanted(introduction, State.ACCEPTED, recipient=by)


@transaction.atomic
def decline(introduction: Introduction, *, by: User, now: datetime) -> None:
    """Let it rest, for ever; its sender is told nothing, and nothing changes for them. Raises NotThereAnyMore."""
    if not _of(introduction, recipient=by).filter(state=State.SENT).update(state=State.DECLINED, answered_at=now):
        _as_wanted(introduction, State.DECLINED, recipient=by)
    _settle(introduction, by, now)


def withdraw(introduction: Introduction, *, by: User) -> None:
    """Take back what was not accepted; declined or not, its sender sees the same. Raises NotThereAnyMore."""
    taken = _of(introduction, sender=by).filter(state__in=[State.SENT, State.DECLINED]).update(state=State.WITHDRAWN)
    if not taken:
        _as_wanted(introduction, State.WITHDRAWN, sender=by)


def _settle(introduction: Introduction, recipient: User, now: datetime) -> None:
    """Whoever has answered has read that somebody wrote."""
    settle(Notice.objects.filter(recipient=recipient, key=f"introduction {introduction.pk}"), now)


def _see_text(text: str) -> None:
    if not text:
        raise SaysNothing
    if words(text) > MOST_WORDS or len(text) > MOST_CHARACTERS:
        raise TooLong


def _keep_contact(person: User, contact: str) -> None:
    contact = " ".join(contact.replace("\0", "").split())
    if person.contact:
        return
    if not contact:
        raise NoContact
    User.objects.filter(pk=person.pk).update(contact=contact)


def _written(sender: User, recipient: User, text: str, now: datetime) -> Introduction:
    declined = Introduction.objects.filter(
        sender=sender, recipient=recipient, state=State.WITHDRAWN, answered_at__isnull=False
    ).exists()
    answer = {"state": State.DECLINED, "answered_at": now} if declined else {}
    try:
        with transaction.atomic():
            return Introduction.objects.create(sender=sender, recipient=recipient, text=text, created_at=now, **answer)
    except IntegrityError:  # the other one wrote in this very moment
        raise _wrote(Introduction.objects.standing().between(sender, recipient).get(), sender) from None


def _tell_recipient(written: Introduction, now: datetime) -> None:
    """One that was declined from the beginning is told and taken back: not even how long it takes gives that away."""
    subjects, key = {"introduction": written.pk}, f"introduction {written.pk}"
    with transaction.atomic():
        tell(written.recipient, kind="introduction_received", key=key, subjects=subjects, now=now)
        if written.state != State.SENT:
            transaction.set_rollback(True)


def _wrote(before: Introduction, sender: User) -> WroteAlready:
    if before.sender_id == sender.pk:
        return WroteAlready()
    return YouDeclined() if before.state == State.DECLINED else TheyWroteFirst()


def _of(introduction: Introduction, **who: User) -> IntroductionQuerySet:
    return Introduction.objects.filter(pk=introduction.pk, **who)


def _as_wanted(introduction: Introduction, state: str, **who: User) -> Introduction:
    """It, if it stands as somebody wanted it; pressed twice is pressed once."""
    standing = _of(introduction, **who).filter(state=state).first()
    if standing is None:
        raise NotThereAnyMore
    return standing
