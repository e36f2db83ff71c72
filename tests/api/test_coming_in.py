"""Who comes in, how often, and how the API says no."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import path

from accounts.models import User
from config.api import limits
from config.api.door import Open
from config.middleware import trouble
from config.urls import urlpatterns as ours
from kit import clock
from tests.api.conftest import Program
from tests.conftest import make_member

PROBLEM = "application/problem+json"


class Broken(Open):
    def get(self, request: Any) -> Any:
        raise RuntimeError("as it may happen")


class Away(Open):
    def get(self, request: Any) -> Any:
        raise OperationalError


urlpatterns = [path("api/broken", Broken.as_view()), path("api/away", Away.as_view()), *ours]
handler500 = trouble.tripped


def test_whoever_is_signed_in_comes_in_by_their_session(signed_in, learner: User) -> None:
    assert signed_in(learner).get("/api/v1/me").json()["today"] == learner.day().isoformat()


def test_a_session_changes_nothing_without_the_page_s_token(learner: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)

    answer = client.post("/api/v1/entries", {"minutes": 10}, content_type="application/json")

    assert answer.status_code == 403
    assert answer.json()["code"] == "csrf"


@pytest.mark.parametrize(
    ("method", "path", "body", "kind", "status", "code"),
    [
        ("GET", "v1/me", "", "application/json", 401, "not-signed-in"),
        ("GET", "v1/people/a%0Ab", "", "application/json", 404, "not-found"),
        ("GET", "v1/nowhere", "", "application/json", 404, "not-found"),
        ("GET", "v1/people/nobody-here", "", "application/json", 404, "not-found"),
        ("POST", "nowhere", "{}", "application/json", 404, "not-found"),
        ("GET", "", "", "application/json", 404, "not-found"),
        ("POST", "v1/people/seoyeon", "{}", "application/json", 405, "method"),
        ("OPTIONS", "v1/people/seoyeon", "", "application/json", 405, "method"),
    ],
)
def test_a_no_has_one_shape_in_both_languages(
    learner: User, method: str, path: str, body: str, kind: str, status: int, code: str
) -> None:
    said = {}
    for language in ("ko", "en"):
        client = Client(headers={"accept-language": language})
        answer = client.generic(method, f"/api/{path}", body, content_type=kind)
        assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)
        said[language] = json.loads(answer.content)

    assert said["en"] | {"title": "", "detail": ""} == said["ko"] | {"title": "", "detail": ""}
    assert (said["en"]["status"], said["en"]["code"]) == (status, code)
    assert said["en"]["title"] != said["ko"]["title"]
    assert said["en"]["detail"] != said["ko"]["detail"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ('{"minutes": NaN}', "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        ("9" * 5000, "application/json", 400),
        ("minutes=5", "application/x-www-form-urlencoded", 415),
        ('{"text": "' + "x" * 6_000_000 + '"}', "application/json", 413),
        ("[]", "application/json", 422),
        ("5", "application/json", 422),
        ("null", "application/json", 422),
        ('{"text": "\\u0000"}', "application/json", 422),
        ('{"text": "\\ud800"}', "application/json", 422),
        ('{"minutes": true}', "application/json", 422),
        ('{"minutes": "ten"}', "application/json", 422),
        ('{"minutes": 1441}', "application/json", 422),
        ('{"minute": 30}', "application/json", 422),
        ('{"minutes": 5, "day": "yesterday"}', "application/json", 422),
        ('{"minutes": 5, "visibility": []}', "application/json", 422),
        ('{"minutes": 5, "form_key": 5}', "application/json", 422),
        ('{"minutes": 5, "project": 9223372036854775808}', "application/json", 422),
        ("{}", "application/json", 422),
    ],
)
def test_what_cannot_be_read_is_no_fault_of_ours(mine: Program, body: Any, kind: str, status: int) -> None:
    answer = mine.client.generic("POST", "/api/v1/entries", body, content_type=kind)

    assert answer.status_code == status, answer.content[:300]
    assert answer.headers["Content-Type"] == PROBLEM


def test_a_wrong_token_is_said_to_be_one_whatever_is_asked(db: None) -> None:
    for secret in ("giljabi_nothing", "é", ""):
        answer = Client(headers={"authorization": f"Bearer {secret}"}).get("/api/v1/people/nobody")
        assert answer.status_code == 401
        assert answer.json()["detail"].startswith("모르는 토큰이에요.")
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_who_has_not_finished_onboarding_is_told_so(signed_in, db: None) -> None:
    newcomer = make_member("newcomer")
    User.objects.filter(pk=newcomer.pk).update(onboarded_at=None)

    answer = signed_in(newcomer).get("/api/v1/me")

    assert (answer.status_code, answer.json()["code"]) == (403, "not-a-member")


def test_who_is_suspended_is_told_so(signed_in, learner: User) -> None:
    client = signed_in(learner)
    User.objects.update(suspended_at=clock.now())

    answer = client.get("/api/v1/me")

    assert (answer.status_code, answer.json()["code"]) == (403, "away")


def test_who_asks_too_often_waits(mine: Program, peer: User, program: Callable[..., Program], monkeypatch) -> None:
    monkeypatch.setitem(limits.A_MINUTE, "person", 2)
    assert [mine("GET", "me").status_code for _ in range(3)][-1:] == [429]

    answer = mine("GET", "me")

    assert answer.headers["Content-Type"] == PROBLEM
    assert 0 < int(answer.headers["Retry-After"]) <= 61
    assert program(peer)("GET", "me").status_code == 200


def test_who_tries_wrong_tokens_too_often_waits(db: None, monkeypatch) -> None:
    monkeypatch.setitem(limits.A_MINUTE, "address", 2)
    client = Client(headers={"authorization": "Bearer giljabi_nothing"}, REMOTE_ADDR="198.51.100.7")

    assert [client.get("/api/v1/me").status_code for _ in range(3)] == [401, 401, 429]


def test_nothing_of_anybody_is_kept_on_the_way(mine: Program, learner: User) -> None:
    answer = mine("GET", "me")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Authorization" in answer.headers["Vary"]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("path", "status", "code"), [("broken", 500, "ours"), ("away", 503, "away")])
def test_a_fault_of_ours_has_the_same_shape(db: None, path: str, status: int, code: str) -> None:
    client = Client(raise_request_exception=False)

    answer = client.get(f"/api/{path}")

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)
    assert answer.json()["code"] == code


def test_other_pages_keep_their_own_clothes(db: None) -> None:
    page = trouble.tripped(RequestFactory().get("/log/"))

    assert page.headers["Content-Type"].startswith("text/html")
