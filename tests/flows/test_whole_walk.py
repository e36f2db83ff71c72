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
MOST_PRESSES_OF_A_KEY = 120  # from a thing on a page to any other

KOREAN = {
    "A trail for teaching yourself deep learning": "딥러닝을 혼자 배우는 사람들의 길",
    "Draw your plan": "내 계획 그려 보기",
    "Four questions": "네 가지만 물어볼게요",
    "I’ve finished a course; next comes something of my own": "강의 하나쯤 끝냈고, 내 것을 만들 차례예요",
    "E-mail": "이메일",
    "Start with this plan": "이 계획으로 출발하기",
    "The code from your mail": "메일로 온 숫자",
    "The six digits": "여섯 자리 숫자",
    "Sign in": "로그인하기",
    "What shall we call you?": "어떻게 불러 드릴까요?",
    "Name": "이름",
    "Handle": "내 주소",
    "Set off": "출발하기",
    "your next step": "다음 걸음",
    "What you did": "한 일",
    "Log it": "기록하기",
    "Logged.": "기록했어요.",
    "Portfolio": "포트폴리오",
    "New project": "새 프로젝트 만들기",
    "In one sentence": "한 문장 소개",
    "Everyone": "누구에게나",
    "Save project": "프로젝트 저장하기",
    "Stop reminders?": "알림 메일을 그만 받을까요?",
    "Stop reminders": "알림 메일 그만 받기",
    "Reminders have stopped": "알림 메일을 그만 보낼게요",
}


