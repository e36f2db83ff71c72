import re

import pytest
from django.core import mail as outbox
from django.test import Client

from accounts.models import User
from kit import clock
from notices.actions import preferences
from notices.actions.deliver import deliver
from notices.kinds import Kind
from notices.models import Preference
from notices.models.preference import MailWish
from notices.stopping import back_path, stop_path
from tests.notices.conftest import greet

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranger() -> Client:
    """Whoever holds the address: no session, and no token against forged forms."""
    return Client(enforce_csrf_checks=True, headers={"accept-language": "en"})


def wish_of(user: User) -> str:
    return Preference.objects.get(user=user).mail


def test_opening_the_address_only_asks(stranger: Client, learner: User) -> None:
    preferences.ensure(learner, clock.now())

    page = stranger.get(stop_path(learner.pk, calm=True))

    assert "알림 메일을 그만 받을까요?" in page.content.decode()
    assert '<html lang="ko"' in page.content.decode()
    assert wish_of(learner) == "all"


@pytest.mark.parametrize(
    ("calm", "before", "after"),
    [
        (True, "all", "answers"),
        (True, "answers", "answers"),
        (True, "none", "none"),
        (False, "all", "none"),
        (False, "answers", "none"),
    ],
)
def test_one_post_without_signing_in_stops_that_mail_and_no_more(
    stranger: Client, learner: User, calm: bool, before: MailWish, after: str
) -> None:
    preferences.wish(learner, mail=before, hour=19, now=clock.now())

    answer = stranger.post(stop_path(learner.pk, calm=calm), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert wish_of(learner) == after


def test_it_can_be_taken_back_from_the_page_that_says_so(learner: User) -> None:
    preferences.ensure(learner, clock.now())
    browser = Client()
    page = browser.post(stop_path(learner.pk, calm=True)).content.decode()
    back = re.search(r'action="([^"]+)"', page)
    assert back

    browser.post(back[1])

    assert wish_of(learner) == "all"


def test_taking_back_is_a_form_of_ours_and_wants_its_token(stranger: Client, learner: User) -> None:
    preferences.wish(learner, mail=MailWish.NONE, hour=19, now=clock.now())

    assert stranger.post(back_path(learner.pk, to=MailWish.ALL)).status_code == 403
    assert wish_of(learner) == "none"


def test_an_address_cannot_be_guessed_or_used_for_another_purpose(stranger: Client, learner: User) -> None:
    stop, back = stop_path(learner.pk, calm=True), back_path(learner.pk, to=MailWish.ALL)

    assert stranger.post(stop[:-3] + "xx/").status_code == 404
    assert stranger.post(stop.replace(stop.split("/")[3], back.split("/")[3])).status_code == 404


def test_an_address_of_somebody_who_left_leads_nowhere(stranger: Client, learner: User) -> None:
    address = stop_path(learner.pk, calm=True)
    learner.delete()

    assert stranger.get(address).status_code == 404


def test_the_address_in_the_mail_works(stranger: Client, learner: User, peer: User, greeting: Kind) -> None:
    greet(learner, peer)
    deliver()
    address = re.search(r"<https?://[^/]+(/[^>]+)>", outbox.outbox[0].message()["List-Unsubscribe"])
    assert address

    stranger.post(address[1], {"List-Unsubscribe": "One-Click"})

    assert wish_of(learner) == "none"
    assert address[1] in outbox.outbox[0].body
