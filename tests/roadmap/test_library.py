"""The library: what is left when one asks for something."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from roadmap import trail
from roadmap.library import browse

pytestmark = pytest.mark.django_db


def titles(html: str) -> list[str]:
    return re.findall(r'<a class="what"[^>]*>([^<]+)</a>', html)


def shown(visitor: Client, query: str = "") -> str:
    response = visitor.get(f"/ko/resources/{query}")
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_without_a_wish_everything_is_there_in_the_order_of_walking(small_roadmap: Path, visitor: Client) -> None:
    page = shown(visitor)

    assert titles(page) == ["트랜스포머 들여다보기", "Anki", "옛 글"]
    assert "자료 3개" in page
    assert '<a href="/ko/roadmap/start/learn-words/">단어 외우기</a>' in page


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("?kind=tool", ["Anki"]),
        ("?language=en", ["트랜스포머 들여다보기", "옛 글"]),
        ("?level=start&cost=free", ["Anki"]),
        ("?phase=start&language=en&cost=partly", ["옛 글"]),
        ("?kind=&phase=&cost=", ["트랜스포머 들여다보기", "Anki", "옛 글"]),
        ("?kind=saw&phase=%00", ["트랜스포머 들여다보기", "Anki", "옛 글"]),
    ],
)
def test_each_wish_leaves_what_fits(small_roadmap: Path, visitor: Client, query: str, left: list[str]) -> None:
    assert titles(shown(visitor, query)) == left


def test_what_was_chosen_stays_chosen_and_the_count_says_what_is_left(small_roadmap: Path, visitor: Client) -> None:
    page = shown(visitor, "?kind=tool&cost=free")

    assert '<option value="tool" selected>도구 (1)</option>' in page
    assert '<option value="free" selected>무료 (1)</option>' in page
    assert "자료 3개 중 1개" in page


def test_a_choice_tells_how_many_it_would_leave_with_the_others_as_they_are(small_roadmap: Path) -> None:
    library = browse(trail.current(), {"level": "start"})

    kinds = next(narrowing.choices for narrowing in library.filters if narrowing.name == "kind")
    assert {choice.value: choice.count for choice in kinds} == {"article": 1, "tool": 1}


def test_when_nothing_fits_there_is_one_thing_to_do(small_roadmap: Path, visitor: Client) -> None:
    page = shown(visitor, "?kind=tool&level=middle")

    assert titles(page) == []
    assert "고른 것에 모두 맞는 자료가 없어요" in page
    assert re.search(r'<a class="button" href="/ko/resources/">모두 보기</a>', page)


def test_the_filters_are_a_plain_form_that_works_without_script(small_roadmap: Path, visitor: Client) -> None:
    page = shown(visitor)

    assert re.search(r'<form class="filters" method="get" action="/ko/resources/"', page)
    assert re.search(r"<button[^>]*><span>좁혀 보기</span></button>", page)
    assert page.count("<label") == page.count("<select") == 5
