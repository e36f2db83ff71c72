"""A link dies twice, a curator mends it, and what a learner marked is where it was; by keys, and without script."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from kit import clock
from roadmap.actions.marks import mark
from roadmap.models import LinkCase, Mark, Resource
from tests.browsing import faults
from tests.conftest import make_member
from tests.flows.conftest import Browse, Complaints
from tests.link_server import LinkServer, serving
from tests.roadmap import data
from tests.roadmap.links import Move, check

ANKI = "https://apps.ankiweb.net/"


@pytest.fixture
def server(transactional_db: None, settings, at: Move) -> Iterator[LinkServer]:
    at(clock.now())
    with serving() as server:
        settings.FETCH_ALSO = frozenset({server.name})
        yield server


@pytest.fixture
def folder(server: LinkServer, tmp_path: Path, at: Move) -> Path:
    """A roadmap one of whose links died twice, after a learner had finished what it led to."""
    folder = data.write(tmp_path / "roadmap")
    data.spoil(folder / "resources" / "all.yaml", ANKI, server.url("/anki"))
    data.load(folder)
    Resource.objects.exclude(key="anki").update(next_check_at=clock.now() + timedelta(days=99))
    mark(make_member("seoyeon", name="박서연"), Resource.objects.get(key="anki"), "finished", on=True)
    server.says("/anki", 410)
    check(at)
    check(at, timedelta(hours=21))
    return folder


def is_mended(folder: Path, address: str) -> bool:
    data.load(folder)
    anki = Resource.objects.get(key="anki")
    return anki.address == address and Mark.objects.get().resource == anki and Mark.objects.get().finished


def opened(browse: Browse, curator: User, **how: object) -> Page:
    page = browse(user=curator, **how)
    page.goto("/curate/")
    expect(page.get_by_role("heading", name="Anki")).to_be_visible()
    return page


def test_a_dead_link_is_replaced_by_keys_and_taken_back_by_one(
    browse: Browse, folder: Path, server: LinkServer
) -> None:
    page = opened(browse, make_member("jiwoo", name="한지우", is_staff=True))
    assert not faults(page)
    new = server.url("/anki-2")

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.get_by_label("새 주소")).to_be_focused()
    page.keyboard.type(new)
    page.get_by_role("heading", name="Anki").click()
    page.keyboard.press("r")
    expect(page.get_by_text("바꿨어요. 표시도 따라갔어요.")).to_be_visible()
    assert is_mended(folder, new)
    expect(page.get_by_text("기다리는 일이 없어요")).to_be_visible()
    assert not faults(page)

    page.keyboard.press("z")
    expect(page.get_by_text("되돌렸어요.", exact=True)).to_be_visible()
    assert LinkCase.objects.open().exists()
    assert is_mended(folder, server.url("/anki"))


@pytest.mark.parametrize("width", [390, 1280])
def test_without_script_too(
    browse: Browse, folder: Path, server: LinkServer, complaints: Complaints, width: int
) -> None:
    complaints.expect("422")
    curator = make_member("jiwoo", name="Jiwoo Han", language="en", is_staff=True)
    page = browse(user=curator, language="en", javascript=False, width=width, scheme="dark")
    page.goto("/curate/")
    page.locator(".queue a").first.click()

    page.get_by_role("button", name="Keep It works").click()
    expect(page.get_by_text("Write why it stays").first).to_be_visible()
    page.get_by_label("Another address").fill(server.url("/anki-2"))
    page.get_by_role("button", name="Replace").click()

    expect(page.get_by_text("Replaced. Marks went with it.")).to_be_visible()
    assert is_mended(folder, server.url("/anki-2"))


def test_a_member_tells_us_of_a_broken_link(browse: Browse, folder: Path) -> None:
    page = browse(user=User.objects.get(), width=390)
    page.goto("/roadmap/start/learn-words/")
    page.get_by_role("link", name="링크가 안 열려요").last.click()
    assert not faults(page)

    page.get_by_role("button", name="안 열린다고 알리기").click()

    expect(page.get_by_text("고치면 알려 드릴게요.")).to_be_visible()
    assert page.url.endswith("/roadmap/start/learn-words/")
    assert LinkCase.objects.open().get().reports.count() == 1


def test_the_editor_shows_the_page_before_it_is_so(browse: Browse, folder: Path) -> None:
    page = opened(browse, make_member("jiwoo", name="한지우", is_staff=True))
    page.goto(f"/admin/roadmap/resource/{Resource.objects.get(key='anki').pk}/change/")

    page.locator("#id_why_ko").fill("하루 30장만 넘겨요.")
    with page.context.expect_page() as shown:
        page.get_by_role("button", name="미리 보기, 한국어").click()

    expect(shown.value.get_by_text("하루 30장만 넘겨요.")).to_be_visible()
    page.get_by_role("button", name="저장하기", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert Resource.objects.get(key="anki").why_ko == "하루 30장만 넘겨요."
