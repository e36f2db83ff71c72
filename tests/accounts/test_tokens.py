"""Tokens: shown once, kept as a digest, revoked at once, and opening nothing but the API."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from accounts.actions import tokens
from accounts.models import ApiToken, User
from kit import clock

SignIn = Callable[[User], Client]
NOW = datetime(2026, 4, 9, 3, tzinfo=UTC)
SECRET = re.compile(r"giljabi_[\w-]{43}")


def bearer(secret: str) -> Client:
    return Client(headers={"authorization": f"Bearer {secret}", "accept-language": "en"})


@pytest.fixture
def secret(learner: User) -> str:
    return tokens.make(learner, name="laptop", now=clock.now())[1]


def test_a_token_is_shown_once_with_the_line_that_logs(signed_in: SignIn, learner: User, settings) -> None:
    settings.SITE_ADDRESS = "https://giljabi.example"
    client = signed_in(learner)

    page = client.post("/settings/tokens/", {"name": " laptop  at home "})
    shown = set(SECRET.findall(page.content.decode()))

    assert len(shown) == 1
    assertContains(page, "https://giljabi.example/api/v1/entries")
    assert "no-store" in page.headers["Cache-Control"]
    assert bearer(shown.pop()).get("/api/v1/me").json()["handle"] == "seoyeon"
    again = client.get("/settings/tokens/")
    assertContains(again, "laptop at home")
    assert not SECRET.search(again.content.decode())


@pytest.mark.parametrize("number", [3, 30])
def test_the_list_costs_the_same_for_3_and_30(
    signed_in: SignIn, learner: User, number: int, django_assert_num_queries
) -> None:
    ApiToken.objects.bulk_create(
        ApiToken(owner=learner, name=f"program-{place}.", digest=f"{place:064x}") for place in range(number)
    )
    client = signed_in(learner)
    client.get("/settings/tokens/")

    with django_assert_num_queries(2):
        assert client.get("/settings/tokens/").content.decode().count("program-") >= number


def test_only_its_digest_is_kept(secret: str) -> None:
    row = ApiToken.objects.get()

    assert secret not in str(row.__dict__)
    assert row.digest == tokens.digest_of(secret)


@pytest.mark.parametrize(("name", "said"), [("", "어느 프로그램"), ("laptop", "이 이름의 토큰"), ("x" * 61, "60자")])
def test_a_name_that_cannot_be_is_answered_in_place(
    signed_in: SignIn, learner: User, secret: str, name: str, said: str
) -> None:
    page = signed_in(learner).post("/settings/tokens/", {"name": name})

    assertContains(page, said, status_code=422)
    assert ApiToken.objects.count() == 1


def test_there_are_twenty_at_most(learner: User) -> None:
    for number in range(20):
        tokens.make(learner, name=str(number), now=NOW)

    with pytest.raises(tokens.TooManyTokens):
        tokens.make(learner, name="one more", now=NOW)


def test_a_revoked_token_opens_nothing_any_more(signed_in: SignIn, learner: User, peer: User, secret: str) -> None:
    token = ApiToken.objects.get()
    signed_in(peer).post(f"/settings/tokens/{token.pk}/revoke/")
    assert bearer(secret).get("/api/v1/me").status_code == 200

    page = signed_in(learner).post(f"/settings/tokens/{token.pk}/revoke/", follow=True)

    assertContains(page, "토큰을 없앴어요")
    assert bearer(secret).get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("field", ["suspended_at", "erase_after"])
def test_tokens_of_who_is_suspended_or_leaving_open_nothing(learner: User, secret: str, field: str) -> None:
    User.objects.filter(pk=learner.pk).update(**{field: clock.now() + timedelta(days=14)})

    assert bearer(secret).get("/api/v1/me").status_code == 401
    assert bearer(secret).get("/api/v1/people/seoyeon").status_code == 401


def test_the_day_it_was_last_used_is_written_down_once_a_day(
    learner: User, secret: str, django_assert_num_queries
) -> None:
    client = bearer(secret)
    client.get("/api/v1/me")

    assert ApiToken.objects.get().last_used_on == learner.calendar_day()
    with django_assert_num_queries(1):
        client.get("/api/v1/me")


@pytest.mark.parametrize("path", ["/settings/", "/settings/tokens/", "/admin/", "/log/"])
def test_a_token_opens_no_page(curator: User, path: str) -> None:
    secret = tokens.make(curator, name="laptop", now=NOW)[1]

    assert bearer(secret).get(path).status_code == 302


def test_nobody_sees_another_s_tokens(signed_in: SignIn, peer: User, secret: str) -> None:
    assertNotContains(signed_in(peer).get("/settings/tokens/"), "laptop")


@pytest.mark.parametrize("wrong", [{"name": ""}, {"digest": "giljabi_secret"}])
def test_the_database_takes_no_token_without_a_name_nor_the_secret_itself(learner: User, wrong: dict[str, str]) -> None:
    right = {"owner": learner, "name": "laptop", "digest": "0" * 64}

    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.create(**right | wrong)
