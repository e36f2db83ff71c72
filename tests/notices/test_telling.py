import pytest
from django.core.exceptions import ImproperlyConfigured

from accounts.models import User
from kit import clock
from notices import kinds
from notices.kinds import Kind
from notices.models import Mail, Notice
from tests.notices.conftest import greet

pytestmark = pytest.mark.django_db


def test_telling_twice_is_telling_once(learner: User, peer: User, greeting: Kind) -> None:
    first, second = greet(learner, peer), greet(learner, peer)

    assert first == second
    assert Notice.objects.count() == Mail.objects.count() == 1


def test_two_people_can_be_told_the_same(learner: User, peer: User, greeting: Kind) -> None:
    greet(learner, peer)
    greet(peer, learner)

    assert Notice.objects.count() == 2


def test_an_answer_goes_at_once_as_a_mail_of_its_own(learner: User, peer: User, greeting: Kind) -> None:
    notice = greet(learner, peer)

    mail = Mail.objects.get()
    assert notice.mail == mail
    assert (mail.state, mail.calm, mail.recipient) == ("queued", False, learner)


def test_what_is_calm_waits_for_the_persons_hour(learner: User, peer: User, calm_greeting: Kind) -> None:
    greet(learner, peer, kind="calm greeting")

    assert list(Notice.objects.unmailed()) == [Notice.objects.get()]
    assert not Mail.objects.exists()


def test_a_notice_holds_no_text_and_no_facts(learner: User, peer: User, greeting: Kind) -> None:
    notice = greet(learner, peer)

    assert notice.subjects == {"sender": peer.pk}


def test_a_kind_nobody_registered_cannot_be_told(learner: User, peer: User) -> None:
    with pytest.raises(KeyError):
        greet(learner, peer, kind="nothing")

    assert not Notice.objects.exists()


def test_two_kinds_cannot_share_a_name(greeting: Kind) -> None:
    with pytest.raises(ImproperlyConfigured):
        kinds.register(Kind(name="greeting", icon="mail", calm=True, contexts=greeting.contexts))


def test_a_notice_whose_kind_is_gone_is_not_shown(learner: User) -> None:
    notice = Notice.objects.create(recipient=learner, kind="of old", key="of old")

    assert kinds.words_of([notice]) == {}


def test_whoever_leaves_takes_all_of_it_along(learner: User, peer: User, greeting: Kind) -> None:
    greet(learner, peer)
    greet(peer, learner)

    learner.delete()

    assert list(Notice.objects.values_list("recipient", flat=True)) == [peer.pk]
    assert list(Mail.objects.values_list("recipient", flat=True)) == [peer.pk]
    assert kinds.words_of(Notice.objects.all()) == {}


def test_the_bell_is_rung_once_the_notice_stands(
    learner: User, peer: User, greeting: Kind, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        greet(learner, peer)
        greet(learner, peer)

    assert len(callbacks) == 1
    assert clock.now()
