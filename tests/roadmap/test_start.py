import re
from datetime import date

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from roadmap.actions.enrollment import enroll
from roadmap.models import Enrollment, Phase, Step
from roadmap.trail import forget

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _laid_out(short_trail: list[Step]) -> None:
    forget()


def page(client: Client, address: str = "/start/") -> str:
    return client.get(address).content.decode()


def test_a_visitor_sees_a_plan_before_answering_anything(visitor: Client) -> None:
    answer = visitor.get("/start/")

    assert answer.status_code == 200
    assert "내 계획" in answer.content.decode()
    assert not answer.cookies.get("sessionid")


def test_answers_live_in_the_address_and_redraw_the_plan(visitor: Client) -> None:
    usual, hurried = page(visitor), page(visitor, "/start/?hours=20&phase=second")

    assert "한 주 10시간" in usual
    assert "한 주 20시간" in hurried
    assert "지나왔어요" in hurried
    assert "지나왔어요" not in usual


@pytest.mark.parametrize("nonsense", ["hours=400", "hours=x", "phase=nowhere", "role=king", "topics=cats", "hours="])
def test_nonsense_in_the_address_still_draws_a_plan(visitor: Client, nonsense: str) -> None:
    answer = visitor.get(f"/start/?{nonsense}")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "내 계획" in html
    assert ("목록에서 골라 주세요" in html) is (nonsense != "hours=")


def test_a_fourth_topic_is_refused_with_the_way_out(visitor: Client) -> None:
    html = page(visitor, "/start/?topics=vision&topics=sound&topics=art&topics=life")

    assert "세 가지까지만 담겨요" in html


def test_a_fourth_topic_is_not_dropped_when_the_plan_is_kept(visitor: Client) -> None:
    four = ["vision", "sound", "art", "life"]

    answer = visitor.post("/start/", {"phase": "first", "hours": "6", "topics": four, "email": "new@example.org"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "세 가지까지만 담겨요" in html
    assert all(re.search(f'value="{topic}" checked', html) for topic in four)
    assert not mail.outbox


def test_all_that_is_wrong_is_said_at_once_and_on_top(visitor: Client) -> None:
    answer = visitor.post("/start/", {"hours": "400", "email": ""})

    top, questions = answer.content.decode().split('id="id_phase_0"')
    assert 'href="#id_hours_0"' in top
    assert 'href="#id_email"' in top
    assert top.count("autofocus") == 1
    assert 'id="id_email_error"' in questions


def test_the_plan_is_redrawn_without_a_script_and_the_address_of_who_asks_stays_out_of_it(visitor: Client) -> None:
    answer = visitor.post(
        "/en/start/",
        {"redraw": "yes", "phase": "second", "topics": ["vision", "art"], "next": "/log/", "email": "new@example.org"},
    )

    assert answer.url == "/en/start/?phase=second&topics=vision&topics=art&next=%2Flog%2F"


def test_keeping_a_plan_sends_six_digits_and_keeps_the_answers(visitor: Client) -> None:
    posted = {"phase": "second", "hours": "6", "role": "applied", "topics": ["vision"], "email": "new@example.org"}

    answer = visitor.post("/start/", posted)

    assert answer.status_code == 302
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]
    assert visitor.session["start"] == {"phase": "second", "hours": 6, "role": "applied", "topics": ["vision"]}


def test_an_address_that_is_none_keeps_the_answers_and_what_was_typed(visitor: Client) -> None:
    answer = visitor.post("/start/", {"phase": "second", "hours": "6", "role": "applied", "email": "새봄"})

    assert answer.status_code == 422
    assert 'value="새봄"' in answer.content.decode()
    assert 'href="#id_email"' in answer.content.decode().split('id="id_phase_0"')[0]
    assert "한 주 6시간" in answer.content.decode()
    assert not mail.outbox


def test_a_member_without_a_plan_keeps_this_one(signed_in, learner: User) -> None:
    signed_in(learner).post("/start/", {"phase": "first", "hours": "15", "role": "unknown"})

    assert Enrollment.objects.get(learner=learner).hours_a_week == 15


def test_who_has_a_plan_is_led_back_to_it(signed_in, learner: User) -> None:
    enroll(learner=learner, phase="first", hours_a_week=10, today=date(2026, 3, 2))

    assert "이미 계획이 있어요" in page(signed_in(learner))


def test_who_is_no_member_yet_finishes_that_first_and_keeps_the_answers(signed_in) -> None:
    newcomer = User.objects.create_user("new@example.org")
    client = signed_in(newcomer)

    answer = client.post("/start/", {"phase": "second", "hours": "15", "role": "unknown"})

    assert answer.url.startswith("/welcome/")
    assert client.session["start"]["phase"] == "second"
    assert not Enrollment.objects.exists()


def test_who_is_suspended_reads_why_instead(signed_in, learner: User) -> None:
    User.objects.filter(pk=learner.pk).update(suspended_at=learner.created_at)

    assert signed_in(learner).post("/start/", {"phase": "first", "hours": "15"}).url == "/suspended/"
    assert not Enrollment.objects.exists()


def test_before_the_roadmap_is_loaded_there_is_nothing_to_ask(visitor: Client) -> None:
    Step.objects.all().delete()
    Phase.objects.all().delete()
    forget()

    assert visitor.get("/start/").url == "/roadmap/"


def test_who_was_on_the_way_to_a_page_comes_there_once_there_is_a_plan(signed_in, learner: User) -> None:
    client = signed_in(learner)

    assert page(client, "/start/?next=/log/").count('name="next" value="/log/"') == 1
    assert 'name="next"' not in page(client, "/start/?next=//evil.example/")
    assert client.post("/start/", {"phase": "first", "hours": "15", "next": "/log/"}).url == "/log/"
