"""Writing into the log as it is done: by keyboard, offline, in two windows, without a script."""

import re
from datetime import timedelta
from uuid import uuid4

from playwright.sync_api import Page, expect

from accounts.models import User
from kit import clock
from portfolio.actions import entries
from portfolio.models import Entry
from roadmap import trail
from roadmap.actions.enrollment import enroll
from roadmap.models import Step
from tests.browsing import faults
from tests.flows.conftest import Browse, Complaints, drafts_are, session_of
from tests.pictures import file_of
from tests.roadmap.conftest import short_trail as short_trail  # noqa: PLC0414 - a fixture

DRAFT = "라벨 320장을 붙였어요. 그림자가 금으로 보여요."


def text(page: Page) -> str:
    return page.input_value("#log_text")


def write(page: Page, words: str = DRAFT) -> None:
    """Write, and look up from it."""
    page.fill("#log_text", words)
    page.locator("#log_text").blur()


def send(page: Page) -> None:
    page.click(".log-box button.button:not(.text)")


def test_a_line_is_logged_by_keyboard_alone_and_the_week_is_said(browse: Browse, learner: User) -> None:
    page = browse(user=learner)
    page.goto("/roadmap/")
    page.locator(".masthead nav a", has_text="기록").focus()

    page.keyboard.press("Enter")
    page.wait_for_url("**/log/")
    page.keyboard.type("**굵게** 적은 한 줄")
    page.keyboard.press("Tab")
    page.keyboard.type("1h30")
    page.keyboard.press("Enter")

    expect(page.locator(".toast")).to_contain_text("기록했어요. 이번 주 1시간\u00a030분")
    expect(page.locator(".log-list li strong")).to_have_text("굵게")
    expect(page.locator("#log_text")).to_be_focused()
    assert text(page) == ""
    assert not faults(page)


def test_control_and_enter_log_it_and_the_toast_leads_back(browse: Browse, learner: User) -> None:
    page = browse(user=learner, language="en")
    User.objects.update(language="en")
    page.goto("/log/")
    page.wait_for_load_state("networkidle")  # the key is the script's
    page.keyboard.type("Too early")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toast")).to_contain_text("Logged.")

    page.click(".toast button")

    expect(page.locator(".toast")).to_contain_text("Entry deleted.")
    assert not Entry.objects.standing().exists()


def test_what_one_was_writing_survives_a_reload_and_goes_once_it_is_kept(browse: Browse, learner: User) -> None:
    page = browse(user=learner)
    page.goto("/log/")
    yesterday = (learner.day() - timedelta(days=1)).isoformat()
    page.click(".log-box summary")
    page.fill("#log_day", yesterday)
    write(page)

    page.reload()

    expect(page.locator("#log_text")).to_have_value(DRAFT)
    assert page.input_value("#log_day") == yesterday
    assert page.is_visible("#log_day")
    expect(page.locator("text=쓰던 글을 되살렸어요.")).to_be_visible()
    assert not faults(page)
    send(page)
    expect(page.locator(".toast")).to_be_visible()
    drafts_are(page, 0)
    page.reload()
    assert text(page) == ""


def test_two_windows_that_write_side_by_side_keep_both_texts(browse: Browse, learner: User) -> None:
    page = browse(user=learner)
    page.goto("/log/")
    write(page)
    other = page.context.new_page()
    other.goto(page.url)
    assert text(other) == ""
    write(other, "다른 창의 글")

    page.reload()
    other.reload()

    expect(page.locator("#log_text")).to_have_value(DRAFT)
    expect(other.locator("#log_text")).to_have_value("다른 창의 글")
    other.close()
    third = page.context.new_page()
    third.goto(page.url)
    expect(third.locator("#log_text")).to_have_value("다른 창의 글")
    send(third)
    expect(third.locator(".toast")).to_contain_text("기록했어요.")
    expect(third.locator("#log_text")).to_have_value("")
    send(page)
    expect(page.locator(".toast")).to_contain_text("기록했어요.")
    assert {entry.text for entry in Entry.objects.all()} == {DRAFT, "다른 창의 글"}
    drafts_are(page, 0)


def test_what_one_was_writing_can_be_cleared(browse: Browse, learner: User) -> None:
    page = browse(user=learner)
    page.goto("/log/")
    write(page)
    page.reload()

    page.click("text=비우기")

    assert text(page) == ""
    drafts_are(page, 0)
    expect(page.locator("text=쓰던 글을 되살렸어요.")).to_be_hidden()


