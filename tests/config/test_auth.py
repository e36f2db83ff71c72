"""Session, owner and bell in one statement say what Django's own way says."""

from collections.abc import Callable

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client, RequestFactory

from accounts.models import Session, User
from config.auth import Authentication, SessionStore
from kit import clock
from notices.models import Notice

SignIn = Callable[[User], Client]


def somebody(client: Client) -> User:
    """Whom a request with the cookies of `client` comes from."""
    request = RequestFactory().get("/")
    request.session = SessionStore(client.cookies["sessionid"].value)
    Authentication(lambda _: None).process_request(request)
    return request.user


def columns(user: User) -> dict[str, object]:
    return {field.attname: getattr(user, field.attname) for field in User._meta.concrete_fields}


def test_one_statement_brings_the_same_person_as_the_orm_and_their_unread_number(
    signed_in: SignIn, learner: User, peer: User, django_assert_num_queries
) -> None:
    User.objects.filter(pk=learner.pk).update(topics=["vision", "art"], suspended_because="…", discoverable=None)
    client = signed_in(learner)
    Notice.objects.bulk_create([Notice(recipient=learner, kind="quiet", key=f"{n}") for n in range(3)])
    Notice.objects.create(recipient=learner, kind="quiet", key="read", read_at=clock.now())
    Notice.objects.create(recipient=peer, kind="quiet", key="another's")

    with django_assert_num_queries(1):
        found = somebody(client)
        assert found.is_authenticated

    assert columns(found) == columns(User.objects.get(pk=learner.pk))
    assert found.unread_notices == 3


def test_a_hundred_is_as_far_as_it_counts(signed_in: SignIn, learner: User) -> None:
    client = signed_in(learner)
    Notice.objects.bulk_create([Notice(recipient=learner, kind="quiet", key=f"{n}") for n in range(103)])

    assert somebody(client).unread_notices == 100


def test_whoever_changed_their_password_elsewhere_is_signed_out_here(signed_in: SignIn, learner: User) -> None:
    client = signed_in(learner)
    learner.set_password("another one, long enough")
    learner.save(update_fields=["password"])

    assert not somebody(client).is_authenticated
    assert not Session.objects.filter(user=learner).exists()


@pytest.mark.parametrize("how", ["ended", "expired", "of nobody"])
def test_a_session_that_holds_nobody_lets_nobody_in(signed_in: SignIn, learner: User, how: str) -> None:
    client = signed_in(learner)
    if how == "ended":
        Session.objects.all().delete()
    if how == "expired":
        Session.objects.update(expire_date=clock.now())
    if how == "of nobody":
        store = SessionStore(client.cookies["sessionid"].value)
        del store[SESSION_KEY]
        store.save()

    assert not somebody(client).is_authenticated


def test_what_the_session_says_decides_and_not_its_owner_s_column(signed_in: SignIn, learner: User, peer: User) -> None:
    client = signed_in(learner)
    Session.objects.update(user=peer)

    assert somebody(client) == learner
