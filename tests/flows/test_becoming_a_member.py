import re

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browsing import faults
from tests.conftest import make_member
from tests.flows.conftest import Browse, Complaints


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def digits() -> str:
    found = re.search(r"^\d{6}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found.group()


def test_a_newcomer_signs_up_by_keyboard_in_korean(browse: Browse, complaints: Complaints) -> None:
    complaints.expect("404")  # there is nothing to go on with on this empty trail
    complaints.expect("422")
    page = browse(width=390, time_zone="Europe/Berlin")
    page.goto("/accounts/login/")
    assert not faults(page)

    page.keyboard.type("haeun@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="메일로 온 숫자")).to_be_visible()
    assert not faults(page)
    page.keyboard.type("000000" if digits() != "000000" else "111111")
    page.keyboard.press("Enter")
    expect(page.get_by_text("숫자가 달라요").first).to_be_visible()
    assert not faults(page)
    page.get_by_label("여섯 자리 숫자").fill(digits())
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="어떻게 불러 드릴까요?")).to_be_visible()
    expect(page.get_by_label("시간대")).to_have_value("Europe/Berlin")
    page.keyboard.type("박하은")
    page.keyboard.press("Tab")
    page.keyboard.type("haeun-park")
    expect(page.get_by_text("@haeun-park · 쓸 수 있어요.")).to_be_visible()
    assert not faults(page)
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile("/roadmap/"))  # there is none to plan along here
    newcomer = User.objects.get()
    assert (newcomer.handle, newcomer.language, newcomer.time_zone) == ("haeun-park", "ko", "Europe/Berlin")
    assert newcomer.discoverable is None


def test_the_same_in_english_without_script(browse: Browse, complaints: Complaints) -> None:
    complaints.expect("404")
    page = browse(language="en", javascript=False, scheme="dark")
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill("jonas@example.org")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("The six digits").fill(digits())
    page.get_by_role("button", name="Sign in").click()

    page.get_by_label("Name").fill("Jonas Weber")
    page.get_by_label("Handle").fill("jonas-weber")
    page.get_by_label("No, don’t suggest me").check()
    page.get_by_label("Time zone").select_option("Europe/Vienna")
    page.get_by_role("button", name="Set off").click()

    page.wait_for_url(re.compile("/roadmap/"))  # there is none to plan along here
    jonas = User.objects.get()
    assert (jonas.name, jonas.language, jonas.time_zone, jonas.discoverable) == (
        *("Jonas Weber", "en", "Europe/Vienna"),
        False,
    )


def test_who_signed_in_elsewhere_while_writing_loses_nothing(browse: Browse, complaints: Complaints) -> None:
    complaints.expect("403")
    learner = make_member("seoyeon", name="박서연")
    page = browse(user=learner)
    page.goto("/settings/profile/")
    page.get_by_label("한 줄 소개").fill("비 오는 날 도로 사진을 모아요. 밤에 찍은 것이 어려워요.")
    page.context.clear_cookies()

    page.get_by_role("button", name="프로필 바꾸기").click()
    expect(page.get_by_role("heading", name="쓴 글은 여기 그대로 있어요")).to_be_visible()
    expect(page.get_by_text("비 오는 날 도로 사진을 모아요.")).to_be_visible()
    assert not faults(page)
    with page.expect_popup() as opened:
        page.get_by_role("main").get_by_role("link", name="로그인").click()
    _sign_in(opened.value, learner.email)
    page.get_by_role("button", name="다시 보내기").click()
    page.get_by_role("button", name="다시 보내기").click()  # signing in had made this form's token stale too

    expect(page.get_by_text("프로필을 바꿨어요")).to_be_visible()
    learner.refresh_from_db()
    assert learner.about == "비 오는 날 도로 사진을 모아요. 밤에 찍은 것이 어려워요."


def _sign_in(page: Page, email: str) -> None:
    page.get_by_label("이메일 주소").fill(email)
    page.get_by_role("button", name="계속하기").click()
    page.get_by_label("여섯 자리 숫자").fill(digits())
    page.get_by_role("button", name="로그인하기").click()
    page.wait_for_url(re.compile("/settings/"))


def test_settings_look_right_on_a_wide_screen(browse: Browse) -> None:
    learner = make_member("seoyeon", name="박서연", language="en", password="brown-dog-7-lakes")
    page = browse(language="en", scheme="dark", user=learner)

    for path in ("", "profile/", "handle/", "time/", "email/", "password/", "sessions/"):
        page.goto(f"/settings/{path}")
        assert not faults(page), path
    page.goto("/privacy/")
    assert not faults(page)
