"""Pages kept for visitors: made once, never from or for somebody who is signed in, at most two seconds old."""

import gzip
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import Client, RequestFactory

from accounts.models import User
from config.middleware import same_for_all
from roadmap import trail
from roadmap.models import Edition, Step
from roadmap.trail import memory
from tests.conftest import make_member

pytestmark = pytest.mark.django_db

PLACES = ("/", "/roadmap/", "/roadmap/start/learn-words/", "/roadmap/guides/forums/", "/resources/", "/search/")
STEP = "/roadmap/start/learn-words/"


@pytest.fixture
def browser(small_roadmap: Path) -> Client:
    """A visitor's, which takes pages compressed, as all do."""
    return Client(headers={"accept-language": "ko", "accept-encoding": "gzip"})


def text(response: HttpResponse) -> str:
    return gzip.decompress(response.content).decode()


def changed_elsewhere(**fields: str) -> None:
    """Somebody edits the roadmap in another process."""
    Step.objects.filter(key="learn-words").update(**fields)
    Edition.objects.update(version=uuid4())


def two_seconds_later() -> None:
    memory._memory.good_until = 0.0


@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_made_once_and_then_handed_out_as_it_was_made(browser: Client, place: str) -> None:
    first = browser.get(place)

    again = browser.get(place)

    assert again.content == first.content  # byte by byte: compressing anew would differ
    assert again.headers == first.headers
    assert again.headers["Content-Encoding"] == "gzip"


def test_what_is_changed_in_another_process_shows_within_two_seconds(browser: Client) -> None:
    browser.get(STEP)
    changed_elsewhere(title_ko="새 이름")
    assert "새 이름" not in text(browser.get(STEP))

    two_seconds_later()

    assert "새 이름" in text(browser.get(STEP))


def test_what_is_changed_in_this_process_shows_at_once(browser: Client) -> None:
    browser.get(STEP)
    changed_elsewhere(title_ko="새 이름")

    trail.forget()  # as whoever edits does

    assert "새 이름" in text(browser.get(STEP))


@pytest.mark.parametrize("place", PLACES)
def test_who_is_signed_in_is_never_given_a_visitors_page_nor_the_other_way_round(
    browser: Client, signed_in: Callable[[User], Client], learner: User, place: str
) -> None:
    browser.get(place)

    own = signed_in(learner).get(place, headers={"accept-encoding": "gzip"})

    assert 'href="/settings/"' in text(own)
    assert "private" in own.headers["Cache-Control"]
    assert "ETag" not in own.headers
    assert 'href="/settings/"' not in text(browser.get(place))


def test_who_is_signed_in_does_not_fill_what_is_kept(
    browser: Client, signed_in: Callable[[User], Client], learner: User
) -> None:
    signed_in(learner).get("/roadmap/", headers={"accept-encoding": "gzip"})

    assert same_for_all._kept(trail.current()) == {}


def test_a_message_that_waits_is_told_to_the_one_it_waits_for_alone(browser: Client) -> None:
    browser.get("/roadmap/")
    told = Client(headers={"accept-language": "ko", "accept-encoding": "gzip"})
    told.cookies["messages"] = waiting("다 지웠어요.")

    assert "다 지웠어요." in text(told.get("/roadmap/"))
    assert "다 지웠어요." not in text(browser.get("/roadmap/"))
    assert "다 지웠어요." not in text(told.get("/roadmap/"))


def waiting(words: str) -> str:
    """The cookie of somebody who is still to be told something."""
    storage, response = CookieStorage(RequestFactory().get("/")), HttpResponse()
    storage.add(constants.SUCCESS, words)
    storage.update(response)
    return response.cookies["messages"].value


def test_operators_still_see_what_stands_still(browser: Client, signed_in: Callable[[User], Client]) -> None:
    browser.get("/roadmap/")
    operator = make_member("operator", is_staff=True, is_superuser=True)

    assert 'class="stall"' in signed_in(operator).get("/roadmap/").content.decode()
    assert 'class="stall"' not in text(browser.get("/roadmap/"))


def test_each_language_and_each_kind_of_address_is_kept_by_itself(browser: Client) -> None:
    english = Client(headers={"accept-language": "en", "accept-encoding": "gzip"})
    chosen = Client(headers={"accept-language": "ko", "accept-encoding": "gzip"})
    chosen.cookies["language"] = "en"

    for _ in range(2):
        assert '<html lang="ko">' in text(browser.get("/roadmap/"))
        assert '<html lang="en">' in text(english.get("/roadmap/"))
        assert '<html lang="en">' in text(chosen.get("/roadmap/"))
        assert 'href="/en/resources/"' in text(browser.get("/en/roadmap/"))
        assert 'href="/en/resources/"' not in text(english.get("/roadmap/"))


def test_head_says_what_get_says(browser: Client) -> None:
    asked_first, shown, asked_later = browser.head(STEP), browser.get(STEP), browser.head(STEP)

    assert asked_first.headers == shown.headers == asked_later.headers
    assert asked_first.content == asked_later.content == b""


def test_a_browser_that_has_the_page_is_not_sent_it_again_until_it_changed(browser: Client) -> None:
    has = {"if-none-match": browser.get(STEP).headers["ETag"]}

    again = browser.get(STEP, headers=has)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "no-cache"

    changed_elsewhere(title_ko="새 이름")
    two_seconds_later()
    assert browser.get(STEP, headers=has).status_code == 200


def test_what_nobody_understands_in_an_address_is_not_kept(browser: Client) -> None:
    for place in ("/roadmap/?x=1", "/resources/?x=1", "/search/?q=anki", "/roadmap/start/nowhere/", "/roadmap/start"):
        browser.get(place)

    browser.get("/resources/?kind=book")

    assert [path + query for path, query, _language in same_for_all._kept(trail.current())] == ["/resources/kind=book"]


def test_what_is_kept_has_an_end(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(same_for_all, "MOST_KEPT", 3)

    for place in PLACES:
        assert browser.get(place).status_code == 200

    assert len(same_for_all._kept(trail.current())) <= 3


def test_a_host_that_is_none_of_ours_is_refused_all_the_same(browser: Client) -> None:
    browser.get("/roadmap/")

    assert browser.get("/roadmap/", headers={"host": "elsewhere.example"}).status_code == 400


def test_who_takes_nothing_compressed_gets_the_page_as_it_is(browser: Client, visitor: Client) -> None:
    browser.get("/roadmap/")

    assert '<html lang="ko">' in visitor.get("/roadmap/").content.decode()


def test_a_page_with_a_form_of_ours_is_not_kept(browser: Client) -> None:
    browser.get("/start/")

    assert same_for_all._kept(trail.current()) == {}
