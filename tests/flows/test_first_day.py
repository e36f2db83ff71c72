"""An empty site, with its first learner and its first curator: what is not there yet is said, and nothing is broken."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Page, expect

from accounts.models import User
from kit import clock
from peers.actions.ring import week_now
from peers.tasks import surface
from portfolio.models import Entry
from tests.browsing import faults
from tests.flows.conftest import Browse, Complaints

EMPTY = {  # what stands where nobody and nothing is yet
    "/peers/": ("You’re not being suggested", "Nobody yet. Where you see somebody’s page"),
    "/feed/": ("You don’t follow anybody yet",),
    "/milestones/": ("Your milestones go here",),
    "/portfolio/": ("Your milestones go here", "Your projects go here"),
    "/notices/": ("Notices gather here",),
}


@pytest.fixture(autouse=True)
def empty_site(transactional_db: None) -> None:
    """The roadmap and nobody on it, as after `make run` with DEMO=0."""
    cache.clear()  # the limits of sign-in
    call_command("load_roadmap", verbosity=0)


def sign_up(page: Page) -> None:
    page.goto("/")
    assert not faults(page)
    page.locator("main").get_by_role("link", name="Draw your plan").first.click()
    page.get_by_label("E-mail").fill("first@example.org")
    page.get_by_role("button", name="Start with this plan").click()
    found = re.search(r"^\d{6}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    page.get_by_label("The six digits").fill(found.group())
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.get_by_label("Name").fill("Jonas Weber")
    page.get_by_label("Handle").fill("jonas")
    page.get_by_role("button", name="Set off").click()
    expect(page.get_by_role("heading", name="your next step").first).to_be_visible()
    assert not faults(page)


def test_the_first_learner_and_the_first_curator(browse: Browse, complaints: Complaints) -> None:
    complaints.expect("404")
    page = browse(language="en")
    sign_up(page)
    page.get_by_label("What you did").fill("Read the first chapter.")
    page.get_by_role("button", name="Log it").click()
    expect(page.locator(".toast")).to_contain_text("Logged.")
    first = User.objects.get()
    assert Entry.objects.get().owner == first

    for address, said in EMPTY.items():
        answer = page.goto(address)
        assert answer
        assert answer.status == 200, address
        for words in said:
            expect(page.locator("main")).to_contain_text(words)
        assert not faults(page), address

    page.goto("/peers/")
    page.get_by_role("button", name="Suggest me too").click()
    expect(page.locator("main")).to_contain_text("People are chosen on Mondays")

    answer = page.goto("/curate/")
    assert answer
    assert answer.status == 404
    call_command("make_curator", "first@example.org")
    page.goto("/")
    page.get_by_role("link", name="Curat").first.click()
    expect(page.get_by_role("heading", name="Curator’s desk")).to_be_visible()
    expect(page.locator("main")).to_contain_text("No link waits.")
    expect(page.locator("main").get_by_text("Nothing waits here.").first).to_be_visible()
    assert not faults(page)


def test_alone_on_monday_the_first_learner_reads_why(browse: Browse, at: Callable[[datetime], datetime]) -> None:
    page = browse(language="en")
    sign_up(page)
    page.goto("/peers/")
    page.get_by_role("button", name="Suggest me too").click()
    monday = week_now(clock.now()) + timedelta(weeks=1)

    at(datetime.combine(monday, time(9), UTC))
    surface()
    page.goto("/peers/")

    expect(page.locator("main")).to_contain_text("Nobody near you on the trail this week")
    assert not faults(page)
