"""The sheet every page is printed on."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from accounts.models import User
from kit.colour import tokens

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_a_visitor_finds_both_languages_and_a_way_in(visitor: Client) -> None:
    page = visitor.get("/ko/").content.decode()

    assert '<html lang="ko">' in page
    assert re.search(r'<link rel="alternate" hreflang="en" href="https?://[^"]+/en/">', page)
    assert re.search(r'<a href="/en/" hreflang="en" lang="en">English</a>', page)
    assert "로그인" in page
    assert "tabbar" not in page


@pytest.mark.django_db
def test_nothing_is_written_into_a_visitors_browser(visitor: Client) -> None:
    assert not visitor.get("/").cookies


def test_a_member_finds_their_places(learner: User, signed_in: Callable[[User], Client]) -> None:
    page = signed_in(learner).get("/").content.decode()

    assert page.count(">오늘</a>") == 2  # in the masthead and, on a phone, below


@pytest.mark.django_db
def test_no_page_brings_a_style_or_a_script_of_its_own(visitor: Client) -> None:
    page = visitor.get("/").content.decode()

    assert "style=" not in page
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*src=)", page)
    assert not re.search(r"\son[a-z]+=", page)


@pytest.mark.django_db
def test_a_lost_page_offers_ways_back_in_the_readers_language(visitor: Client) -> None:
    response = visitor.get("/no/such/place/")

    assert response.status_code == 404
    assert "여기는 길이 없어요" in response.content.decode()


@pytest.mark.parametrize("name", ["500.html", "503.html"])
@pytest.mark.parametrize(("language", "word"), [("ko", "저희가"), ("en", "We")])
def test_pages_of_trouble_need_no_request_and_no_database(name: str, language: str, word: str) -> None:
    with translation.override(language):
        page = render_to_string(name)

    assert f'<html lang="{language}">' in page
    assert word in page or "길을 고치고" in page
    assert "css/app.css" in page


def test_the_windows_edge_has_the_papers_colour() -> None:
    day, night = tokens((ROOT / "static/css/tokens.css").read_text())["paper"]
    base = (ROOT / "templates/bare.html").read_text()

    assert f'content="{day.hex}" media="(prefers-color-scheme: light)"' in base
    assert f'content="{night.hex}" media="(prefers-color-scheme: dark)"' in base
