import pytest
from django.test import Client

from accounts.models import User

HERE = "/settings/language/"


def test_the_foot_of_a_page_changes_the_language_and_stays_there(signed_in, learner: User) -> None:
    client = signed_in(learner)
    assert 'name="back" value="/log/?q=%EB%9D%BC"' in client.get("/log/?q=%EB%9D%BC").content.decode()

    answer = client.post(HERE, {"language": "en", "back": "/log/?q=%EB%9D%BC"})

    assert answer.url == "/log/?q=%EB%9D%BC"
    assert '<html lang="en"' in client.get("/log/").content.decode()


def test_a_page_with_a_language_in_its_address_is_left_for_the_bare_one(signed_in, learner: User) -> None:
    assert 'name="back" value="/roadmap/"' in signed_in(learner).get("/ko/roadmap/").content.decode()


@pytest.mark.parametrize(
    ("sent", "to"),
    [({"language": "fr"}, "/"), ({"back": "//evil.example/"}, "/"), ({"language": "", "back": "/log/"}, "/log/")],
)
def test_what_is_no_language_changes_nothing_and_nobody_is_led_away(
    signed_in, learner: User, sent: dict[str, str], to: str
) -> None:
    assert signed_in(learner).post(HERE, sent).url == to
    learner.refresh_from_db()
    assert learner.language == "ko"


def test_a_visitor_gets_the_same_page_at_another_address(visitor: Client, db: None) -> None:
    page = visitor.get("/accounts/login/").content.decode()

    assert HERE not in page
    assert '<a href="/en/"' in page


def test_the_settings_answer_in_the_language_just_chosen(signed_in, learner: User) -> None:
    sent = {"language": "en", "time_zone": "Asia/Seoul", "day_ends_at": "4"}

    page = signed_in(learner).post("/settings/time/", sent, follow=True).content.decode()

    assert "Language and time are saved." in page


def test_signing_out_gives_a_word(signed_in, learner: User) -> None:
    assert "로그아웃했어요." in signed_in(learner).post("/accounts/logout/", follow=True).content.decode()
