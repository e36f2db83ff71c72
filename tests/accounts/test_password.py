import pytest
from django.core import mail
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import Session, User
from tests.conftest import make_member

PAGE = "/settings/password/"
OLD, NEW = "brown-dog-7-lakes", "nine-green-hills-1"


@pytest.fixture
def kim(db: None) -> User:
    return make_member("kim", language="en", password=OLD)


@pytest.mark.django_db(transaction=True)
def test_who_has_no_password_sets_one_and_is_told_by_mail(signed_in, peer: User) -> None:
    client, elsewhere = signed_in(peer), signed_in(peer)

    page = client.post(PAGE, {"new": NEW}, follow=True)

    peer.refresh_from_db()
    assert peer.check_password(NEW)
    assertContains(page, "Change password")
    assert mail.outbox[-1].subject == "Your account has a password now"
    assert elsewhere.get(PAGE).status_code == 302
    assert Session.objects.filter(user=peer).count() == 1


def test_a_password_is_changed_by_who_knows_it(signed_in, kim: User) -> None:
    client = signed_in(kim)

    client.post(PAGE, {"current": OLD, "new": NEW})

    kim.refresh_from_db()
    assert kim.check_password(NEW)
    assert client.get(PAGE).status_code == 200


def test_who_does_not_know_it_is_told_the_way(signed_in, kim: User) -> None:
    page = signed_in(kim).post(PAGE, {"current": "wrong-wrong-wrong", "new": NEW})

    kim.refresh_from_db()
    assert kim.check_password(OLD)
    assertContains(page, "not your password.", status_code=422)
    assertNotContains(page, "wrong-wrong", status_code=422)


def test_who_has_come_in_by_a_code_minutes_ago_is_not_asked_for_it(kim: User, enter) -> None:
    client = enter(Client(headers={"accept-language": "en"}), kim.email)

    assertNotContains(client.get(PAGE), 'name="current"')
    client.post(PAGE, {"new": NEW})

    kim.refresh_from_db()
    assert kim.check_password(NEW)


def test_after_a_quarter_of_an_hour_it_is_asked_for_again(kim: User, enter) -> None:
    client = enter(Client(headers={"accept-language": "en"}), kim.email)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 16 * 60
    session.save()

    assertContains(client.get(PAGE), 'name="current"')


@pytest.mark.parametrize(
    ("weak", "said"),
    [
        ("short", "at least 10 characters"),
        ("password123", "Many people use this one"),
        ("kim@example.org", "too much like"),
    ],
)
def test_a_weak_password_is_refused_with_what_to_do(signed_in, kim: User, weak: str, said: str) -> None:
    assertContains(signed_in(kim).post(PAGE, {"current": OLD, "new": weak}), said, status_code=422)


def test_a_password_is_removed(signed_in, kim: User) -> None:
    client = signed_in(kim)

    page = client.post(PAGE, {"current": OLD, "remove": "1"}, follow=True)

    kim.refresh_from_db()
    assert not kim.has_usable_password()
    assertContains(page, "You have no password any more")


def test_removing_it_needs_it_too(signed_in, kim: User) -> None:
    signed_in(kim).post(PAGE, {"current": "wrong", "remove": "1"})

    kim.refresh_from_db()
    assert kim.check_password(OLD)


def test_a_stolen_session_cannot_try_passwords_for_long(signed_in, kim: User) -> None:
    client = signed_in(kim)
    for _ in range(5):
        client.post(PAGE, {"current": "wrong", "new": NEW})

    assertContains(client.post(PAGE, {"current": OLD, "new": NEW}), "Too many tries", status_code=422)
