"""The whole walk of somebody who found us today: from the first page to the first reminder, and out of it again."""

import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Page, expect

from accounts.models import User
from kit import clock, mailbox
from notices import tasks
from notices.models import Preference
from portfolio.models import Entry
from tests.browsing import faults
from tests.flows.conftest import Browse

MOST_PRESSES, MOST_SECONDS = 12, 60  # from the first page to the first saved entry


@pytest.fixture(autouse=True)
def set_out(transactional_db: None, settings, tmp_path: Path) -> None:
    """The real roadmap, a mailbox, nobody there yet."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "kit.mailbox.EmailBackend", tmp_path / "mail"
    cache.clear()  # the limits of sign-in
    call_command("load_roadmap", verbosity=0)


class Walker:
    """Somebody at a page, whose presses are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0
        self.seen: set[str] = set()

    def press(self, name: str, role: str = "button", within: str = "main") -> None:
        self.presses += 1
        self.page.locator(within).get_by_role(role, name=name).first.click()

    def choose(self, label: str) -> None:
        self.presses += 1
        self.page.get_by_label(label).first.check()

    def fill(self, label: str, text: str) -> None:
        """Go to a field and type: one press, if the page did not put us there."""
        field = self.page.get_by_label(label).first
        self.presses += not field.evaluate("(field) => field === document.activeElement")
        field.fill(text)

    def look(self) -> None:
        assert not faults(self.page), self.page.url


def six_digits() -> str:
    found = re.search(r"^\d{6}$", next(mailbox.latest(1)).plain, re.MULTILINE)
    assert found
    return found.group()


def four_quiet_days_pass(at: Callable[[datetime], datetime], walker: User) -> None:
    """And then their hour: the worker does what it is asked every minute."""
    at(clock.now() + timedelta(days=4))
    remind_at = Preference.objects.get(user=walker).remind_at
    assert remind_at
    at(max(remind_at, clock.now()) + timedelta(days=1))
    tasks.remind()
    tasks.deliver()


def way_out() -> str:
    """The address in the reminder that stops it."""
    found = re.search(r"https?://[^/\s]+(/mail/stop/\S+?)[>\s]", next(mailbox.latest(1)).plain + " ")
    assert found
    return found.group(1)


def test_from_the_first_page_to_the_last_reminder_in_korean(browse: Browse, at: Callable[[datetime], datetime]) -> None:
    walker = Walker(browse(width=390))
    page, began = walker.page, time.monotonic()

    page.goto("/")
    walker.press("내 계획 그려 보기", "link")
    walker.choose("강의 하나쯤 끝냈고, 내 것을 만들 차례예요")
    expect(page.locator("#kept [name=phase]")).to_have_value("portfolio")
    walker.fill("이메일", "haeun@example.org")
    walker.press("이 계획으로 출발하기")
    walker.fill("여섯 자리 숫자", six_digits())
    walker.press("로그인하기")
    walker.fill("이름", "박하은")
    walker.fill("내 주소", "haeun-park")
    walker.press("출발하기")
    walker.fill("한 일", "손가락 사진 40장을 골랐어요. 손실은 $L$ 이에요.")
    walker.press("기록하기")
    expect(page.locator(".toast")).to_contain_text("기록했어요.")

    assert walker.presses <= MOST_PRESSES
    assert time.monotonic() - began <= MOST_SECONDS
    walker.look()
    haeun = User.objects.get()
    assert Entry.objects.get().owner == haeun

    walker.press("포트폴리오", "link", within=".tabbar")
    walker.press("새 프로젝트 만들기", "link")
    walker.look()
    walker.fill("이름", "수어 자판")
    walker.fill("한 문장 소개", "손 모양을 글자로 바꿔 줘요.")
    walker.choose("누구에게나")
    walker.press("프로젝트 저장하기")
    expect(page.get_by_role("heading", name="수어 자판")).to_be_visible()
    walker.look()
    stranger = browse(width=390)
    stranger.goto("/@haeun-park/")
    stranger.get_by_role("link", name="수어 자판").click()
    expect(stranger.get_by_text("손 모양을 글자로 바꿔 줘요.")).to_be_visible()
    expect(stranger.get_by_text("손가락 사진")).to_have_count(0)  # the entry is hers alone
    assert not faults(stranger)

    four_quiet_days_pass(at, haeun)
    stranger.goto(way_out())
    stranger.get_by_role("button", name="알림 메일 그만 받기").click()
    expect(stranger.get_by_role("heading", name="알림 메일을 그만 보낼게요")).to_be_visible()
    assert Preference.objects.get().mail == "answers"


