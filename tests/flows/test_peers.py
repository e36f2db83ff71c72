"""Two learners who are suggested to each other meet, and one of them thinks better of it."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from peers.models import Introduction
from peers.tasks import surface
from roadmap import trail
from tests.browsing import faults
from tests.flows.conftest import Browse, Complaints
from tests.peers.conftest import make_phases, set_out

TEXT = "바퀴 글을 끝까지 읽었습니다.\n\n하나만 여쭙고 싶습니다."


@pytest.fixture
def two(transactional_db: None, learner: User, peer: User) -> tuple[User, User]:
    """The learner has said how to reach them, the peer has not; both were chosen for each other this week."""
    phases = make_phases()
    fields = {"discoverable": True, "topics": ["vision"], "language": "ko"}
    for place, person in enumerate((learner, peer), start=1):
        User.objects.filter(pk=person.pk).update(**fields, contact="seoyeon@example.org" if place == 1 else "")
        set_out(person, phases, at=place)
    trail.forget()
    surface()
    return learner, peer


def written(page: Page) -> None:
    """From Today to the person, to the message, to its being sent."""
    page.goto("/")
    page.get_by_role("link", name="Aiko Mori").click()
    page.get_by_role("link", name="인사 쓰기").click()
    page.get_by_label("보낼 글").fill(TEXT)


def test_two_meet_and_a_block_closes_all_doors(browse: Browse, two: tuple[User, User], complaints: Complaints) -> None:
    mine, theirs = browse(user=two[0]), browse(user=two[1], width=390)
    written(mine)
    expect(mine.locator("output.count")).to_have_text("7 / 150단어")
    mine.reload()
    expect(mine.get_by_label("보낼 글")).to_have_value(TEXT)
    expect(mine.get_by_text("쓰던 글을 되살렸어요.")).to_be_visible()
    assert not faults(mine)

    mine.get_by_role("button", name="인사 보내기").click()
    expect(mine.get_by_text("답하지 않는 사람도 많아요")).to_be_visible()
    assert mine.evaluate("localStorage.length") == 0

    theirs.goto("/peers/")
    assert not faults(theirs)
    theirs.get_by_label("연락할 방법").fill("aiko@example.org")
    theirs.get_by_role("button", name="인사 받기").click()
    expect(theirs.get_by_role("link", name="seoyeon@example.org")).to_be_visible()
    mine.goto("/peers/")
    expect(mine.get_by_role("link", name="aiko@example.org")).to_be_visible()

    theirs.get_by_role("link", name="차단하기").click()
    theirs.locator("main").get_by_role("button", name="차단하기").click()

    complaints.expect("status of 404")
    for page, other in ((mine, "Aiko Mori"), (theirs, "박서연")):
        page.goto("/peers/")
        expect(page.locator("main")).not_to_contain_text(other)
    answer = mine.goto("/@aiko/")
    assert answer
    assert answer.status == 404


def test_without_script_all_of_it_works_too(browse: Browse, two: tuple[User, User]) -> None:
    mine, theirs = browse(user=two[0], javascript=False), browse(user=two[1], javascript=False)
    written(mine)
    mine.get_by_role("button", name="인사 보내기").click()

    theirs.goto("/peers/")
    theirs.get_by_role("button", name="받지 않기").click()

    expect(theirs.locator("main")).not_to_contain_text("바퀴 글을")
    assert Introduction.objects.get().state == "declined"
    mine.goto("/peers/")
    expect(mine.get_by_text("답하지 않는 사람도 많아요")).to_be_visible()
    mine.get_by_text("내가 쓴 글").click()
    mine.get_by_role("button", name="인사 거두기").click()
    expect(mine.get_by_text("보낸 인사를 거뒀어요")).to_be_visible()
