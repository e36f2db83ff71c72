"""From Monday's hour, with a real beat and worker, to two who are in touch, and to the block that closes every door."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from notices.models import Pulse
from peers.models import RingPlace, Suggestion
from roadmap import trail
from tests.flows.conftest import Browse, Complaints
from tests.notices.post_office import PostOffice, Processes, flush, opened, until
from tests.peers.conftest import make_phases, set_out

MONDAY = datetime(2026, 4, 13, 0, 5, tzinfo=UTC)
NEXT_MONDAY = datetime(2026, 4, 20, 0, 5, tzinfo=UTC)
TEXT = "I read your post on the tyre tracks to the end.\n\nWhich camera was it?"

At = Callable[[datetime], datetime]


@pytest.fixture
def office() -> PostOffice:
    return PostOffice()


@pytest.fixture
def monday(office: PostOffice, transactional_db: None, tmp_path: Path, at: At) -> Iterator[None]:
    """A real beat and a real worker, over this database and broker, for whom it becomes Monday."""
    flush()
    at(MONDAY - timedelta(minutes=30))
    with opened(office) as port:
        processes = Processes(port, tmp_path)
        processes.beat()
        processes.worker()
        until(Pulse.objects.filter(name="beat").exists)
        at(MONDAY)
        yield
        processes.close()


@pytest.fixture
def two(transactional_db: None, learner: User, peer: User) -> tuple[User, User]:
    phases = make_phases()
    for place, person in enumerate((learner, peer), start=1):
        contact = f"write-to-{person.handle}@example.org"
        fields = {"discoverable": True, "topics": ["vision"], "language": "en", "contact": contact}
        User.objects.filter(pk=person.pk).update(**fields)
        set_out(person, phases, at=place)
    User.objects.filter(pk=learner.pk).update(name="Seoyeon Park")
    trail.forget()
    return learner, peer


def status(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer
    return answer.status


def test_on_monday_two_are_suggested_who_meet_until_a_block(
    browse: Browse, two: tuple[User, User], monday: None, office: PostOffice, complaints: Complaints, at: At
) -> None:
    complaints.expect("404")
    mine, theirs = browse(language="en", user=two[0]), browse(language="en", user=two[1])
    until(lambda: Suggestion.objects.count() == 2)

    mine.goto("/")
    mine.get_by_role("link", name="Aiko Mori").click()
    mine.get_by_role("link", name="Write to them").click()
    mine.get_by_label("Your message").fill(TEXT)
    mine.locator("main").get_by_role("button", name="Send it").click()
    until(lambda: office.letters)

    assert [letter["To"] for letter in office.letters] == ["aiko@example.org"]
    assert "camera" not in office.letters[0].as_string()
    theirs.goto("/notices/")
    theirs.get_by_role("button", name="Someone wrote to you").click()
    expect(theirs.get_by_text("Which camera was it?")).to_be_visible()
    expect(theirs.get_by_text("write-to-seoyeon@example.org")).to_have_count(0)
    theirs.get_by_role("button", name="Accept", exact=True).click()
    expect(theirs.get_by_role("link", name="write-to-seoyeon@example.org")).to_be_visible()
    mine.goto("/peers/")
    expect(mine.get_by_role("link", name="write-to-aiko@example.org")).to_be_visible()

    theirs.get_by_role("link", name="Block").first.click()
    theirs.locator("main").get_by_role("button", name="Block").click()

    for page, other in ((mine, two[1]), (theirs, two[0])):
        name = User.objects.get(pk=other.pk).name
        for address in ("/", "/peers/", "/feed/", "/notices/"):
            page.goto(address)
            expect(page.locator("main")).not_to_contain_text(name)
            expect(page.locator("main")).not_to_contain_text("write-to-")
        assert [status(page, f"/{way}/") for way in (f"@{other.handle}", f"peers/{other.handle}/write")] == [404, 404]

    at(NEXT_MONDAY)
    until(lambda: RingPlace.objects.filter(week=NEXT_MONDAY.date(), served_at__isnull=False).count() == 2)
    assert not Suggestion.objects.filter(week=NEXT_MONDAY.date()).exists()
