import pytest
from django.core import mail
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from accounts.models import User

ADDRESS, CODE = "/settings/email/", "/settings/email/code/"


@pytest.fixture
def client(signed_in, peer: User) -> Client:
    here: Client = signed_in(peer)
    return here


@pytest.mark.django_db(transaction=True)
def test_an_address_is_changed_by_a_code_and_the_old_one_is_told(client: Client, peer: User, newest_code) -> None:
    answer = client.post(ADDRESS, {"email": "Aiko@Example.net"})
    assertRedirects(answer, CODE)
    assert mail.outbox[-1].to == ["aiko@example.net"]

    client.post(CODE, {"code": newest_code()})

    peer.refresh_from_db()
    assert peer.email == "aiko@example.net"
    assert mail.outbox[-1].to == ["aiko@example.org"]
    assert mail.outbox[-1].subject == "Your e-mail address has changed"
    assert "aiko@example.net" in mail.outbox[-1].body


def test_nothing_changes_before_the_code_came_back(client: Client, peer: User) -> None:
    client.post(ADDRESS, {"email": "aiko@example.net"})

    page = client.get(ADDRESS)

    peer.refresh_from_db()
    assert peer.email == "aiko@example.org"
    assertContains(page, "aiko@example.net")


def test_a_wrong_code_is_said_and_five_are_enough(client: Client, peer: User, newest_code) -> None:
    client.post(ADDRESS, {"email": "aiko@example.net"})

    assertContains(client.post(CODE, {"code": "x"}), "not the code", status_code=422)
    for _ in range(4):
        last = client.post(CODE, {"code": "x"}, follow=True)

    assertContains(last, "Five wrong codes")
    client.post(CODE, {"code": newest_code()})
    peer.refresh_from_db()
    assert peer.email == "aiko@example.org"


def test_whose_an_address_is_learns_only_who_can_read_its_mail(
    client: Client, peer: User, learner: User, newest_code
) -> None:
    answer = client.post(ADDRESS, {"email": learner.email})
    assertRedirects(answer, CODE)

    page = client.post(CODE, {"code": newest_code()}, follow=True)

    assertContains(page, "Another account uses this address")
    peer.refresh_from_db()
    assert peer.email == "aiko@example.org"


def test_one_s_own_address_is_no_new_one(client: Client) -> None:
    assertContains(client.post(ADDRESS, {"email": "AIKO@example.org"}), "your address already", status_code=422)


def test_an_address_gets_three_codes_a_minute(client: Client) -> None:
    client.post(ADDRESS, {"email": "aiko@example.net"})
    client.post("/settings/email/code/new/")
    client.post("/settings/email/code/new/")

    page = client.post("/settings/email/code/new/", follow=True)

    assertContains(page, "sent several codes already")
    assert len(mail.outbox) == 3


def test_mail_that_cannot_be_sent_is_said_and_loses_nothing(client: Client, settings) -> None:
    settings.EMAIL_BACKEND = "tests.accounts.test_enter.NoServer"

    page = client.post(ADDRESS, {"email": "aiko@example.net"})

    assertContains(page, "couldn’t send the mail", status_code=422)
    assertContains(page, 'value="aiko@example.net"', status_code=422)


def test_one_may_stay_with_the_old_address(client: Client, newest_code) -> None:
    client.post(ADDRESS, {"email": "aiko@example.net"})

    client.post("/settings/email/stay/")

    assertRedirects(client.get(CODE), ADDRESS)


def test_signing_in_with_the_new_address_reaches_the_same_account(
    client: Client, peer: User, newest_code, enter
) -> None:
    client.post(ADDRESS, {"email": "aiko@example.net"})
    client.post(CODE, {"code": newest_code()})

    enter(Client(), "aiko@example.net")

    assert User.objects.get() == peer