def test_the_same_in_english_with_javascript_off(browse: Browse, at: Callable[[datetime], datetime]) -> None:
    walker = Walker(browse(language="en", javascript=False))
    page, began = walker.page, time.monotonic()

    page.goto("/")
    walker.press("Draw your plan", "link")
    walker.choose("I’ve finished a course; next comes something of my own")
    walker.press("Redraw the plan")
    walker.fill("E-mail", "jonas@example.org")
    walker.press("Start with this plan")
    walker.fill("The six digits", six_digits())
    walker.press("Sign in")
    walker.fill("Name", "Jonas Weber")
    walker.fill("Handle", "jonas-weber")
    page.get_by_label("Time zone").select_option("Europe/Vienna")
    walker.press("Set off")
    walker.fill("What you did", "Chose 40 photos of hands. The loss is $L$.")
    walker.press("Log it")
    expect(page.locator(".toast")).to_contain_text("Logged.")

    assert walker.presses <= MOST_PRESSES
    assert time.monotonic() - began <= MOST_SECONDS
    jonas = User.objects.get()
    assert Entry.objects.get().owner == jonas

    walker.press("Portfolio", "link", within="nav")
    walker.press("New project", "link")
    walker.fill("Name", "Sign keyboard")
    walker.fill("In one sentence", "Turns hand shapes into letters.")
    walker.choose("Everyone")
    walker.press("Save project")
    expect(page.get_by_role("heading", name="Sign keyboard")).to_be_visible()
    stranger = browse(language="en", javascript=False)
    stranger.goto("/@jonas-weber/")
    stranger.get_by_role("link", name="Sign keyboard").click()
    expect(stranger.get_by_text("Turns hand shapes into letters.")).to_be_visible()

    four_quiet_days_pass(at, jonas)
    stranger.goto(way_out())
    stranger.get_by_role("button", name="Stop reminders").click()
    expect(stranger.get_by_role("heading", name="Reminders have stopped")).to_be_visible()
    assert Preference.objects.get().mail == "answers"


def test_a_first_entry_by_keyboard_alone(browse: Browse) -> None:
    page = browse()
    keys = page.keyboard

    page.goto("/")
    go_to(page, "내 계획 그려 보기")
    keys.press("Enter")
    page.wait_for_url("**/start/")
    go_to(page, "프로그래밍이나 머신러닝이 처음이에요")
    keys.press("ArrowDown")
    expect(page.locator("#kept [name=phase]")).to_have_value("portfolio")
    go_to(page, "이메일")
    keys.type("haeun@example.org")
    keys.press("Enter")
    page.wait_for_url("**/login/code/")
    go_to(page, "여섯 자리 숫자")
    keys.type(six_digits())
    keys.press("Enter")
    page.wait_for_url("**/welcome/**")
    keys.type("박하은")  # the field is where one is
    go_to(page, "내 주소")
    keys.type("haeun-park")
    go_to(page, "출발하기")
    keys.press("Enter")
    page.wait_for_url(re.compile(r"//[^/]+/$"))
    go_to(page, "한 일")
    keys.type("손가락 사진 40장을 골랐어요.")
    keys.press("Control+Enter")
    expect(page.locator(".toast")).to_contain_text("기록했어요.")

    assert Entry.objects.get().text == "손가락 사진 40장을 골랐어요."


def go_to(page: Page, name: str) -> None:
    """Press Tab until the thing of that name has the focus, and see that one can see it."""
    for _ in range(60):
        if name in page.evaluate(_NAME_OF_FOCUS):
            assert page.evaluate(_SHOWS_FOCUS), name
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {name}")


_NAME_OF_FOCUS = """() => {
  const at = document.activeElement, label = at.labels?.[0];
  return [label?.textContent, at.ariaLabel, at === document.body ? "" : at.textContent].join(" ");
}"""
_SHOWS_FOCUS = """() => [document.activeElement, document.activeElement.closest("label, .log-box")].some((one) => {
  const look = one && getComputedStyle(one);
  return look && ((look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== "none");
})"""
