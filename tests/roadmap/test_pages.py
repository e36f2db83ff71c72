"""The roadmap's pages as a visitor reads them."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from roadmap import trail
from roadmap.guides import guides
from tests.roadmap import data

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    """The words and addresses of a page, as one line."""
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(unescape(response.content.decode()).replace("\xa0", " ").split())


def test_the_roadmap_shows_every_phase_and_step_in_korean(small_roadmap: Path, visitor: Client) -> None:
    shown = page(visitor, "/ko/roadmap/")

    assert re.search(r"<h1[^>]*>로드맵</h1>", shown)
    assert "2걸음 · 한 주에 10시간이면 7–14개월" in shown
    assert '<a href="/ko/roadmap/start/learn-words/"><b>단어 외우기</b>' in shown
    assert '<span class="len">1–2주</span>' in shown
    assert ">트랜스포머 들여다보기</a>" in shown


def test_and_in_english(small_roadmap: Path, visitor: Client) -> None:
    shown = page(visitor, "/en/roadmap/")

    assert "2 steps · 7–14 months at 10 hours a week" in shown
    assert '<a href="/en/roadmap/start/draw-it/"><b>Title of draw-it</b>' in shown
    assert '<span class="len">4 weeks</span>' in shown


def test_the_profile_is_drawn_twice_once_for_a_phone(small_roadmap: Path, visitor: Client) -> None:
    shown = page(visitor, "/ko/roadmap/")

    assert shown.count('<svg class="profile ') == 2
    assert shown.count('class="b ') == 4  # two blazes in each drawing


def test_a_phase_without_steps_says_that_it_is_being_written(small_roadmap: Path, visitor: Client) -> None:
    shown = page(visitor, "/ko/roadmap/")

    assert "6–12개월 · 쓰는 중" in shown
    assert "아직 쓰는 중이에요." in shown


def test_before_anything_is_loaded_the_roadmap_says_so(visitor: Client) -> None:
    assert "아직 길이 놓이지 않았어요" in page(visitor, "/ko/roadmap/")


def test_a_step_tells_all_that_one_needs(small_roadmap: Path, visitor: Client) -> None:
    shown = page(visitor, "/ko/roadmap/start/learn-words/")

    for words in (
        "단어 외우기, 해 봐요.",
        "<p>왜</p>",
        "<li>짜 봐요.</li>",
        "<p>한 주</p>",
        "<li>그림</li>",
        "<li>너무 길어요.</li>",
    ):
        assert words in shown
    assert "1–2주" in shown
    assert "10–20시간" in shown
    assert "2걸음 중 1번째" in shown
    assert shown.index("트랜스포머 들여다보기") < shown.index(">Anki</a>")
    for fact in ("영상", "3Blue1Brown", "1시간 30분", "영어", "무료"):
        assert f"{fact}</span>" in shown


def test_a_step_leads_to_the_one_before_and_the_one_after(small_roadmap: Path, visitor: Client) -> None:
    first, second = page(visitor, "/en/roadmap/start/learn-words/"), page(visitor, "/en/roadmap/start/draw-it/")

    assert re.search(r"After this</small><span><b>Title of draw-it</b>", first)
    assert "Before this" not in first
    assert re.search(r'href="/en/roadmap/start/learn-words/"><small>Before this', second)
    assert "After this" not in second


def test_a_dead_link_says_so_and_leads_on(small_roadmap: Path, visitor: Client) -> None:
    korean, english = page(visitor, "/ko/roadmap/start/draw-it/"), page(visitor, "/en/roadmap/start/draw-it/")

    archived = "https://web.archive.org/web/2019/http://example.org/old"
    assert "2021년에 사라졌어요" in korean
    assert f'<a href="{archived}" rel="noopener">보관본</a> (열어 보지 않음)' in korean
    assert "Gone since 2021" in english
    assert 'instead: <a href="https://apps.ankiweb.net/" rel="noopener">Anki</a>' in english
    assert f'<a href="{archived}" rel="noopener">archived copy</a> (not checked)' in english


def test_the_address_of_a_step_that_was_replaced_leads_to_its_successor(small_roadmap: Path, visitor: Client) -> None:
    (small_roadmap / "steps/draw-it.yaml").unlink()
    data.spoil(small_roadmap / "steps/learn-words.yaml", "place: 1", "place: 1\nreplaces: [draw-it]")
    data.load(small_roadmap)

    for prefix in ("", "/ko", "/en"):
        response = visitor.get(f"{prefix}/roadmap/start/draw-it/")
        assert response.headers["Location"] == f"{prefix}/roadmap/start/learn-words/"


def test_the_address_of_a_step_in_a_phase_it_has_left_leads_to_where_it_is(
    small_roadmap: Path, visitor: Client
) -> None:
    assert visitor.get("/roadmap/paper/draw-it/").headers["Location"] == "/roadmap/start/draw-it/"


def test_a_step_that_was_retired_for_good_and_one_that_never_was_are_lost(small_roadmap: Path, visitor: Client) -> None:
    (small_roadmap / "steps/draw-it.yaml").unlink()
    data.load(small_roadmap)

    assert visitor.get("/roadmap/start/draw-it/").status_code == 404
    assert visitor.get("/roadmap/start/nothing/").status_code == 404


def test_the_guides_stand_beside_the_trail_and_on_the_steps_where_they_help(visitor: Client) -> None:
    call_command("load_roadmap")

    roadmap = page(visitor, "/ko/roadmap/")
    step = page(visitor, "/ko/roadmap/portfolio/write-to-people/")
    guide = page(visitor, "/ko/roadmap/guides/writing-to-strangers/")

    assert all(f"/ko/roadmap/guides/{guide.key}/" in roadmap for guide in guides())
    assert "/ko/roadmap/guides/writing-to-strangers/" in step
    assert "/ko/roadmap/portfolio/write-to-people/" in guide
    assert "<h2>쓰기 전에</h2>" in guide
    assert visitor.get("/roadmap/guides/nothing/").status_code == 404


@pytest.mark.parametrize("prefix", ["/ko", "/en"])
def test_every_page_of_the_roadmap_that_we_ship_opens(visitor: Client, prefix: str) -> None:
    call_command("load_roadmap")

    addresses = [
        *(f"/roadmap/{step.phase_key}/{step.key}/" for step in trail.current().steps),
        *(f"/roadmap/guides/{guide.key}/" for guide in guides()),
    ]
    assert len(addresses) == 19
    for address in addresses:
        shown = page(visitor, prefix + address)
        assert f'<html lang="{prefix[1:]}">' in shown
        assert 'rel="canonical"' in shown


def test_pages_that_say_the_same_to_everyone_ask_the_database_nothing(
    visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    call_command("load_roadmap")

    for address in (
        *("/", "/roadmap/", "/resources/", "/resources/?kind=book", "/search/?q=numpy", "/sitemap.xml"),
        *("/roadmap/portfolio/first-project/", "/roadmap/guides/forums/", "/en/roadmap/", "/robots.txt"),
    ):
        trail.current(fresh=True)  # held for two seconds from here: asked without `fresh`, what is left of two others
        with django_assert_num_queries(0):
            assert visitor.get(address).status_code == 200, address


def test_signed_in_they_ask_only_who_it_is(
    small_roadmap: Path,
    learner: User,
    signed_in: Callable[[User], Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = signed_in(learner)
    trail.current()

    for address in ("/roadmap/", "/resources/", "/search/?q=anki", "/roadmap/start/learn-words/"):
        with django_assert_max_num_queries(4):
            assert client.get(address).status_code == 200
