from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from kit import clock
from notices.actions import preferences
from notices.actions.deliver import deliver
from notices.actions.pulse import heard
from notices.actions.remind import remind
from notices.models import Preference
from roadmap.actions.enrollment import enroll
from tests.browsing import faults
from tests.conftest import make_member
from tests.flows.conftest import Browse
from tests.notices.conftest import DAY, SEVEN, log
from tests.roadmap.conftest import short_trail  # noqa: F401 - a trail to be due on

SUBJECTS = {"ko": "‘step-1’, 2일 남았어요", "en": "2 days left: step-1"}


@pytest.fixture
def reminded(
    transactional_db: None,
    short_trail: list,  # noqa: F811
    at: Callable[[datetime], datetime],
    settings,
    tmp_path: Path,
) -> dict[str, User]:
    """One who reads Korean and one who reads English, each with a reminder in the mailbox."""
    settings.EMAIL_BACKEND = "kit.mailbox.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    at(SEVEN - timedelta(hours=2))
    people = {code: make_member(f"walker-{code}", language=code) for code in SUBJECTS}
    for person in people.values():
        preferences.ensure(person, clock.now())
        enroll(learner=person, phase="first", hours_a_week=10, today=date(2026, 4, 13))
        log(person, date(2026, 4, 17))
    remind(at(SEVEN + 4 * DAY))
    deliver()
    return people


def wish_of(person: User) -> str:
    return Preference.objects.get(user=person).mail


def open_letter(page: Page, subject: str) -> None:
    page.goto("/dev/mail/")
    page.get_by_role("link", name=subject).click()


def test_a_reminder_is_read_in_korean_and_stopped_from_the_mail(browse: Browse, reminded: dict[str, User]) -> None:
    page = browse(width=390)
    open_letter(page, SUBJECTS["ko"])
    expect(page.frame_locator("iframe").get_by_role("heading", name=SUBJECTS["ko"])).to_be_visible()
    assert not faults(page)

    address = page.locator("pre a").filter(has_text="/mail/stop/").get_attribute("href")
    page.goto("/" + str(address).split("/", 3)[3])
    assert not faults(page)
    page.get_by_role("button", name="알림 메일 그만 받기").click()

    expect(page.get_by_role("heading", name="알림 메일을 그만 보낼게요")).to_be_visible()
    assert not faults(page)
    assert wish_of(reminded["ko"]) == "answers"

    page.get_by_role("button", name="되돌리기").click()

    expect(page.get_by_role("heading", name="전처럼 돌려 두었어요")).to_be_visible()
    assert wish_of(reminded["ko"]) == "all"


def test_the_same_in_english_with_javascript_off(browse: Browse, reminded: dict[str, User]) -> None:
    page = browse(language="en", javascript=False)
    open_letter(page, SUBJECTS["en"])

    address = page.locator("pre a").filter(has_text="/mail/stop/").get_attribute("href")
    page.goto("/" + str(address).split("/", 3)[3])
    page.get_by_role("button", name="Stop reminders").click()
    expect(page.get_by_role("heading", name="Reminders have stopped")).to_be_visible()
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_role("heading", name="As it was")).to_be_visible()
    assert wish_of(reminded["en"]) == "all"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_notice_is_read_by_opening_it(browse: Browse, reminded: dict[str, User], javascript: bool) -> None:
    page = browse(language="en", user=reminded["en"], javascript=javascript)
    page.goto("/notices/")
    expect(page.get_by_role("link", name="Notices, 1")).to_be_visible()

    page.get_by_role("button", name=SUBJECTS["en"]).click()
    page.goto("/notices/")

    expect(page.get_by_role("link", name=SUBJECTS["en"])).to_be_visible()
    expect(page.get_by_role("link", name="Notices", exact=True)).to_be_visible()


def test_the_pages_about_notices_are_whole_on_a_wide_screen(browse: Browse, reminded: dict[str, User]) -> None:
    page = browse(scheme="dark", user=reminded["ko"])

    for address in ("/notices/", "/settings/mail/", "/dev/mail/"):
        page.goto(address)
        assert not faults(page), address


def test_operators_see_on_their_pages_that_something_stands_still(browse: Browse, reminded: dict[str, User]) -> None:
    operator = make_member("operator", is_superuser=True, language="en")
    heard("beat", clock.now())
    page = browse(language="en", user=operator)
    page.goto("/notices/")

    page.get_by_role("link", name="No worker answers").click()

    expect(page.get_by_role("heading", name="Mail that did not arrive")).to_be_visible()
    assert not faults(page)
