"""The questions and the address are one form: what stands ticked is what counts."""

from playwright.sync_api import expect

from roadmap import trail
from roadmap.models import Step
from tests.browsing import faults
from tests.flows.conftest import Browse, Complaints
from tests.roadmap.conftest import short_trail as short_trail  # noqa: PLC0414 - a fixture

TOPICS = ("vision", "sound", "art", "life")


def test_without_a_script_the_answers_as_they_stand_ticked_are_kept(
    browse: Browse, short_trail: list[Step], complaints: Complaints
) -> None:
    complaints.expect("422")
    trail.forget()
    page = browse(javascript=False)
    page.goto("/start/?hours=3")
    page.check("[name=phase][value=second]")
    page.check("[name=hours][value='20']")
    page.fill("#id_email", "이것은 주소가 아니에요")

    page.press("#id_email", "Enter")

    expect(page.locator(".form-errors")).to_be_in_viewport()
    expect(page.locator("[name=phase][value=second]")).to_be_checked()
    expect(page.locator("[name=hours][value='20']")).to_be_checked()
    expect(page.locator("#drawn")).to_contain_text("한 주 20시간")
    assert not faults(page, javascript=False)


def test_with_a_script_a_fourth_topic_is_said_and_stays_ticked(
    browse: Browse, short_trail: list[Step], complaints: Complaints
) -> None:
    complaints.expect("422")
    trail.forget()
    page = browse(width=390)
    page.goto("/start/")
    for topic in TOPICS:
        page.check(f"[name=topics][value={topic}]")

    expect(page.locator("#id_topics_why")).to_contain_text("세 가지까지만 담겨요")
    assert all(page.is_checked(f"[name=topics][value={topic}]") for topic in TOPICS)
    assert "csrf" not in page.url
    assert "email" not in page.url
    assert not faults(page)

    page.fill("#id_email", "new@example.org")
    page.click(".button.next")

    expect(page.locator(".form-errors")).to_be_focused()
    expect(page.locator(".form-errors")).to_be_in_viewport()
    page.click(".form-errors a")
    expect(page.locator("#id_topics_0")).to_be_in_viewport()
    expect(page.locator("#id_email")).to_have_value("new@example.org")