def test_nobody_else_at_the_same_machine_reads_it(browse: Browse, learner: User, peer: User) -> None:
    page = browse(user=learner)
    page.goto("/log/")
    write(page)

    page.context.clear_cookies()
    page.context.add_cookies([{"name": "sessionid", "value": session_of(peer), "url": page.url.removesuffix("log/")}])
    page.goto("/log/")

    assert text(page) == ""


def test_signing_out_leaves_nothing_in_the_browser(browse: Browse, learner: User) -> None:
    page = browse(user=learner)
    page.goto("/log/")
    write(page)
    page.goto("/settings/")

    page.click("form[action$='/accounts/logout/'] button")

    page.wait_for_url("**/")
    drafts_are(page, 0)


def test_without_a_network_the_text_waits_and_goes_out_once(
    browse: Browse, learner: User, complaints: Complaints
) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    complaints.expect("htmx:")  # it logs the failed request
    page = browse(user=learner)
    page.goto("/log/")
    write(page)
    page.context.set_offline(True)

    send(page)
    expect(page.locator("text=연결이 끊겼어요.")).to_be_visible()
    expect(page.locator(".log-box button:disabled")).to_have_text("연결을 기다려요")
    assert text(page) == DRAFT
    assert not Entry.objects.exists()

    page.context.set_offline(False)
    expect(page.locator(".toast")).to_contain_text("기록했어요.")
    assert Entry.objects.count() == 1


def test_when_we_fail_the_text_stays_and_can_be_sent_again(
    browse: Browse, learner: User, complaints: Complaints
) -> None:
    complaints.expect("500")
    page = browse(user=learner)
    page.goto("/log/")
    page.route(
        "**/log/", lambda route: route.fulfill(status=500) if route.request.method == "POST" else route.continue_()
    )
    page.fill("#log_text", DRAFT)
    send(page)
    expect(page.locator("text=저희 쪽 문제로 저장하지 못했어요.")).to_be_visible()
    assert text(page) == DRAFT

    page.unroute("**/log/")
    send(page)

    expect(page.locator(".toast")).to_contain_text("기록했어요.")
    assert Entry.objects.get().text == DRAFT


def test_a_mistake_is_shown_where_it_is_and_the_preview_before_it_is_kept(
    browse: Browse, learner: User, complaints: Complaints
) -> None:
    complaints.expect("422")
    page = browse(user=learner)
    page.goto("/log/")
    page.fill("#log_text", "$x^2$ 와 **굵게**")
    page.click("text=미리 보기")
    expect(page.locator("#log_preview math")).to_be_visible()
    page.fill("#log_minutes", "400h")

    send(page)

    expect(page.locator(".form-errors")).to_be_focused()
    expect(page.locator("#log_minutes")).to_have_attribute("aria-invalid", "true")
    assert text(page) == "$x^2$ 와 **굵게**"
    assert not faults(page)


def test_it_all_works_without_a_script(browse: Browse, learner: User) -> None:
    page = browse(user=learner, javascript=False, width=390)
    page.goto("/log/")
    page.fill("#log_text", DRAFT)
    page.fill("#log_minutes", "1시간 30분")
    send(page)
    expect(page.locator(".toast")).to_contain_text("기록했어요. 이번 주 1시간\u00a030분")

    page.click(".log-list time a")
    page.click("text=고치기")
    page.fill("textarea", "고친 글")
    page.click("form.form .deeds button")
    expect(page.locator("main .prose")).to_have_text("고친 글")
    page.click("text=지우기")
    page.click("text=기록 지우기")
    page.click(".toast button")

    expect(page.locator("main .prose")).to_have_text("고친 글")
    assert Entry.objects.standing().get().minutes == 90


def test_two_windows_on_one_entry_lose_nothing(browse: Browse, learner: User, complaints: Complaints) -> None:
    complaints.expect("409")
    page = browse(user=learner)
    page.goto("/log/")
    page.fill("#log_text", "처음")
    send(page)
    page.click(".log-list time a")
    page.click("text=고치기")
    other = page.context.new_page()
    other.goto(page.url)
    other.fill("textarea", "다른 창의 글")
    other.click("form.form .deeds button")
    expect(other.locator("main .prose")).to_have_text("다른 창의 글")

    page.fill("textarea", "이 창의 글")
    page.click("form.form .deeds button")

    expect(page.locator(".meanwhile pre")).to_have_text("다른 창의 글")
    assert page.input_value("form.form textarea") == "이 창의 글"
    assert not faults(page)
    page.click("text=지금 쓴 글로 저장하기")
    expect(page.locator("main .prose")).to_have_text("이 창의 글")
    drafts_are(page, 0)


