"""A milestone claimed, verified and read by a visitor, with and without a script."""

from playwright.sync_api import Page, expect

from accounts.models import User
from kit import clock
from portfolio.actions import verdicts
from portfolio.models import Milestone
from tests.browsing import faults
from tests.flows.conftest import Browse

ADDRESS = "https://github.com/numpy/numpy/pull/12345/files"


def fill(page: Page) -> None:
    page.get_by_label("무엇을 바꿨나요?").fill("numpy: 고르게 섞기")
    page.get_by_label("PR 주소").fill(ADDRESS)
    page.get_by_label("병합된 날").fill("2026-03-14")
    page.get_by_label("저장소의 별").fill("27,000")
    page.get_by_label("내가 한 일").fill("시드가 같으면 언제나 같게 섞이도록 고쳤어요.")
    page.get_by_label("누구에게나").check()


def test_somebody_claims_their_first_and_sees_it_as_a_stranger_will(
    browse: Browse, learner: User, curator: User
) -> None:
    page = browse(user=learner)
    page.goto("/portfolio/")
    page.get_by_role("link", name="첫 이정표 세우기").click()
    page.get_by_role("link", name="오픈 소스에 병합된 PR").click()
    assert not faults(page)

    fill(page)
    seen = page.locator(".claim .milestone")
    expect(seen).to_contain_text("numpy: 고르게 섞기")
    expect(seen).to_contain_text("별 27,000개")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="이정표 세우기").click()
    expect(page.locator(".toast")).to_contain_text("이정표를 세웠어요")
    assert not faults(page)
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('draft:'))") == []

    verdicts.give(Milestone.objects.get(), "verified", by=curator, now=clock.now())
    visitor = browse(language="en", width=390, scheme="dark")
    visitor.goto("/en/@seoyeon/")
    expect(visitor.locator(".milestones")).to_contain_text("Verified by 한지우")
    assert not faults(visitor)
    visitor.get_by_role("link", name="numpy: 고르게 섞기").click()
    expect(visitor.locator("main")).to_contain_text("27,000 stars")
    assert not faults(visitor)


def test_without_a_script_it_is_shown_before_it_is_claimed(browse: Browse, learner: User) -> None:
    page = browse(user=learner, javascript=False, width=390)
    page.goto("/milestones/new/pull_request/")
    fill(page)

    page.get_by_role("button", name="지금 모습 보기").click()
    expect(page.locator(".claim .milestone")).to_contain_text("numpy: 고르게 섞기")
    assert page.get_by_label("PR 주소").input_value() == ADDRESS
    page.get_by_role("button", name="초안으로 두기").click()
    expect(page.locator("main")).to_contain_text("초안")
    page.get_by_role("link", name="이어서 하기").click()
    page.get_by_role("button", name="이정표 세우기").click()

    expect(page.locator("main")).to_contain_text("검증 전")
    assert Milestone.objects.get().state == "claimed"


def test_its_own_pages_have_no_faults(browse: Browse, learner: User, curator: User) -> None:
    from tests.portfolio.milestones import claimed, drafted  # noqa: PLC0415

    declined = claimed(learner)
    verdicts.give(declined, "declined", by=curator, reason="내 몫을 가리켜 주세요.", now=clock.now())
    drafted(learner, "tool")
    page = browse(user=learner)

    for place in (
        "/milestones/",
        f"/milestones/{declined.pk}/",
        f"/milestones/{declined.pk}/edit/",
        "/milestones/new/",
        "/@seoyeon/",
    ):
        page.goto(place)
        assert not faults(page), place
        page.set_viewport_size({"width": 320, "height": 844})
        assert not faults(page), place
        page.set_viewport_size({"width": 1280, "height": 900})


def test_a_printed_portfolio_holds_the_milestones_and_no_buttons(browse: Browse, learner: User) -> None:
    from tests.portfolio.milestones import claimed  # noqa: PLC0415

    claimed(learner)
    page = browse(user=learner)
    page.goto("/@seoyeon/")

    page.emulate_media(media="print")

    expect(page.locator(".milestones .milestone")).to_be_visible()
    expect(page.get_by_role("link", name="프로필 고치기")).to_be_hidden()