@pytest.fixture(autouse=True)
def set_out(transactional_db: None, settings, tmp_path: Path) -> None:
    """The real roadmap, a mailbox, nobody there yet."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "kit.mailbox.EmailBackend", tmp_path / "mail"
    cache.clear()  # the limits of sign-in
    call_command("load_roadmap", verbosity=0)


class Walker:
    """Somebody at a page, whose presses are counted and who looks hard at every page that opens."""

    def __init__(self, page: Page, words: dict[str, str], *, javascript: bool = True) -> None:
        self.page = page
        self.javascript = javascript
        self.words = words
        self.presses = 0
        self.began = time.monotonic()

    def arrive(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", name=self.read(heading)).first).to_be_visible()
        self.look()

    def look(self) -> None:
        before = time.monotonic()
        assert not faults(self.page, javascript=self.javascript), self.page.url
        self.began += time.monotonic() - before  # nobody else looks for so long

    def press(self, name: str, role: str = "button", within: str = "main") -> None:
        self.presses += 1
        self.page.locator(within).get_by_role(role, name=self.read(name)).first.click()

    def choose(self, answer: str) -> None:
        self.presses += 1
        self.page.get_by_label(self.read(answer)).first.check()

    def fill(self, label: str, text: str) -> None:
        """Go to a field and type: one press, if the page did not put us there."""
        field = self.page.get_by_label(self.read(label)).first
        self.presses += not field.evaluate("(field) => field === document.activeElement")
        field.fill(text)

    def read(self, word: str) -> str:
        return self.words.get(word, word)


class Typist(Walker):
    """The same without a mouse: Tab until the thing has the focus, which has to be seen, then a key."""

    def look(self) -> None:
        """At pages that the others saw."""

    def press(self, name: str, role: str = "button", within: str = "") -> None:  # noqa: ARG002 - Tab goes through all of a page
        self._go_to(name, {"button": "BUTTON", "link": "A"}[role])
        self.page.keyboard.press("Enter")

    def choose(self, answer: str) -> None:
        group = self.page.get_by_role("group").filter(has=self.page.get_by_label(self.read(answer)))
        self._press_until("Tab", lambda: group.evaluate("(group) => group.contains(document.activeElement)"))
        self._press_until("ArrowDown", lambda: self.read(answer) in self._focused()[1])

    def fill(self, label: str, text: str) -> None:
        self._go_to(label, "INPUT", "TEXTAREA")
        self.page.keyboard.type(text)

    def _go_to(self, name: str, *kinds: str) -> None:
        def is_there() -> bool:
            kind, called, _ = self._focused()
            return kind in kinds and self.read(name) in called

        self._press_until("Tab", is_there)
        assert self._focused()[2], f"the focus cannot be seen on {name}"

    def _press_until(self, key: str, happens: Callable[[], bool]) -> None:
        for _ in range(MOST_PRESSES_OF_A_KEY):
            if happens():
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} does not lead there from {self._focused()}")

    def _focused(self) -> tuple[str, str, bool]:
        """What has the focus: its kind, what it is called, whether one can see that it has it."""
        return tuple(self.page.evaluate(_FOCUSED))


_FOCUSED = """() => {
  const at = document.activeElement, label = at.labels?.[0];
  const called = [label?.textContent, at.ariaLabel, at === document.body ? "" : at.textContent].join(" ");
  const isSeen = [at, at.closest("label, .log-box")].some((one) => {
    const look = one && getComputedStyle(one);
    return look && ((look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== "none");
  });
  return [at.tagName, called, isSeen];
}"""


def test_from_the_first_page_to_the_last_reminder_in_korean(browse: Browse, at: Callable[[datetime], datetime]) -> None:
    haeun, stranger = (Walker(browse(width=390), KOREAN) for _ in range(2))

    answer(haeun)
    sign_up_and_log(haeun)
    show_a_project(haeun, nav=".tabbar")
    find_it(stranger)
    be_reminded_and_stop_it(stranger, at)


def test_the_same_in_english_with_javascript_off(browse: Browse, at: Callable[[datetime], datetime]) -> None:
    haeun, stranger = (Walker(browse(language="en", javascript=False), {}, javascript=False) for _ in range(2))

    answer(haeun)
    haeun.press("Redraw the plan")
    sign_up_and_log(haeun, time_zone="Europe/Vienna")
    show_a_project(haeun, nav=".masthead")
    find_it(stranger)
    be_reminded_and_stop_it(stranger, at)


def test_the_same_by_keyboard_alone(browse: Browse, at: Callable[[datetime], datetime]) -> None:
    haeun, stranger = (Typist(browse(scheme="dark"), KOREAN) for _ in range(2))

    answer(haeun)
    sign_up_and_log(haeun)
    show_a_project(haeun, nav=".masthead")
    find_it(stranger)
    be_reminded_and_stop_it(stranger, at)


def answer(haeun: Walker) -> None:
    haeun.page.goto("/")
    haeun.arrive("A trail for teaching yourself deep learning")
    haeun.press("Draw your plan", "link")
    haeun.arrive("Four questions")
    haeun.choose("I’ve finished a course; next comes something of my own")


def sign_up_and_log(haeun: Walker, time_zone: str = "") -> None:
    haeun.fill("E-mail", "haeun@example.org")
    haeun.press("Start with this plan")
    haeun.arrive("The code from your mail")
    haeun.fill("The six digits", six_digits())
    haeun.press("Sign in")
    haeun.arrive("What shall we call you?")
    haeun.fill("Name", "박하은")
    haeun.fill("Handle", "haeun-park")
    if time_zone:  # which a script reads from the browser
        haeun.page.select_option("[name=time_zone]", time_zone)
        haeun.presses += 1
    haeun.press("Set off")
    haeun.arrive("your next step")
    haeun.fill("What you did", "손가락 사진 40장을 골랐어요. 손실은 $L$ 이에요.")
    haeun.press("Log it")
    expect(haeun.page.locator(".toast")).to_contain_text(haeun.read("Logged."))

    assert haeun.presses <= MOST_PRESSES
    assert time.monotonic() - haeun.began <= MOST_SECONDS
    haeun.arrive("your next step")
    assert Entry.objects.get().owner == User.objects.get()


def show_a_project(haeun: Walker, nav: str) -> None:
    haeun.press("Portfolio", "link", within=nav)
    haeun.arrive("박하은")
    haeun.press("New project", "link")
    haeun.arrive("New project")
    haeun.fill("Name", "수어 자판")
    haeun.fill("In one sentence", "손 모양을 글자로 바꿔 줘요.")
    haeun.choose("Everyone")
    haeun.press("Save project")
    haeun.arrive("수어 자판")


def find_it(stranger: Walker) -> None:
    stranger.page.goto("/@haeun-park/")
    stranger.arrive("박하은")
    expect(stranger.page.get_by_text("손가락 사진")).to_have_count(0)  # the entry is hers alone
    stranger.press("수어 자판", "link")
    stranger.arrive("수어 자판")
    expect(stranger.page.get_by_text("손 모양을 글자로 바꿔 줘요.")).to_be_visible()


def be_reminded_and_stop_it(stranger: Walker, at: Callable[[datetime], datetime]) -> None:
    """From the mail, wherever it is read: nobody has to sign in for that."""
    five_quiet_days_pass(at)
    stranger.page.goto(way_out())
    stranger.arrive("Stop reminders?")
    stranger.press("Stop reminders")
    stranger.arrive("Reminders have stopped")
    assert Preference.objects.get().mail == "answers"


def six_digits() -> str:
    found = re.search(r"^\d{6}$", next(mailbox.latest(1)).plain, re.MULTILINE)
    assert found
    return found.group()


def five_quiet_days_pass(at: Callable[[datetime], datetime]) -> None:
    """And then their hour: the worker does what it is asked every minute."""
    at(clock.now() + timedelta(days=4))
    remind_at = Preference.objects.get().remind_at
    assert remind_at
    at(max(remind_at, clock.now()) + timedelta(days=1))
    tasks.remind()
    tasks.deliver()


def way_out() -> str:
    """The address in the reminder that stops it."""
    letter = next(mailbox.latest(1))
    assert letter.message["To"] == "haeun@example.org"
    found = re.search(r"https?://[^/\s]+(/mail/stop/\S+?)[>\s]", letter.plain + " ")
    assert found
    return found.group(1)
