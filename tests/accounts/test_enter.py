import smtplib
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client, RequestFactory

from accounts.actions.enter import CodeSpent, WrongCode, confirm
from accounts.models import User
from accounts.sessions import SessionStore
from tests.conftest import make_member

LOGIN, CODE, NEW_CODE = "/accounts/login/", "/accounts/login/code/", "/accounts/login/code/new/"
PASSWORD = "brown-dog-7-lakes"


class NoServer(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:  # noqa: ARG002 - it takes none
        raise ConnectionRefusedError


class NoSuchAddress(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:  # noqa: ARG002 - it takes none
        raise smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such user")})


class AskAgainLater(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:  # noqa: ARG002 - it takes none
        raise smtplib.SMTPRecipientsRefused({"a@example.org": (450, b"greylisted")})


def text(response: Any) -> str:
    return str(response.content.decode())


def test_an_unknown_address_has_an_account_once_its_code_came_back(korean: Client, newest_code) -> None:
    korean.post(LOGIN, {"email": "Haeun@Example.org", "password": ""})
    assert not User.objects.exists()

    answer = korean.post(CODE, {"code": newest_code()})

    assert answer.url == "/welcome/"
    user = User.objects.get()
    assert (user.email, user.language, user.has_usable_password()) == ("haeun@example.org", "ko", False)
    assert EmailAddress.objects.get(user=user).verified


def test_a_new_account_speaks_the_language_it_was_made_in(english: Client, enter) -> None:
    enter(english, "jonas@example.org")

    assert User.objects.get().language == "en"


def test_a_known_address_gets_in_by_code_and_stays_one_account(english: Client, enter, learner: User) -> None:
    enter(english, learner.email)

    assert User.objects.count() == 1
    assert int(english.session["_auth_user_id"]) == learner.pk


def test_nobody_learns_here_who_has_an_account(learner: User) -> None:
    pages, letters = [], []
    for email in (learner.email, "nobody@example.org"):
        client = Client(headers={"accept-language": "en"})
        client.post(LOGIN, {"email": email})
        pages.append(text(client.get(CODE)).replace(email, "…"))
        letters.append(mail.outbox[-1].subject)

    assert letters[0] == letters[1]
    assert [len(page) for page in pages] == [len(pages[0])] * 2


@pytest.mark.parametrize(
    ("language", "subject", "line"),
    [
        ("ko", "로그인할 때 쓸 숫자", "15분 동안 쓸 수 있어요."),
        ("en", "Your sign-in code", "They work for 15 minutes."),
    ],
)
def test_the_letter_speaks_the_page_s_language_and_hides_its_digits(
    db: None, language: str, subject: str, line: str, newest_code
) -> None:
    Client(headers={"accept-language": language}).post(LOGIN, {"email": "a@example.org"})

    letter = mail.outbox[0]
    html = str(letter.alternatives[0][0])  # type: ignore[attr-defined]
    assert letter.subject == subject
    assert line in letter.body
    assert newest_code() not in letter.subject
    assert newest_code() in html
    assert f'lang="{language}"' in html


def test_a_wrong_code_is_said_and_keeps_everything(english: Client, newest_code) -> None:
    english.post(LOGIN, {"email": "a@example.org", "next": "/roadmap/"})

    page = english.post(CODE, {"code": "12"})

    assert page.status_code == 422
    assert "That’s not the code" in text(page)
    assert "a@example.org" in text(page)
    assert (
        english.post(CODE, {"code": f" {newest_code()[:3]} {newest_code()[3:]} "}).url == "/welcome/?next=%2Froadmap%2F"
    )


def test_after_five_wrong_codes_a_new_one_is_needed_and_the_address_is_still_there(
    english: Client, newest_code
) -> None:
    english.post(LOGIN, {"email": "a@example.org"})
    for _ in range(5):
        last = english.post(CODE, {"code": "x"})

    page = english.get(last.url)

    assert "Five wrong codes" in text(page)
    assert 'value="a@example.org"' in text(page)
    assert english.post(CODE, {"code": newest_code()}).url == LOGIN
    assert not User.objects.exists()


def test_a_code_runs_out(english: Client, newest_code) -> None:
    english.post(LOGIN, {"email": "a@example.org"})
    session = english.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 16 * 60
    session.save()

    answer = english.post(CODE, {"code": newest_code()}, follow=True)

    assert "has run out" in text(answer)
    assert 'value="a@example.org"' in text(answer)


def test_a_new_code_makes_the_old_one_useless(english: Client, newest_code) -> None:
    english.post(LOGIN, {"email": "a@example.org"})
    old = newest_code()

    page = english.post(NEW_CODE, follow=True)

    assert "sent a new code" in text(page)
    assert len(mail.outbox) == 2
    if old != newest_code():
        assert english.post(CODE, {"code": old}).status_code == 422
    assert english.post(CODE, {"code": newest_code()}).status_code == 302


def test_an_address_gets_three_codes_a_minute_and_is_told_so(english: Client) -> None:
    for _ in range(3):
        english.post(LOGIN, {"email": "a@example.org"})

    page = english.post(LOGIN, {"email": "a@example.org"})

    assert page.status_code == 422
    assert "sent several codes already" in text(page)
    assert len(mail.outbox) == 3


STRANGER, NEIGHBOUR = {"REMOTE_ADDR": "203.0.113.5"}, {"REMOTE_ADDR": "198.51.100.7"}


@pytest.fixture
def few_codes(settings) -> None:
    """As in a day, without its minutes: two from one network, three for all strangers, two for a known browser."""
    few = {"code_here": "2/d/key", "code_strangers": "3/d/key", "code_known": "2/d/key"}
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | few


def asked_for_codes(client: Client, times: int, email: str) -> int:
    """How many mails come of so many wishes."""
    before = len(mail.outbox)
    for _ in range(times):
        client.post(LOGIN, {"email": email})
    return len(mail.outbox) - before


@pytest.mark.usefixtures("few_codes")
def test_a_stranger_who_uses_up_their_codes_keeps_nobody_else_out(learner: User, newest_code) -> None:
    assert asked_for_codes(Client(**STRANGER), 9, learner.email) == 2

    assert asked_for_codes(Client(**NEIGHBOUR), 1, learner.email) == 1


@pytest.mark.usefixtures("few_codes")
def test_a_browser_that_signed_in_before_is_counted_by_itself(learner: User, enter) -> None:
    own = enter(Client(**NEIGHBOUR), learner.email)
    own.post("/accounts/logout/")
    for number in range(9):
        asked_for_codes(Client(REMOTE_ADDR=f"203.0.113.{number}"), 1, learner.email)
    assert asked_for_codes(Client(REMOTE_ADDR="192.0.2.1"), 1, learner.email) == 0

    assert asked_for_codes(own, 9, learner.email) == 2


@pytest.mark.usefixtures("few_codes")
def test_what_one_address_has_signed_in_with_says_nothing_for_another(learner: User, peer: User, enter) -> None:
    own = enter(Client(**NEIGHBOUR), peer.email)
    own.post("/accounts/logout/")

    assert peer.email not in own.cookies["known"].value
    assert asked_for_codes(own, 9, learner.email) == 2
    assert asked_for_codes(Client(**STRANGER), 9, learner.email) == 1


def test_without_redis_tries_are_counted_all_the_same(english: Client, settings) -> None:
    nowhere = {"BACKEND": "config.cache.FailsOpen", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": nowhere}
    for _ in range(3):
        english.post(LOGIN, {"email": "without-redis@example.org"})

    page = english.post(LOGIN, {"email": "without-redis@example.org"})

    assert "sent several codes already" in text(page)
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    ("backend", "status", "said"),
    [
        ("NoServer", 503, "couldn’t send the mail"),
        ("AskAgainLater", 503, "couldn’t send the mail"),
        ("NoSuchAddress", 422, "doesn’t know"),
    ],
)
def test_mail_that_cannot_be_sent_is_said_and_loses_nothing(
    english: Client, settings, backend: str, status: int, said: str
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.{backend}"
    session = english.session
    session["start"] = {"phase": "start", "hours": 10, "role": "engineer", "topics": []}
    session.save()

    page = english.post(LOGIN, {"email": "a@example.org", "next": "/roadmap/"})

    assert page.status_code == status
    assert said in text(page)
    assert 'value="a@example.org"' in text(page)
    assert 'value="/roadmap/"' in text(page)
    assert english.session["start"]["hours"] == 10


def test_what_is_no_address_stays_in_the_field(korean: Client) -> None:
    page = korean.post(LOGIN, {"email": "haeun(at)example"})

    assert "name@example.org처럼" in text(page)
    assert 'value="haeun(at)example"' in text(page)
    assert not mail.outbox


def test_a_password_signs_in_at_once(english: Client) -> None:
    make_member("kim", password=PASSWORD)

    answer = english.post(LOGIN, {"email": "KIM@example.org", "password": PASSWORD, "next": "/roadmap/"})

    assert answer.url == "/roadmap/"
    assert not mail.outbox


@pytest.mark.parametrize("email", ["kim@example.org", "nobody@example.org"])
def test_a_wrong_password_is_said_the_same_whoever_it_is(english: Client, email: str) -> None:
    make_member("kim", password=PASSWORD)

    page = english.post(LOGIN, {"email": email, "password": "wrong"})

    assert page.status_code == 422
    assert "don’t go together" in text(page)
    assert f'value="{email}"' in text(page)
    assert "wrong" not in text(page)


def test_six_wrong_passwords_are_too_many(english: Client) -> None:
    make_member("kim", password=PASSWORD)
    for _ in range(5):
        english.post(LOGIN, {"email": "kim@example.org", "password": "wrong"})

    page = english.post(LOGIN, {"email": "kim@example.org", "password": PASSWORD})

    assert "Too many tries" in text(page)


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("http://[", "/"),
        ("/\\evil.example/", "/"),
        ("/log/\nSet-Cookie: a=b", "/log/%0ASet-Cookie:%20a=b"),
        ("/@seoyeon/p/1-노면/", "/@seoyeon/p/1-%EB%85%B8%EB%A9%B4/"),
        (f"/{'a' * 3_000}", "/"),
    ],
)
def test_nobody_is_led_to_another_site_or_into_a_fault(english: Client, settings, wanted: str, led_to: str) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    make_member("kim", password=PASSWORD)

    answer = english.post(LOGIN, {"email": "kim@example.org", "password": PASSWORD, "next": wanted})

    assert answer.url == led_to
    assert english.get(LOGIN, {"next": wanted}).url == led_to


def test_whoever_is_signed_in_is_not_asked_again(signed_in, learner: User) -> None:
    assert signed_in(learner).get(f"{LOGIN}?next=/roadmap/").url == "/roadmap/"


def test_signing_in_keeps_the_answers_of_the_start_page(english: Client, enter) -> None:
    session = english.session
    session["start"] = {"phase": "start", "hours": 10, "role": "engineer", "topics": ["vision"]}
    session.save()

    enter(english, "a@example.org")

    assert english.session["start"]["topics"] == ["vision"]


def test_signing_out_is_a_post(signed_in, learner: User) -> None:
    client = signed_in(learner)

    assert client.get("/accounts/logout/").status_code == 405
    assert client.post("/accounts/logout/").url == "/"
    assert "_auth_user_id" not in client.session


def test_people_who_look_for_a_sign_up_page_find_the_door(english: Client) -> None:
    assert english.get("/accounts/signup/").url == LOGIN


def test_guesses_that_come_at_once_are_counted_like_those_that_come_one_by_one(english: Client, newest_code) -> None:
    english.post(LOGIN, {"email": "a@example.org"})
    guesses = [RequestFactory().post(CODE) for _ in range(5)]
    for guess in guesses:
        guess.session = SessionStore(english.session.session_key)
        guess.user = AnonymousUser()
        assert guess.session["entering"]  # each has read the session before any other is counted

    for guess in guesses:
        with request_context(guess), pytest.raises((WrongCode, CodeSpent)):
            confirm(guess, "x")
        if guess.session.modified:  # as Django does after the view
            guess.session.save()

    assert english.post(CODE, {"code": newest_code()}).url == LOGIN
    assert not User.objects.exists()


def test_an_address_no_mail_server_takes_is_refused_before_it_is_written_to(english: Client) -> None:
    long = f"{'a' * 64}@{'.'.join(['b' * 60] * 3)}.example.org"

    page = english.post(LOGIN, {"email": long})

    assert page.status_code == 422
    assert "Write the whole address" in text(page)
    assert not mail.outbox


def test_a_session_cookie_that_holds_no_key_is_nobody_s(db: None) -> None:
    answer = Client().get(LOGIN, headers={"cookie": r'sessionid="\000abcdefgh"'})

    assert answer.status_code == 200
