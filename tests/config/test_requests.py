"""Requests as machines and accidents send them."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from accounts.models import Session, User
from config.auth import SessionStore
from kit.uploads import MOST_OF_A_REQUEST

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/", "/roadmap/", "/resources/", "/search/", "/start/", "/robots.txt", "/health/ready"]
)
def test_whoever_may_read_a_page_may_ask_for_its_head(visitor: Client, small_roadmap, path: str) -> None:
    assert visitor.head(path).status_code == 200


@pytest.mark.parametrize(("language", "said"), [("ko", "읽지 못했어요"), ("en", "We couldn’t read that")])
def test_what_is_too_large_to_read_is_answered_in_our_clothes(signed_in, learner, language: str, said: str) -> None:
    learner.language = language
    learner.save(update_fields=["language"])
    form = f"text={'a' * 6 * 2**20}"

    answer = signed_in(learner).post("/log/", form, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert f'<html lang="{language}"' in answer.content.decode()


def test_a_form_heavier_than_all_its_pictures_may_be_is_answered_in_our_clothes(signed_in, learner: User) -> None:
    form = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhello\r\n--x--\r\n'
    length = str(MOST_OF_A_REQUEST + 1)

    answer = signed_in(learner).generic(
        "POST", "/log/", form, content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=length
    )

    assert answer.status_code == 400
    assert "읽지 못했어요" in answer.content.decode()


@pytest.mark.parametrize(("language", "said"), [("ko", "읽지 못했어요"), ("en", "We couldn’t read that")])
def test_who_asks_under_a_name_that_is_not_ours_is_told_so_and_nothing_breaks(language: str, said: str) -> None:
    answer = Client(headers={"host": "elsewhere.example", "accept-language": language}).get("/roadmap/")

    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_whose_session_ends_elsewhere_while_a_page_is_made_is_led_to_the_door(
    signed_in, learner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(learner)
    Session.objects.update(session_data=SessionStore().encode(client.session._session | {"seen_on": "2026-01-01"}))
    save = SessionStore.save

    def too_late(store: Any, *args: Any, **options: Any) -> None:
        Session.objects.all().delete()
        save(store, *args, **options)

    monkeypatch.setattr(SessionStore, "save", too_late)  # written at the end of a day's first page

    assert client.get("/settings/").url == "/accounts/login/?next=/settings/"


def test_a_database_that_is_gone_before_any_view_is_asked_is_503_too(
    learner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(raise_request_exception=False, headers={"accept-language": "en"})
    client.force_login(learner)

    def gone(_store: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(SessionStore, "load", gone)  # what reading a session does then
    answer = client.get("/settings/")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "mending the trail" in answer.content.decode()
