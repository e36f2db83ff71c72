import smtplib
from collections.abc import Sequence
from datetime import timedelta
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction

from accounts.models import User
from kit import clock
from notices.actions import preferences
from notices.actions.deliver import MOST_TRIES, deliver
from notices.actions.remind import remind
from notices.kinds import Kind
from notices.models import Mail, Notice
from notices.models.preference import MailWish
from tests.notices.conftest import greet, states

pytestmark = pytest.mark.django_db


class Trouble(BaseEmailBackend):
    """A mail server that answers every mail the same way."""

    answer: Exception = OSError()

    def send_messages(self, email_messages: Sequence[EmailMultiAlternatives]) -> int:  # noqa: ARG002 - it takes none
        raise self.answer


class Away(BaseEmailBackend):
    """A mail server that nobody reaches."""

    def open(self) -> bool:
        raise ConnectionRefusedError


@pytest.fixture
def answering(settings):
    def with_(trouble: Exception) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.Trouble"
        Trouble.answer = trouble

    return with_


def test_a_mail_is_sent_once(learner: User, peer: User, greeting: Kind) -> None:
    greet(learner, peer)

    assert (deliver(), deliver()) == (1, 0)

    (sent,) = outbox.outbox
    assert sent.to == [learner.email]
    assert states() == ["sent"]


def test_its_message_id_is_the_one_that_was_kept(learner: User, peer: User, greeting: Kind) -> None:
    greet(learner, peer)

    deliver()

    assert outbox.outbox[0].message()["Message-ID"] == f"<{Mail.objects.get().message_id}>"


def test_it_speaks_the_language_its_reader_has_when_it_is_sent(learner: User, peer: User, greeting: Kind) -> None:
    greet(learner, peer)
    User.objects.filter(pk=learner.pk).update(language="en")

    deliver()

    assert outbox.outbox[0].subject == "Someone wrote to you"
    assert parseaddr(outbox.outbox[0].message()["From"])[0] == "Giljabi"


def test_it_is_skipped_when_its_subject_may_not_be_seen_any_more(learner: User, peer: User, greeting: Kind) -> None:
    greet(learner, peer)
    User.objects.filter(pk=peer.pk).update(suspended_at=clock.now())

    deliver()

    assert outbox.outbox == []
    assert states() == ["skipped"]
    assert not Notice.objects.unread().exists()


def test_it_says_only_what_is_still_true(learner: User, peer: User, curator: User, calm_greeting: Kind) -> None:
    preferences.ensure(learner, clock.now() - timedelta(days=2))
    greet(learner, peer, kind="calm greeting", key="1")
    greet(learner, curator, kind="calm greeting", key="2")
    remind(clock.now())
    User.objects.filter(pk=peer.pk).update(suspended_at=clock.now())

    deliver()

    (sent,) = outbox.outbox
    assert curator.name in sent.body
    assert peer.name not in sent.body


@pytest.mark.parametrize("field", ["suspended_at", "erase_after"])
def test_nobody_who_is_suspended_or_leaving_gets_mail(learner: User, peer: User, greeting: Kind, field: str) -> None:
    greet(learner, peer)
    User.objects.filter(pk=learner.pk).update(**{field: clock.now()})

    deliver()

    assert outbox.outbox == []
    assert states() == ["skipped"]


@pytest.mark.parametrize(("wish", "state"), [("all", "sent"), ("answers", "sent"), ("none", "skipped")])
def test_an_answer_goes_to_whoever_wants_answers(
    learner: User, peer: User, greeting: Kind, wish: MailWish, state: str
) -> None:
    preferences.wish(learner, mail=wish, hour=19, now=clock.now())
    greet(learner, peer)

    deliver()

    assert states() == [state]


@pytest.mark.parametrize(("wish", "state"), [("all", "sent"), ("answers", "skipped"), ("none", "skipped")])
def test_a_calm_mail_goes_to_whoever_wants_reminders(
    learner: User, peer: User, calm_greeting: Kind, wish: MailWish, state: str
) -> None:
    preferences.wish(learner, mail=wish, hour=19, now=clock.now() - timedelta(days=2))
    greet(learner, peer, kind="calm greeting")
    remind(clock.now())

    deliver()

    assert states() == [state]


