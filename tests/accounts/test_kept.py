"""Nothing typed is lost when a session or a form's token has gone."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path
from pytest_django.asserts import assertContains, assertNotContains

from accounts.access import members
from accounts.models import User
from kit.http import Req

NOTE = "오늘은 역전파를 손으로 풀었다.\n<b>세 번</b> 틀렸다."
FORM = {
    "text": NOTE,
    "minutes": "90",
    "topics": ["vision", "art"],
    "password": "brown-dog-7-lakes",
    "csrfmiddlewaretoken": "x",
}


@members
def note(request: Req) -> HttpResponse:
    return HttpResponse(f"kept {request.POST.get('text', '')}")


urlpatterns = [path("note/", note), path("", include("config.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def strict(language: str = "en") -> Client:
    return Client(enforce_csrf_checks=True, headers={"accept-language": language, "origin": "http://testserver"})


def holds_everything_but_secrets(page: Any, status: int = 403) -> None:
    assertContains(
        page, "오늘은 역전파를 손으로 풀었다.\n&lt;b&gt;세 번&lt;/b&gt; 틀렸다.</textarea>", status_code=status
    )
    assertContains(page, 'name="minutes" value="90"', status_code=status)
    assertContains(page, 'name="topics" value="vision"', status_code=status)
    assertContains(page, 'name="topics" value="art"', status_code=status)
    assertContains(page, '<form class="form" method="post" action="/note/?from=today">', status_code=status)
    assertNotContains(page, "brown-dog", status_code=status)
    assert page.content.decode().split("</main>")[0].count("csrfmiddlewaretoken") == 1


def test_who_lost_the_session_while_writing_sees_the_text_and_a_way_to_sign_in() -> None:
    page = Client(headers={"accept-language": "en"}).post("/note/?from=today", FORM)

    holds_everything_but_secrets(page)
    assertContains(page, "You were no longer signed in", status_code=403)
    assertContains(page, 'href="/accounts/login/?next=%2Fnote%2F"', status_code=403)


def test_it_is_said_in_korean_too() -> None:
    page = Client(headers={"accept-language": "ko"}).post("/note/?from=today", FORM)

    assertContains(page, "쓴 글은 여기 그대로 있어요", status_code=403)


def test_a_stale_token_is_no_loss_and_the_page_can_be_sent_again(learner: User) -> None:
    client = strict()
    client.force_login(learner)

    page = client.post("/note/?from=today", FORM)
    token = page.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    again = client.post("/note/?from=today", {"text": NOTE, "csrfmiddlewaretoken": token})

    holds_everything_but_secrets(page)
    assert again.content.decode() == f"kept {NOTE}"


def test_what_a_stranger_s_page_sends_is_not_one_press_away_from_being_done(learner: User) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en", "origin": "https://evil.example"})
    client.force_login(learner)

    page = client.post("/note/", FORM)

    assertContains(page, NOTE[:10], status_code=403)
    assertNotContains(page, "다시 보내기", status_code=403)
    assertNotContains(page, "Send it again", status_code=403)


def test_an_inner_part_of_a_page_is_replaced_as_a_whole() -> None:
    page = Client(headers={"accept-language": "en", "hx-request": "true"}).post("/note/?from=today", FORM)

    holds_everything_but_secrets(page, status=200)
    assert page.headers["HX-Retarget"] == "body"


def test_a_visitor_who_only_reads_is_sent_to_sign_in_and_comes_back() -> None:
    assert Client().get("/note/?from=today").url == "/accounts/login/?next=/note/%3Ffrom%3Dtoday"


def test_a_newcomer_is_led_to_the_welcome_page_first(signed_in) -> None:
    newcomer = User.objects.create_user("new@example.org")

    assert signed_in(newcomer).get("/note/").url == "/welcome/?next=%2Fnote%2F"


@override_settings(CONTACT_ADDRESS="people@example.org")
def test_who_is_suspended_reads_why_and_how_to_write_to_us(signed_in, learner: User) -> None:
    User.objects.filter(pk=learner.pk).update(suspended_at=learner.created_at, suspended_because="남의 글을 올렸어요.")
    client = signed_in(learner)

    page = client.get("/note/", follow=True)

    assert page.redirect_chain == [("/suspended/", 302)]
    assertContains(page, "남의 글을 올렸어요.")
    assertContains(page, "mailto:people@example.org")


def test_who_is_not_suspended_has_no_such_page(signed_in, learner: User) -> None:
    assert signed_in(learner).get("/suspended/").url == "/"


def test_a_password_is_never_shown_again(learner: User) -> None:
    client = strict()
    client.force_login(learner)
    forms = (
        {"email": learner.email, "password": "a dog by lake 7"},
        {"current": "a dog by lake 7", "new": "eight swans"},
    )

    pages = [
        client.post(place, form).content.decode()
        for place, form in zip(("/accounts/login/", "/settings/password/"), forms, strict=True)
    ]

    assert not [page for page in pages if "a dog by lake 7" in page or "eight swans" in page]


@pytest.mark.parametrize(
    ("before", "back"),
    [
        ("http://testserver/en/roadmap/", "/en/roadmap/"),
        ("http://testserver//evil.example/", "/note/"),
        ("https://evil.example//evil.example/", "/note/"),
        ("http://[", "/note/"),
    ],
)
def test_the_way_back_stays_within_the_site(before: str, back: str) -> None:
    page = Client(headers={"accept-language": "en", "referer": before}).post("/note/", FORM)

    assertContains(page, f'href="{back}">Back to the page', status_code=403)
