import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def korean(db: None) -> Client:
    return Client(headers={"accept-language": "ko"})


@pytest.fixture
def english(db: None) -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def newest_code() -> Callable[[], str]:
    def read() -> str:
        found = re.search(r"^\d{6}$", str(mail.outbox[-1].body), re.MULTILINE)
        assert found
        return found.group()

    return read


@pytest.fixture
def enter(newest_code: Callable[[], str]) -> Callable[[Client, str], Client]:
    """Signs an address in (and up) the way a person does."""

    def through_the_door(client: Client, email: str) -> Client:
        client.post("/accounts/login/", {"email": email})
        client.post("/accounts/login/code/", {"code": newest_code()})
        return client

    return through_the_door
