import pytest
from django.test import Client

from accounts.models import User
from tests.conftest import make_member


@pytest.fixture
def operator(db: None) -> User:
    return make_member("minho", is_staff=True, is_superuser=True)


def test_a_visitor_of_the_admin_goes_through_the_door_everybody_takes(visitor: Client, db: None) -> None:
    page = visitor.get("/admin/", follow=True)

    assert page.redirect_chain[-1][0] == "/accounts/login/?next=/admin/"


def test_there_is_no_admin_for_a_member(signed_in, learner: User) -> None:
    assert signed_in(learner).get("/admin/", follow=True).status_code == 404


def test_there_is_no_admin_for_a_curator_who_is_suspended(signed_in, curator: User) -> None:
    User.objects.filter(pk=curator.pk).update(suspended_at=curator.created_at)

    assert signed_in(curator).get("/admin/", follow=True).status_code == 404


def test_accounts_are_for_operators_to_see(signed_in, operator: User, curator: User, learner: User) -> None:
    address = f"/admin/accounts/user/{learner.pk}/change/"

    page = signed_in(operator).get(address)

    assert learner.email in page.content.decode()
    assert signed_in(curator).get("/admin/").status_code == 200
    assert signed_in(curator).get(address).status_code == 403


def test_a_suspended_operator_operates_nothing(signed_in, learner: User) -> None:
    User.objects.filter(pk=learner.pk).update(is_superuser=True, is_staff=True, suspended_at=learner.created_at)

    assert signed_in(learner).get("/operators/mail/").status_code == 404


def test_the_admin_changes_no_password_past_our_own_page(signed_in, operator: User) -> None:
    assert signed_in(operator).get("/admin/password_change/").url == "/settings/password/"


def test_the_admin_has_no_forms_of_other_packages(signed_in, operator: User) -> None:
    page = signed_in(operator).get("/admin/").content.decode()

    assert "/admin/accounts/user/" in page
    assert "/admin/auth/" not in page
    assert "/admin/account/" not in page
