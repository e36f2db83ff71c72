from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from accounts.devices import device_of
from accounts.models import Session, User
from kit import clock

WINDOWS_FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (WINDOWS_FIREFOX, "Firefox · Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) … Safari/604.1",
            "Safari · iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) … SamsungBrowser/27.0 Chrome/125.0",
            "Samsung Internet · Android",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) … Chrome/140.0.0.0 Safari/537.36", "Chrome · Mac"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) … Chrome/140.0 Whale/4.30 Safari/537.36", "Whale · Windows"),
        ("curl/8.5.0", ""),
        ("", ""),
    ],
)
def test_a_device_is_said_in_few_words(user_agent: str, device: str) -> None:
    assert device_of(user_agent) == device


def test_a_session_knows_whose_it_is_on_what_and_since_which_day_and_no_more(learner: User) -> None:
    client = Client(headers={"user-agent": WINDOWS_FIREFOX})
    client.force_login(learner)
    client.get("/")

    row = Session.objects.running(learner, clock.now()).get()

    assert (row.device, row.seen_on) == ("Firefox · Windows", learner.calendar_day())
    assert "Mozilla" not in str(row.get_decoded())
    assert row.session_key not in row.name


def test_a_visitor_s_session_is_nobody_s(visitor: Client, db: None) -> None:
    session = visitor.session
    session["start"] = {"phase": "start"}
    session.save()

    assert Session.objects.get().user is None


def test_ending_a_session_is_deleting_its_row(signed_in, learner: User) -> None:
    client = signed_in(learner)

    Session.objects.all().delete()

    assert client.get("/welcome/").url.startswith("/accounts/login/")


def test_being_seen_is_written_down_once_a_day(signed_in, learner: User, django_assert_max_num_queries) -> None:
    client = signed_in(learner)

    with django_assert_max_num_queries(3):
        client.get("/welcome/")


def test_a_session_that_begins_in_a_moved_world_lasts_as_long_as_any(
    at: Callable[[datetime], datetime], learner: User
) -> None:
    at(clock.now() + timedelta(days=100))
    client = Client()

    client.force_login(learner)

    assert client.get("/settings/").status_code == 200
    assert Session.objects.get(user=learner).expire_date > clock.now() + timedelta(days=59)
