"""What goes wrong while somebody writes: nothing breaks, nothing is lost, nothing is stored twice."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from portfolio.models import Entry
from tests import browsing
from tests.flows.conftest import Browse, Complaints

DRAFT = "라벨 320장을 붙였어요. 그림자가 금으로 보여요."
ATTACK = (
    "<script>window.hacked = 1</script> <img src=x onerror='window.hacked = 1'> [여기](javascript:window.hacked=1)\n\n"
    "$\\text{<img src=x onerror=window.hacked=1>}$ $\\href{javascript:window.hacked=1}{x}$ <svg onload=window.hacked=1>"
)


@pytest.fixture
def browser_that_keeps_pages(browser: Browser) -> Iterator[Browser]:
    """As people's own do: pages left behind stay in memory, for the way back."""
    kept = browsing.launch(browser.browser_type, ignore_default_args=["--disable-back-forward-cache"])
    yield kept
    kept.close()


def write(page: Page, words: str) -> None:
    page.goto("/log/")
    page.fill("#log_text", words)
    page.locator("#log_text").blur()


def test_without_a_script_the_page_shows_what_was_written_and_the_way_in(
    browse: Browse, learner: User, complaints: Complaints
) -> None:
    complaints.expect("403")
    page = browse(user=learner, javascript=False)
    page.goto("/log/")
    page.fill("#log_text", DRAFT)
    page.context.clear_cookies()

    page.get_by_role("button", name="기록하기").click()

    expect(page.get_by_text(DRAFT)).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="로그인")).to_be_visible()


def test_a_token_made_stale_by_signing_in_elsewhere_costs_one_press(browse: Browse, learner: User) -> None:
    page = browse(user=learner)
    write(page, DRAFT)
    page.context.add_cookies([{"name": "csrftoken", "value": "b" * 32, "url": page.url.removesuffix("log/")}])

    page.get_by_role("button", name="기록하기").click()
    expect(page.get_by_role("heading", name="쓴 글은 여기 그대로 있어요")).to_be_visible()
    page.get_by_role("button", name="다시 보내기").click()

    expect(page.locator(".log-list")).to_contain_text(DRAFT)
    assert Entry.objects.get().text == DRAFT


def test_a_double_click_is_one_entry(browse: Browse, learner: User) -> None:
    for javascript in (True, False):
        page = browse(user=learner, javascript=javascript)
        page.goto("/log/")
        page.fill("#log_text", f"{DRAFT} {javascript}")

        page.get_by_role("button", name="기록하기").dblclick()
        expect(page.locator(".toast")).to_contain_text("기록했어요.")

    assert Entry.objects.count() == 2


def test_what_is_code_elsewhere_is_text_here(browse: Browse, learner: User) -> None:
    page = browse(user=learner)
    write(page, ATTACK)

    page.get_by_role("button", name="미리 보기").click()
    expect(page.locator("#log_preview")).to_contain_text("여기")
    page.get_by_role("button", name="기록하기").click()
    expect(page.locator(".toast")).to_contain_text("기록했어요.")
    page.goto("/log/")

    assert page.evaluate("window.hacked") is None
    assert page.locator("main .prose :is(script, img, svg, [onerror], [onload], [href^='javascript'])").count() == 0


def test_the_way_back_after_signing_out_shows_nothing_private(
    browse: Browse, learner: User, browser_that_keeps_pages: Browser
) -> None:
    page = browse(user=learner, browser=browser_that_keeps_pages)
    write(page, DRAFT)
    page.get_by_role("button", name="기록하기").click()
    expect(page.locator(".log-list")).to_contain_text(DRAFT)
    page.goto("/settings/")
    page.get_by_role("button", name="로그아웃").click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))

    for _ in ("the settings", "the log"):
        page.go_back(wait_until="commit")  # one from memory is there at once
        expect(page.get_by_role("heading", name="로그인")).to_be_visible()
        expect(page.get_by_text(DRAFT)).to_have_count(0)
