"""Searching steps, guides and resources in two languages."""

from html import unescape
from pathlib import Path
from unicodedata import normalize

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import translation

from home.search import _IN_HANGUL, search
from roadmap import trail

pytestmark = pytest.mark.django_db


def found(asked: str, language: str = "ko") -> list[str]:
    with translation.override(language):
        return [hit.thing.key for hit in search(trail.current(), asked)]


def test_a_part_of_a_korean_word_finds_it(small_roadmap: Path) -> None:
    assert found("스포머") == ["attention-video"]


def test_capitals_do_not_matter(small_roadmap: Path) -> None:
    assert "attention-video" in found("tRANSFORMER", "en")


def test_korean_is_found_however_it_is_spaced_and_composed(small_roadmap: Path) -> None:
    decomposed = normalize("NFD", "그림")

    assert found("단어외우기") == ["learn-words"]
    assert found("외우 기")[0] == "learn-words"
    assert "draw-it" in found(decomposed)


def test_every_word_must_be_there_in_whichever_language(small_roadmap: Path) -> None:
    assert found("트랜스포머 matrix") == ["attention-video"]
    assert found("트랜스포머 banana") == []


def test_the_readers_language_comes_first_and_the_title_before_the_text(small_roadmap: Path) -> None:
    assert found("draw-it", "en")[0] == "draw-it"
    korean_in_english = found("단어", "en")
    assert korean_in_english[0] == "learn-words"


def test_what_was_asked_for_is_marked_and_html_in_it_is_text(small_roadmap: Path) -> None:
    with translation.override("ko"):
        hit = search(trail.current(), "스포머")[0]

        assert hit.title == "트랜<mark>스포머</mark> 들여다보기"
        assert search(trail.current(), "<b>") == []
        assert search(trail.current(), ".*") == []


def test_a_snippet_shows_where_in_a_long_text_it_was_found() -> None:
    call_command("load_roadmap")

    with translation.override("ko"):
        hits = search(trail.current(), "검증 세트")

    assert hits
    assert all("<mark>" in hit.snippet or "<mark>" in hit.title for hit in hits)
    assert all(len(hit.snippet.striptags()) < 260 for hit in hits)


def test_guides_are_found_too() -> None:
    call_command("load_roadmap")

    assert "writing-to-strangers" in found("본보기")


def test_names_are_found_as_koreans_write_them_too() -> None:
    call_command("load_roadmap")
    trail.forget()

    for said, name in _IN_HANGUL.items():
        assert found(said), said
        assert {*found(said)} <= {*found(name)}, said
    assert found("캐글 git") == found("Kaggle 깃")


def test_the_page_shows_what_it_found_with_ways_to_it(small_roadmap: Path, visitor: Client) -> None:
    page = unescape(visitor.get("/ko/search/", {"q": "스포머"}).content.decode())

    assert "‘스포머’, 1곳에서 찾았어요" in page
    assert '<a href="https://example.org/attention" rel="noopener">트랜<mark>스포머</mark> 들여다보기</a>' in page
    assert '<a href="/ko/roadmap/start/learn-words/">단어 외우기</a>' in page
    assert 'name="robots" content="noindex"' in page


def test_before_one_asks_the_page_says_what_it_can_find(visitor: Client) -> None:
    page = visitor.get("/en/search/").content.decode()

    assert "Part of a word is enough" in page
    assert "autofocus" in page


def test_nothing_found_keeps_what_was_typed_and_offers_a_way_on(small_roadmap: Path, visitor: Client) -> None:
    page = unescape(visitor.get("/ko/search/", {"q": '"><script>'}).content.decode())

    assert "이 말이 모두 들어간 곳이 없어요" in page
    assert "자료 둘러보기" in page
    assert 'value="&#34;&gt;&lt;script&gt;"' in visitor.get("/ko/search/", {"q": '"><script>'}).content.decode()


def test_a_page_of_words_is_cut_not_searched(small_roadmap: Path, visitor: Client) -> None:
    assert visitor.get("/search/", {"q": "가" * 5000}).status_code == 200
    assert visitor.get("/search/", {"q": "\x00"}).status_code == 200


def test_the_looking_glass_leads_there_from_every_page(visitor: Client) -> None:
    assert '<a href="/ko/search/" aria-label="찾기"' in visitor.get("/ko/").content.decode()
