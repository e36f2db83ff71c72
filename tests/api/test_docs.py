"""The description as a page: whole, in both languages, the same for all, without a script of its own."""

from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from pytest_django.asserts import assertContains

from accounts.models import User
from config.api.schema import drawn
from roadmap import trail

pytestmark = pytest.mark.django_db


def page(language: str, client: Client | None = None, **headers: str) -> HttpResponse:
    response: HttpResponse = (client or Client()).get(f"/{language}/api/docs/", headers=headers)
    assert response.status_code == 200
    return response


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in drawn()["paths"].items():
        for method, one in methods.items():
            yield path, method, one


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_operation_stands_there_with_all_it_takes_and_gives(language: str) -> None:
    said = unescape(page(language).content.decode())

    with translation.override(language):
        for path, method, one in operations():
            head = f'<h3 id="{one["operationId"]}">{one["summary"]}</h3>'
            part = said.partition(head)[2].partition("</section>")[0]
            assert f"<b>{method.upper()}</b> {path}</code>" in part, head
            assert f'href="#{one["operationId"]}"' in said
            for name in (*_parameters(one), *_sent(one)):
                assert f'<dt><code lang="zxx">{name}</code></dt>' in part, (head, name)
            for status in one["responses"].keys() - {"default"}:
                assert f"<dt>{status}</dt>" in part, (head, status)


def _parameters(one: dict[str, Any]) -> Iterator[str]:
    return (parameter["name"] for parameter in one.get("parameters", ()))


def _sent(one: dict[str, Any]) -> Iterator[str]:
    if "requestBody" in one:
        named = one["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        yield from drawn()["components"]["schemas"][named]["properties"]


def test_every_link_within_the_page_leads_somewhere() -> None:
    said = page("en").content.decode()

    led = {part.partition('"')[0] for part in said.split('href="#')[1:]}

    assert led
    assert not [place for place in led if said.count(f' id="{place}"') != 1]


def test_a_value_says_what_it_may_be() -> None:
    response = page("en")

    assertContains(response, "text, 20,000 characters at most")
    assertContains(response, "a whole number, 0–1,440")
    assertContains(response, 'a list, 3 at most: <code lang="zxx">vision</code>')
    assertContains(response, "without a token too", 3)
    assertContains(response, "9223372036854775807", 0)
    assertContains(response, '<td data-is="code"><code lang="zxx">not-signed-in</code></td>')


def test_it_brings_no_script_of_its_own_and_asks_for_no_exception(signed_in: Callable[[User], Client]) -> None:
    response, other = page("ko"), Client().get("/ko/roadmap/")

    assertContains(response, "<script", other.content.decode().count("<script"))
    assert response.headers["Content-Security-Policy"] == other.headers["Content-Security-Policy"]


def test_it_asks_the_database_nothing_and_is_kept_for_visitors(django_assert_num_queries: Any) -> None:
    trail.current()
    with django_assert_num_queries(0):
        first = page("ko", **{"accept-encoding": "gzip"})

    assert page("ko", **{"accept-encoding": "gzip"}).content == first.content
