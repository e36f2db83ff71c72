"""Draws the contact sheet over the demo world, in a database of its own. Not collected by the tests: `make gallery`."""

import io
import os
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Browser, Error, sync_playwright
from playwright.sync_api import Page as Window

from accounts.models import User
from demo.actions import settle
from kit import clock
from mentoring.models import Mentor, Review, ReviewRequest
from portfolio.models import Entry, Milestone, Project
from roadmap import trail
from tests import browsing
from tests.conftest import make_member
from tests.flows.conftest import PATIENCE, files_as_they_lie, session_of, watched  # noqa: F401 - a fixture
from tests.gallery.pages import PAGES, Page, Who

FOLDER = Path(__file__).resolve().parents[2] / "gallery"
STEP = "first-project"
STYLE = (
    "body{font:15px system-ui;margin:24px;background:#888}section{margin-block:32px}img{block-size:640px;margin:8px}"
)
# Width, scheme, language: a phone by day, a desk by night, a phone where nothing is or all goes wrong.
PHONE, DESK, TROUBLE = (390, "light", "ko"), (1280, "dark", "en"), (390, "light", "ko")

pytestmark = pytest.mark.browser


class World:
    """Who lives here, and the addresses of what they have."""

    def __init__(self) -> None:
        call_command("load_roadmap", stdout=io.StringIO())
        settle(now=clock.now(), seed=1)
        self.people: dict[Who, User] = {
            "learner": User.objects.get(email="learner@demo.example"),
            "curator": User.objects.get(email="curator@demo.example"),
            "mentor": User.objects.get(email="mentor@demo.example"),
            "newcomer": make_member("newcomer", name="정유진"),
            "operator": make_member("operator", name="한지우", is_staff=True, is_superuser=True),
        }
        step = next(step for step in trail.current(fresh=True).steps if step.key == STEP)
        entry = Entry.objects.filter(owner=self.people["learner"]).latest("day", "pk")
        project = Project.objects.filter(owner=self.people["learner"], visibility="public").latest("pinned", "pk")
        self.words = {
            "step": reverse("roadmap:step", args=[step.phase_key, step.key]),
            "handle": str(self.people["learner"].handle),
            "entry": str(entry.pk),
            "project": str(project.pk),
            "milestone": str(_milestone(self.people["learner"], "verified")),
            "tool": str(Milestone.objects.get(kind="tool", owner__handle="minho").pk),
            "article": str(Milestone.objects.get(kind="article", owner=self.people["learner"]).pk),
            "review": str(Review.objects.published().filter(request__learner=self.people["learner"]).latest("pk").pk),
            "held": str(ReviewRequest.objects.held_by(self.people["mentor"], clock.now()).latest("pk").pk),
            "held_milestone": str(
                ReviewRequest.objects.free(clock.now()).filter(milestone__isnull=False).latest("pk").pk
            ),
            "applicant": str(Mentor.objects.waiting()[0].pk),
            "declined": str(_milestone(self.people["learner"], "declined")),
        }

    def path(self, path: str) -> str:
        return path.format(**self.words)

    def speak(self, language: str) -> None:
        User.objects.update(language=language)


def _milestone(owner: User, state: str) -> int:
    return Milestone.objects.get(owner=owner, state=state).pk


class Easel:
    """A browser, and the names of the pictures it drew."""

    def __init__(self, chromium: Browser, address: str, world: World) -> None:
        self.chromium, self.address, self.world = chromium, address, world
        self.complaints: list[str] = []

    def hear(self, complaint: str) -> None:
        if "with a status of 4" not in complaint:  # lost pages and wrong answers are drawn on purpose
            self.complaints.append(complaint)

    def draw(self, page: Page) -> list[str]:
        pictures = [self.picture(page, "phone", PHONE, page.who, page.path)]
        pictures.append(self.picture(page, "desk", DESK, page.who, page.path))
        if page.empty is not None or page.empty_at or page.wrong:
            who = page.who if page.empty is None else page.empty
            pictures.append(self.picture(page, "trouble", TROUBLE, who, page.empty_at or page.path))
        return pictures

    def picture(self, page: Page, name: str, how: tuple[int, str, str], who: Who, path: str) -> str:
        width, scheme, language = how
        self.world.speak(language)
        context = self.chromium.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 844},
            color_scheme=scheme,
            locale={"ko": "ko-KR", "en": "en-GB"}[language],
            timezone_id="Asia/Seoul",
            reduced_motion="reduce",
        )
        if who:
            session = session_of(self.world.people[who])
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}])
        window = watched(context.new_page(), self.hear)
        window.goto(self.world.path(path))
        if name == "trouble" and page.wrong:
            try:
                _send_wrong(window, page.wrong)
            except Error as error:
                self.complaints.append(f"{page.name}: nothing says what is wrong ({error.message.splitlines()[0]})")
        self.complaints += [f"{page.name}, {name}: {fault}" for fault in browsing.faults(window)]
        file = f"{page.file}.{name}.png"
        _shoot(window, FOLDER / file)
        context.close()
        return file


@pytest.fixture
def world(transactional_db: None, tmp_path: Path, settings: Any) -> World:
    settings.MEDIA_ROOT = tmp_path
    return World()


@pytest.fixture
def easel(world: World, live_server: Any) -> Iterator[Easel]:
    with sync_playwright() as play:
        chromium = browsing.launch(play.chromium)
        yield Easel(chromium, live_server.url, world)
        chromium.close()


def test_every_page_is_drawn(easel: Easel) -> None:
    FOLDER.mkdir(exist_ok=True)
    wanted = {name.strip() for name in os.environ.get("PAGES", "").split(",") if name.strip()}
    pages = [page for page in PAGES if not wanted or wanted & {page.name, page.file}]

    drawn = {page.name: easel.draw(page) for page in pages}

    (FOLDER / "index.html").write_text(_sheet(drawn, easel.complaints))
    print(f"\n{FOLDER / 'index.html'}: {len(drawn)} pages")  # noqa: T201 - what somebody waits for
    print("\n".join(easel.complaints) or "Nothing to complain of.")  # noqa: T201 - likewise


def _send_wrong(window: Window, wrong: dict[str, str]) -> None:
    form = window.locator("main form").filter(has=window.locator(f"[name={next(iter(wrong))}]")).first
    for name, value in wrong.items():
        form.locator(f"[name={name}]").first.fill(value)
    form.evaluate("form => form.requestSubmit()")
    window.locator('[aria-invalid="true"], .form-errors').first.wait_for(timeout=PATIENCE)


def _shoot(window: Window, file: Path) -> None:
    """The whole page: as tall a window, so that what sticks to its foot stands at the foot."""
    size = window.viewport_size or {"width": 390, "height": 844}
    height = window.evaluate("document.documentElement.scrollHeight")
    window.set_viewport_size({"width": size["width"], "height": min(height, 12_000)})
    window.screenshot(path=file)


def _sheet(drawn: dict[str, list[str]], complaints: list[str]) -> str:
    rows = "".join(
        f"<section><h2>{escape(name)}</h2>"
        + "".join(f'<a href="{file}"><img src="{file}" alt="{file}" loading="lazy"></a>' for file in files)
        + "</section>"
        for name, files in drawn.items()
    )
    said = "".join(f"<li>{escape(complaint)}</li>" for complaint in complaints)
    head = f"<!doctype html><meta charset=utf-8><title>Giljabi, every page</title><style>{STYLE}</style>"
    return f"{head}<ul>{said}</ul>{rows}"
