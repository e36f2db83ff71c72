"""Requests as machines and accidents send them."""

import pytest
from django.test import Client

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
