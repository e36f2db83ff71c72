"""Programs that come in by a token."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.actions import tokens
from accounts.models import User
from kit import clock
from tests.conftest import make_member

NOON = datetime(2026, 4, 9, 3, tzinfo=UTC)  # in Seoul, a Thursday


class Program:
    """Asks as a program does: JSON there and back, a token, no cookies, no form's token."""

    def __init__(self, secret: str, language: str = "en") -> None:
        said = {"accept-language": language} | ({"authorization": f"Bearer {secret}"} if secret else {})
        self.client = Client(enforce_csrf_checks=True, headers=said)

    def __call__(self, method: str, path: str, sent: Any = None, **headers: str) -> HttpResponse:
        body = "" if sent is None else json.dumps(sent)
        return self.client.generic(
            method, f"/api/v1/{path}", body, content_type="application/json", headers=headers or None
        )

    def get(self, path: str) -> Any:
        answer = self("GET", path)
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)


@pytest.fixture
def program() -> Callable[..., Program]:
    def make(owner: User | None, language: str = "en") -> Program:
        return Program(tokens.make(owner, name="tests", now=clock.now())[1] if owner else "", language)

    return make


@pytest.fixture
def mine(program: Callable[..., Program], learner: User) -> Program:
    return program(learner)


@pytest.fixture
def stranger(db: None) -> User:
    return make_member("stranger")