def test_the_year_is_a_picture_and_a_table(browse: Browse, learner: User) -> None:
    page = browse(user=learner, width=390, scheme="dark")
    page.goto("/log/")
    page.fill("#log_text", "오늘")
    page.fill("#log_minutes", "45")
    send(page)

    expect(page.locator(".year svg:visible")).to_have_attribute(
        "aria-label", re.compile("지난 1년 동안 1일 기록했어요")
    )
    page.click(".year summary")
    expect(page.locator(".year table td").first).to_have_text("1")
    assert not faults(page)


def test_a_session_that_ended_while_writing_loses_nothing(browse: Browse, learner: User) -> None:
    page = browse(user=learner)
    page.goto("/log/")
    write(page)
    page.context.clear_cookies()

    send(page)

    expect(page.locator("main textarea")).to_have_value(DRAFT)
    cookie = {"name": "sessionid", "value": session_of(learner), "url": page.url.removesuffix("log/")}
    page.context.add_cookies([cookie])
    page.goto("/log/")
    expect(page.locator("#log_text")).to_have_value(DRAFT)
    send(page)
    expect(page.locator(".toast")).to_contain_text("기록했어요.")
    assert Entry.objects.get().text == DRAFT
    drafts_are(page, 0)


def test_today_and_a_step_hold_the_same_box(browse: Browse, learner: User) -> None:
    page = browse(user=learner)
    page.goto("/")
    write(page)
    send(page)
    expect(page.locator(".toast")).to_contain_text("기록했어요.")
    assert page.url.endswith("/")
    drafts_are(page, 0)

    page = browse(user=learner, javascript=False)
    page.goto("/")
    page.fill("#log_text", DRAFT)
    send(page)
    expect(page.locator(".toast")).to_contain_text("기록했어요.")
    assert "/log/" not in page.url


def test_the_line_of_who_sees_it_goes_once_another_choice_is_made(browse: Browse, learner: User) -> None:
    entries.log(
        learner, form_key=uuid4(), now=clock.now(), day=learner.day(), text="첫 글", minutes=0, visibility="public"
    )
    page = browse(user=learner, width=390)
    page.goto("/log/")
    line = page.locator("text=지난번처럼 누구에게나 보여요.")
    expect(line).to_be_visible()
    assert not faults(page)

    page.select_option("#log_visibility", "private")

    expect(line).to_be_hidden()


def test_a_picture_that_arrived_is_no_longer_on_its_way(browse: Browse, learner: User) -> None:
    page = browse(user=learner)
    page.goto("/log/")
    expect(page.locator(".add-picture.live")).to_be_visible()

    page.set_input_files("#log_text_pictures", {"name": "a.png", "mimeType": "image/png", "buffer": file_of("teal")})

    expect(page.locator(".add-picture .words input")).to_be_visible()
    expect(page.locator(".on-its-way")).to_be_hidden()
    expect(page.locator(".add-picture .error")).to_be_hidden()
    assert not faults(page)


def test_today_knows_of_the_first_entry_at_once_and_its_button_stays_free(
    browse: Browse, learner: User, short_trail: list[Step]
) -> None:
    trail.forget()
    enroll(learner=learner, phase="first", hours_a_week=10, today=learner.day())
    page = browse(user=learner, width=390)
    page.goto("/")
    expect(page.locator("text=첫날이라 비어 있어요")).to_be_visible()
    page.fill("#log_text", DRAFT)
    page.fill("#log_minutes", "30")

    send(page)

    expect(page.locator("text=첫날이라 비어 있어요")).to_have_count(0)
    expect(page.locator("#upcoming")).to_contain_text(DRAFT)
    expect(page.locator("#this-week")).to_contain_text("30분")
    expect(page.locator("#log_text")).to_be_focused()
    page.click(".log-box button.button:not(.text)", trial=True, timeout=2_000)
    assert not faults(page)
