"""A real Chromium over a live server. Every test in this folder is marked `browser`.

    def test_a_visitor_reads_the_roadmap(page: Page) -> None:            # Korean, light, 1280 px, with JavaScript
        page.goto("/roadmap/")
        assert not faults(page)                                          # axe, width, touch, orange: tests/browsing.py

    def test_it_works_without_script(browse: Browse, learner: User) -> None:
        page = browse(language="en", scheme="dark", width=390, javascript=False, user=learner)

`browse` opens a browser of its own for each call (`user` is signed in already); addresses may be written without the host.
A console error, an uncaught exception or a violation of the content security policy fails the test at its end. Where one is
meant (a page that answers 404), name a part of it first: `complaints.expect("404")`.
The database is real and emptied after each test: `transactional_db`, so make the rows you need in the test.
"""

import os
import time
from collections.abc import Callable, Iterator
from typing import Any, Literal, TypedDict, Unpack

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from accounts.models import User
from config import static
from tests import browsing

# Playwright's own event loop runs in this thread, so Django must not take our queries for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PATIENCE = 10_000  # ms; the machine may be busy


class How(TypedDict, total=False):
    """How somebody looks at us; what is left out is as for `page`."""

    language: Literal["ko", "en"]
    scheme: Literal["light", "dark"]
    width: int
    javascript: bool
    user: User
    time_zone: str
    browser: Browser


Browse = Callable[..., Page]


class Complaints(list[str]):
    """What the browser complained of; what is expected is not listed."""

    def __init__(self) -> None:
        self.expected: list[str] = []

    def expect(self, part: str) -> None:
        self.expected.append(part)

    def hear(self, what: str) -> None:
        if not any(part in what for part in self.expected):
            self.append(what)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/flows/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def files_as_they_lie(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The live server looks among collected files first; those of `make run` may be older than the sources.

    The sheets are joined as in production: fifty requests less for each page.
    """
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    source = settings.BASE / "static"
    sheets = {str(sheet.relative_to(source)): sheet.read_text() for sheet in source.rglob("*.css")}
    for name in static.SHEETS:
        sheet = settings.STATIC_ROOT / name
        sheet.parent.mkdir(exist_ok=True)
        sheet.write_text(static.joined(name, sheets))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        chromium = browsing.launch(play.chromium)
        yield chromium
        chromium.close()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    heard = Complaints()
    yield heard
    assert not heard, "\n".join(heard)


@pytest.fixture
def browse(browser: Browser, live_server: Any, transactional_db: None, complaints: Complaints) -> Iterator[Browse]:
    contexts: list[BrowserContext] = []

    def opened(**how: Unpack[How]) -> Page:
        width = how.get("width", 1280)
        context = how.get("browser", browser).new_context(
            base_url=live_server.url,
            locale={"ko": "ko-KR", "en": "en-GB"}[how.get("language", "ko")],
            timezone_id=how.get("time_zone", "Asia/Seoul"),
            color_scheme=how.get("scheme", "light"),
            reduced_motion="reduce",
            viewport={"width": width, "height": 844 if width < 640 else 900},
            java_script_enabled=how.get("javascript", True),
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if "user" in how:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(how["user"]), "url": live_server.url}
            context.add_cookies([cookie])
        return watched(context.new_page(), complaints.hear)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(browse: Browse) -> Page:
    """A visitor who reads Korean by day on a wide screen."""
    return browse()


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def drafts_are(page: Page, number: int) -> None:
    """Soon the browser keeps so many drafts. Asked from here: our CSP lets nothing wait for words in the page itself."""
    asked = "Object.keys(localStorage).filter((name) => name.startsWith('draft:')).length"
    deadline = time.monotonic() + PATIENCE / 1000
    while page.evaluate(asked) != number:
        assert time.monotonic() < deadline, f"not {number} drafts but {page.evaluate(asked)}"
        page.wait_for_timeout(50)


def watched(page: Page, hear: Callable[[str], None]) -> Page:
    """The page, with every console error (the CSP's among them) and uncaught exception told to `hear`."""

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            hear(f"{page.url}: {message.text}")

    page.on("console", console)
    page.on("pageerror", lambda error: hear(f"{page.url}: {error}"))
    return page
