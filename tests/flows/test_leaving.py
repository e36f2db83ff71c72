"""Somebody deletes their account: hidden at once, back with one sign-in, gone after two weeks."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.storage import default_storage
from playwright.sync_api import Page, expect

from accounts.models import User
from home.tasks import tidy
from kit import clock
from portfolio.actions import entries, pictures
from portfolio.models import Entry, Picture
from tests.browsing import faults
from tests.flows.conftest import Browse, Complaints
from tests.pictures import upload


@pytest.fixture
def aiko(transactional_db: None, peer: User) -> User:
    """She reads English, and shows an entry with a picture to everybody."""
    cache.clear()  # the limits of sign-in
    now = clock.now()
    picture = pictures.keep(peer, upload(), now=now)
    said = {"text": f"Labelled 320 photos. ![The path]({picture.address})", "minutes": 90, "visibility": "public"}
    entries.log(peer, form_key=uuid4(), now=now, day=peer.day(now), **said)
    return peer


def leave(page: Page, *, javascript: bool = True) -> None:
    page.goto("/settings/")
    page.get_by_role("link", name="Delete account").click()
    assert not faults(page, javascript=javascript)
    page.get_by_label("Type your handle").fill("aiko")
    page.locator("main").get_by_role("button", name="Delete account").click()
    expect(page.get_by_role("heading", name="You have left")).to_be_visible()
    assert not faults(page, javascript=javascript)


def seen(page: Page) -> list[int]:
    """What her page, her entry and its picture answer to whom the page belongs; the picture is asked for past any cache."""
    entry, picture = Entry.objects.get(), Picture.objects.get()
    pages = [page.goto("/@aiko/"), page.goto(f"/log/{entry.pk}/")]
    return [answer.status for answer in (*pages, page.request.get(picture.address)) if answer]


def digits() -> str:
    found = re.search(r"^\d{6}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found.group()


@pytest.mark.parametrize("javascript", [True, False])
def test_who_leaves_is_hidden_at_once_and_comes_back_by_signing_in(
    browse: Browse, aiko: User, learner: User, complaints: Complaints, javascript: bool
) -> None:
    complaints.expect("404")
    hers, other, stranger = browse(language="en", user=aiko, javascript=javascript), browse(user=learner), browse()
    assert [*seen(other), *seen(stranger)] == [200] * 6

    leave(hers, javascript=javascript)

    assert [*seen(other), *seen(stranger)] == [404] * 6
    hers.goto("/log/")
    hers.get_by_label("E-mail address").fill(aiko.email)
    hers.get_by_role("button", name="Continue").click()
    hers.get_by_label("The six digits").fill(digits())
    hers.locator("main").get_by_role("button", name="Sign in").click()
    expect(hers.get_by_role("heading", name="Your account is being deleted")).to_be_visible()
    assert not faults(hers, javascript=javascript)
    assert seen(other) == [404] * 3  # signing in alone shows nothing of hers again
    hers.get_by_role("button", name="Come back").click()

    expect(hers.get_by_text("Good to have you back.")).to_be_visible()
    assert [*seen(other), *seen(stranger)] == [200] * 6
    hers.goto("/log/")
    expect(hers.get_by_text("Labelled 320 photos.")).to_be_visible()


def test_after_two_weeks_the_night_takes_it_all(
    browse: Browse, aiko: User, learner: User, complaints: Complaints, at: Callable[[datetime], datetime]
) -> None:
    complaints.expect("404")
    hers, other = browse(language="en", user=aiko), browse(user=learner)
    picture = Picture.objects.get()
    now = clock.now()
    leave(hers)

    at(now + timedelta(days=13))
    tidy()
    assert User.objects.filter(pk=aiko.pk).exists()
    assert default_storage.exists(picture.path)
    at(now + timedelta(days=14, minutes=1))
    tidy()

    assert not User.objects.filter(pk=aiko.pk).exists()
    assert not Entry.objects.exists()
    assert not default_storage.exists(picture.path)
    answer = other.goto("/@aiko/")
    assert answer
    assert [answer.status, other.request.get(picture.address).status] == [404, 404]