def test_an_unreachable_server_leaves_everything_queued(learner: User, peer: User, greeting: Kind, settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    greet(learner, peer)

    deliver()

    mail = Mail.objects.get()
    assert (mail.state, mail.tries) == ("queued", 0)


def test_a_no_for_now_is_tried_again_later_each_time(learner: User, peer: User, greeting: Kind, answering) -> None:
    greet(learner, peer)
    answering(smtplib.SMTPDataError(451, b"try later"))

    deliver()
    first = Mail.objects.get()
    Mail.objects.update(next_try_at=clock.now())
    deliver()
    second = Mail.objects.get()

    assert (first.state, first.tries, first.reason) == ("queued", 1, "SMTPDataError: 451 try later")
    assert second.next_try_at - clock.now() > first.next_try_at - first.state_since
    assert not Mail.objects.due(clock.now()).exists()


def test_after_enough_tries_it_has_failed(learner: User, peer: User, greeting: Kind, answering) -> None:
    greet(learner, peer)
    answering(smtplib.SMTPSenderRefused(450, b"greylisted", "us"))
    Mail.objects.update(tries=MOST_TRIES - 1)

    deliver()

    assert states() == ["failed"]


def test_a_no_for_good_has_failed(learner: User, peer: User, greeting: Kind, answering) -> None:
    greet(learner, peer)
    answering(smtplib.SMTPRecipientsRefused({learner.email: (550, b"no such mailbox")}))

    deliver()

    mail = Mail.objects.get()
    assert (mail.state, mail.reason) == ("failed", "SMTPRecipientsRefused: 550 no such mailbox")


@pytest.mark.parametrize("trouble", [TimeoutError("no answer"), smtplib.SMTPServerDisconnected("gone")])
def test_no_answer_is_unknown_and_never_sent_again(
    learner: User, peer: User, greeting: Kind, answering, settings, trouble: Exception
) -> None:
    greet(learner, peer)
    answering(trouble)
    deliver()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    deliver()

    assert states() == ["unknown"]
    assert outbox.outbox == []


def test_what_was_handed_over_ten_minutes_ago_is_unknown(learner: User, peer: User, greeting: Kind) -> None:
    greet(learner, peer)
    Mail.objects.update(state="sending", state_since=clock.now() - timedelta(minutes=10))

    deliver()

    assert states() == ["unknown"]
    assert outbox.outbox == []
    assert Notice.objects.unread().count() == 1


def test_a_kind_with_a_fault_does_not_hold_up_the_others(
    learner: User, peer: User, greeting: Kind, calm_greeting: Kind
) -> None:
    greet(learner, peer, key="broken")
    Notice.objects.update(subjects={})
    greet(peer, learner, key="whole")

    deliver()

    assert states() == ["queued", "sent"]


def test_a_mail_is_plain_and_rich_and_can_be_stopped_in_one_click(learner: User, peer: User, greeting: Kind) -> None:
    greet(learner, peer)

    deliver()

    message: EmailMessage = outbox.outbox[0].message()
    assert message["List-Unsubscribe"].startswith("<http")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, rich = (part.get_payload(decode=True).decode() for part in message.get_payload())
    assert "Aiko Mori <3" in plain
    assert "Aiko Mori &lt;3" in rich
    assert "style=" in rich
    assert "<img" not in rich


def test_among_fifty_thousand_what_is_due_is_found_by_its_index(learner: User) -> None:
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO notices_mail (created_at, recipient_id, calm, state, state_since, reason, message_id, tries,"
            " next_try_at) SELECT %(now)s, %(learner)s, true, CASE WHEN n %% 2 = 0 THEN 'queued' ELSE 'sent' END, %(now)s,"
            " '', n, 0, %(now)s - n * interval '1 second' FROM generate_series(1, 50000) n",
            {"now": now, "learner": learner.pk},
        )
        cursor.execute("ANALYZE notices_mail")

    waiting = Mail.objects.due(now).select_for_update(skip_locked=True, of=("self",))
    with transaction.atomic():
        plan = waiting.select_related("recipient__preference")[:1].explain()

    assert "mail_due" in plan
    assert "Sort" not in plan, "the one that waited longest stands first in it"
    assert "mail_stuck" in Mail.objects.stuck(now).explain()
