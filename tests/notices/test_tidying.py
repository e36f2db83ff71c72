from datetime import date, timedelta

import pytest

from accounts.models import User
from kit import clock
from notices.actions import preferences
from notices.actions import read as reading
from notices.actions.remind import remind
from notices.actions.tidy import tidy
from notices.kinds import Kind
from notices.models import Mail, Notice
from notices.models.mail import KEPT_FOR
from tests.notices.conftest import SEVEN, greet, log

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def sent(recipient: User, sender: User) -> Notice:
    """A notice that went out this moment, and is no longer true."""
    notice = greet(recipient, sender)
    Mail.objects.update(state="sent", state_since=clock.now())
    User.objects.filter(pk=sender.pk).update(suspended_at=clock.now())
    return notice


def test_what_was_read_ninety_days_ago_goes_and_its_mail_with_it(learner: User, peer: User, greeting: Kind) -> None:
    now = clock.now()
    reading.read(sent(learner, peer), now)

    assert tidy(now + KEPT_FOR - MINUTE) == 0
    assert tidy(now + KEPT_FOR + MINUTE) == 2
    assert not Notice.objects.exists()
    assert not Mail.objects.exists()


def test_what_was_never_read_stays_and_is_not_mailed_again(learner: User, peer: User, greeting: Kind) -> None:
    sent(learner, peer)

    assert tidy(clock.now() + 2 * KEPT_FOR) == 0

    assert Notice.objects.get().mail == Mail.objects.get()
    assert not Notice.objects.unmailed().exists()


def test_mail_that_waits_to_be_sent_stays_however_old(learner: User, peer: User, greeting: Kind) -> None:
    reading.read(greet(learner, peer), clock.now())

    tidy(clock.now() + 2 * KEPT_FOR)

    assert Mail.objects.get().state == "queued"


def test_batches_are_bounded_and_none_is_passed_over(
    learner: User, peer: User, greeting: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notices.actions.tidy.BATCH", 2)
    now = clock.now()
    for number in range(7):
        greet(learner, peer, key=f"greeting {number}")
    Mail.objects.all().delete()
    reading.read_all(learner, clock.now())
    User.objects.filter(pk=peer.pk).update(suspended_at=now)

    assert tidy(now + 2 * KEPT_FOR) == 7


def test_the_silence_after_thirty_days_is_kept_though_its_notice_is_old(learner: User, at) -> None:
    log(learner, date(2026, 4, 13))
    at(SEVEN)
    preferences.ensure(learner, clock.now())
    remind(at(SEVEN + timedelta(days=31)))
    reading.read_all(learner, clock.now())

    tidy(at(SEVEN + timedelta(days=200)))
    remind(clock.now())

    assert not Notice.objects.unread().exists()
