"""A milestone is claimed, read by a mentor and verified: two people, each in a browser of their own."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from kit import clock
from mentoring.actions import requests
from mentoring.models import Review, ReviewRequest
from portfolio.models import Milestone
from tests.browsing import faults
from tests.conftest import make_member
from tests.flows.conftest import Browse, Complaints
from tests.mentoring.conftest import asked, make_mentor, project_of

TITLE = "albumentations: 비 오는 노면"


def claim(page: Page) -> None:
    """Tell of a merged pull request and claim it, for everyone to see."""
    page.goto("/milestones/new/pull_request/")
    page.fill('[name="title"]', TITLE)
    page.fill('[name="address"]', "https://github.com/albumentations-team/albumentations/pull/2114")
    page.fill('[name="merged_on"]', "2026-03-14")
    page.fill('[name="stars"]', "14300")
    page.fill('[name="deed"]', "비 오는 날의 물막을 흉내 내는 변환을 만들었어요.")
    page.check('[name="visibility"][value="public"]')
    page.click('button[value="claim"]')


def ask(page: Page, question: str) -> None:
    page.locator('a[href^="/reviews/new/"]').first.click()
    page.fill('[name="question"]', question)
    page.locator('form#asking button[class="button"]').click()


def write(page: Page, *, verdict: str = "", reason: str = "") -> None:
    """Fill in the whole review with a mouse."""
    for name in ("problem", "data", "result", "reader"):
        page.locator(f'label:has([name="{name}"][value="3"])').click()
    page.fill('[name="summary"]', "설명이 또렷하고 테스트가 있어요.")
    for place in (1, 2, 3):
        page.fill(f'[name="next_{place}"]', f"다음 일 {place}")
    if verdict:
        page.check(f'[name="verdict"][value="{verdict}"]')
    if reason:
        page.fill('[name="reason"]', reason)


@pytest.fixture
def learner(transactional_db: None) -> User:
    return make_member("seoyeon", name="박서연")


@pytest.fixture
def mentor(transactional_db: None) -> User:
    return make_mentor("minho", name="최민호", now=clock.now())


@pytest.mark.parametrize("javascript", [True, False])
def test_claimed_asked_taken_reviewed_and_verified_for_everybody(
    browse: Browse, learner: User, mentor: User, javascript: bool
) -> None:
    mine = browse(user=learner, javascript=javascript)
    claim(mine)
    ask(mine, "이 변환을 믿고 써도 될까요?")
    expect(mine.locator("main")).to_contain_text("차례: 1번째")

    theirs = browse(user=mentor, javascript=javascript)
    theirs.goto("/mentor/")
    theirs.locator(".queue a", has_text=TITLE).click()
    theirs.get_by_role("button", name="내가 맡기").click()
    expect(theirs.locator(".at-work")).to_contain_text("물막을 흉내 내는")
    mine.reload()
    expect(mine.locator("main")).to_contain_text("최민호 멘토님이")
    write(theirs, verdict="verified")
    if javascript:
        expect(theirs.locator("#review-saved")).to_contain_text("초안을 저장했어요")
        assert not faults(theirs)
    theirs.get_by_role("button", name="리뷰 보내기").click()
    expect(theirs.locator(".toasts")).to_contain_text("박서연님에게 리뷰를 보냈어요")

    mine.goto("/notices/")
    mine.get_by_role("button", name="리뷰가 왔어요").click()
    expect(mine.locator("main")).to_contain_text("설명이 또렷하고")
    mine.get_by_role("button", name="고맙다고 하기").click()
    expect(mine.locator("main")).to_contain_text("고맙다고 전했어요")
    visitor = browse(javascript=javascript)
    visitor.goto("/@seoyeon/")
    expect(visitor.locator("main")).to_contain_text(TITLE)
    expect(visitor.locator("main")).to_contain_text("최민호")


def to(page: Page, selector: str) -> None:
    """Go on by Tab until that has the focus."""
    place = page.locator(selector).first
    for _ in range(80):
        page.keyboard.press("Tab")
        if place.evaluate("(e) => e === document.activeElement"):
            return
    raise AssertionError(selector)


def enter(page: Page, selector: str, *keys: str) -> None:
    """Go there and type; a name of a key in brackets is pressed."""
    to(page, selector)
    for key in keys:
        page.keyboard.press(key[1:-1]) if key.startswith("<") else page.keyboard.type(key)


def claims_and_asks_by_keyboard(page: Page) -> None:
    page.goto("/milestones/new/pull_request/")
    enter(page, '[name="title"]', TITLE)
    enter(page, '[name="address"]', "https://github.com/albumentations-team/albumentations/pull/2114")
    enter(page, '[name="merged_on"]', "03142026")  # as this browser has it, whatever the page speaks
    enter(page, '[name="stars"]', "14300")
    enter(page, '[name="deed"]', "물막을 흉내 내는 변환을 만들었어요.")
    enter(page, '[name="visibility"]:checked', "<ArrowDown>", "<ArrowDown>")
    enter(page, 'button[value="claim"]', "<Enter>")
    expect(page.locator('a[href^="/reviews/new/"]').first).to_be_visible()
    enter(page, 'a[href^="/reviews/new/"]', "<Enter>")
    expect(page.locator('[name="question"]')).to_be_visible()
    enter(page, '[name="question"]', "나눈 방법이 새지 않는지 봐 주세요.")
    enter(page, 'form#asking button[class="button"]', "<Enter>")
    expect(page.locator("main")).to_contain_text("차례: 1번째")


def test_both_do_it_all_by_keyboard(browse: Browse, learner: User, mentor: User) -> None:
    mine, page = browse(user=learner), browse(user=mentor)
    claims_and_asks_by_keyboard(mine)
    later = make_member("later")
    asked(later, project_of(later), clock.now(), question="기준선은 무엇인가요?")
    page.goto("/mentor/")

    page.wait_for_load_state("networkidle")  # the keys come with a module of their own
    for key in "jjc":  # faster than the pages come
        page.keyboard.press(key)
    expect(page.locator(".at-work")).to_contain_text("기준선은 무엇인가요?")
    page.wait_for_load_state("networkidle")
    assert not ReviewRequest.objects.filter(holder=mentor).exists()
    page.keyboard.press("k")
    expect(page.locator(".at-work")).to_contain_text("나눈 방법이 새지 않는지")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("c")
    expect(page.locator(".rubric")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("r")
    for score in "4233":
        page.keyboard.press(score)
    page.keyboard.press("v")
    page.keyboard.press("Space")
    page.keyboard.press("w")
    page.keyboard.type("테스트가 있어요.")
    for words in ("하나", "둘", "셋"):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Control+Enter")

    expect(page.locator(".toasts")).to_contain_text("리뷰를 보냈어요")
    review = Review.objects.get()
    assert list(review.scores.values()) == [4, 2, 3, 3]
    assert Milestone.objects.get().state == "verified"
    mine.goto("/notices/")
    enter(mine, 'button:has-text("리뷰가 왔어요")', "<Enter>")
    expect(mine.locator("main")).to_contain_text("테스트가 있어요.")
    enter(mine, 'button:has-text("고맙다고 하기")', "<Enter>")
    expect(mine.locator("main")).to_contain_text("고맙다고 전했어요")


def test_declined_mended_and_verified(browse: Browse, mentor: User) -> None:
    learner = make_member("aiko", name="Aiko Mori", language="en", time_zone="Asia/Tokyo")
    User.objects.filter(pk=mentor.pk).update(language="en")
    mine, theirs = browse(user=learner, language="en"), browse(user=mentor, language="en")
    claim(mine)
    for turn, verdict in enumerate(("declined", "verified")):
        ask(mine, "Is the evidence enough?")
        theirs.goto("/mentor/")
        theirs.locator(".queue a").first.click()
        theirs.get_by_role("button", name="Take it").click()
        write(theirs, verdict=verdict, reason="Link the tests, too." if verdict == "declined" else "")
        theirs.get_by_role("button", name="Send review").click()
        expect(theirs.locator(".toasts")).to_contain_text("Review sent to Aiko Mori")
        mine.goto("/reviews/")
        mine.locator('.asked a[href^="/reviews/"]', has_text=TITLE).first.click()
        if turn == 0:
            expect(mine.locator("main")).to_contain_text("Link the tests, too.")
            mine.get_by_role("link", name="Go to the milestone").click()
            mine.get_by_role("link", name="Fix it").click()
            mine.fill('[name="note"]', "The tests are in the same pull request.")
            mine.get_by_role("button", name="Claim again").click()
            expect(mine.locator("main")).to_contain_text("nobody has verified it yet")
    expect(mine.locator("main")).to_contain_text("verified this milestone")
    visitor = browse(language="en")
    visitor.goto("/@aiko/")
    expect(visitor.locator("main")).to_contain_text(re.compile("Verified|verified"))


def test_a_hold_runs_out_a_second_mentor_answers_and_the_first_one_s_text_is_still_there(
    browse: Browse, learner: User, mentor: User, at: Any, complaints: Complaints
) -> None:
    now = at(clock.now())
    other = make_mentor("hajun", name="이하준", now=now)
    request = requests.take(asked(learner, project_of(learner), now), by=mentor, now=now)
    first = browse(user=mentor)
    first.goto(f"/mentor/{request.pk}/")
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    complaints.expect("htmx:")
    first.context.set_offline(True)
    first.fill('[name="summary"]', "반쯤 쓴 글이에요.")
    expect(first.locator("#review-saved")).to_contain_text("저장하지 못했어요. 쓴 글은 여기 그대로")
    first.context.set_offline(False)
    expect(first.locator("#review-saved")).to_contain_text("초안을 저장했어요")

    at(now + timedelta(days=3, minutes=1))
    mine = browse(user=learner)
    mine.goto("/reviews/")
    expect(mine.locator("main")).to_contain_text("지나서 다시 기다려요")
    second = browse(user=other)
    second.goto("/mentor/")
    second.locator(".queue a").first.click()
    second.get_by_role("button", name="내가 맡기").click()
    write(second)
    second.get_by_role("button", name="리뷰 보내기").click()
    expect(second.locator(".toasts")).to_contain_text("리뷰를 보냈어요")

    first.reload()
    expect(first.locator(".at-work")).to_contain_text("다른 멘토님이 답했어요")
    expect(first.locator('[name="summary"]')).to_have_value("반쯤 쓴 글이에요.")
    assert ReviewRequest.objects.get().holder == other
