import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from pytest_django.asserts import assertContains

from accounts import time_zones
from accounts.models import User
from roadmap.models import Enrollment, Phase

WELCOME = "/welcome/"
ANSWERS = {
    "name": "박하은",
    "handle": "Haeun",
    "about": "별 사진을 찍어요",
    "time_zone": "Asia/Seoul",
    "discoverable": "",
}


@pytest.fixture
def newcomer(db: None) -> User:
    return User.objects.create_user("haeun@example.org", language="en")


@pytest.fixture
def theory(db: None) -> Phase:
    return Phase.objects.create(
        key="theory", place=3, title_ko="이론", title_en="Theory", aim_ko="", aim_en="", months_low=1, months_high=4
    )


def answered(client: Client, **start: Any) -> Client:
    session = client.session
    session["start"] = {"phase": "theory", "hours": 12, "role": "applied", "topics": ["vision", "sound"]} | start
    session.save()
    return client


def test_a_newcomer_becomes_a_member_on_the_roadmap(signed_in, newcomer: User, theory: Phase) -> None:
    client = answered(signed_in(newcomer))

    answer = client.post(WELCOME, ANSWERS)

    newcomer.refresh_from_db()
    enrollment = Enrollment.objects.get(learner=newcomer)
    assert answer.url == "/"
    assert newcomer.is_member
    assert (newcomer.name, newcomer.handle, newcomer.time_zone) == ("박하은", "haeun", "Asia/Seoul")
    assert (newcomer.target_role, newcomer.topics) == ("applied", ["vision", "sound"])
    assert (enrollment.first_phase, enrollment.hours_a_week) == (theory, 12)
    assert "start" not in client.session


@pytest.mark.parametrize(("answer", "kept"), [("", None), ("yes", True), ("no", False)])
def test_whether_one_may_be_suggested_is_asked_with_no_answer_preselected(
    signed_in, newcomer: User, theory: Phase, answer: str, kept: bool | None
) -> None:
    client = answered(signed_in(newcomer))

    assert "checked" not in client.get(WELCOME).content.decode()
    client.post(WELCOME, ANSWERS | {"discoverable": answer})

    newcomer.refresh_from_db()
    assert newcomer.discoverable is kept


@pytest.mark.parametrize("start", [{"phase": "gone"}, {"hours": "many"}, {"hours": 400}])
def test_answers_that_make_no_sense_any_more_are_asked_again(
    signed_in, newcomer: User, theory: Phase, start: dict[str, Any]
) -> None:
    answer = answered(signed_in(newcomer), **start).post(WELCOME, ANSWERS | {"next": "/roadmap/"})

    newcomer.refresh_from_db()
    assert newcomer.is_member
    assert answer.url == "/start/?next=%2Froadmap%2F"


def test_without_answers_the_start_page_asks(signed_in, newcomer: User) -> None:
    assert signed_in(newcomer).post(WELCOME, ANSWERS).url == "/start/?next=%2F"


def test_after_the_welcome_one_goes_where_one_was_going(signed_in, newcomer: User, theory: Phase) -> None:
    client = answered(signed_in(newcomer))

    page = client.get(f"{WELCOME}?next=/roadmap/")
    answer = client.post(WELCOME, ANSWERS | {"next": "/roadmap/"})

    assertContains(page, 'value="/roadmap/"')
    assert answer.url == "/roadmap/"


def test_nobody_is_led_to_another_site(signed_in, newcomer: User, theory: Phase) -> None:
    assert answered(signed_in(newcomer)).post(WELCOME, ANSWERS | {"next": "//evil.example/"}).url == "/"


def test_a_double_click_changes_nothing(signed_in, newcomer: User, theory: Phase) -> None:
    client = answered(signed_in(newcomer))
    client.post(WELCOME, ANSWERS)

    assert client.post(WELCOME, ANSWERS | {"handle": "another"}).url == "/"

    newcomer.refresh_from_db()
    assert newcomer.handle == "haeun"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("handle", "seoyeon", "Somebody has this one"),
        ("handle", "settings", "for the site itself"),
        ("handle", "서연", "Use 3–30 letters a–z, digits or hyphens"),
        ("handle", "", "Choose a handle"),
        ("name", "", "Write the name that others will see"),
        ("name", "가" * 61, "within 60 characters"),
        ("about", "가" * 161, "within 160 characters"),
        ("time_zone", "Mars/Olympus", "Choose the city"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    signed_in, newcomer: User, learner: User, field: str, value: str, said: str
) -> None:
    page = signed_in(newcomer).post(WELCOME, ANSWERS | {field: value})

    newcomer.refresh_from_db()
    assert not newcomer.is_member
    assertContains(page, said, status_code=422)
    assertContains(page, "별 사진을 찍어요" if field != "about" else "박하은", status_code=422)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("seoyeon", "Somebody has this one"),
        ("haeun", "You can have this one"),
        ("@Haeun", "You can have this one"),
        ("admin", "for the site itself"),
        ("a", "Use 3–30"),
    ],
)
def test_a_handle_is_looked_up_while_it_is_typed(
    signed_in, newcomer: User, learner: User, typed: str, said: str
) -> None:
    assertContains(signed_in(newcomer).get("/welcome/handle/", {"handle": typed}), said)


def test_korean_narrows_the_time_zone_to_one_and_english_asks(signed_in, newcomer: User) -> None:
    client = signed_in(newcomer)

    assertContains(client.get(WELCOME), '<option value="" selected>Choose a city</option>')
    User.objects.filter(pk=newcomer.pk).update(language="ko")
    assertContains(client.get(WELCOME), '<option value="Asia/Seoul" selected>서울</option>')


def test_every_city_that_korean_lists_has_a_korean_name() -> None:
    with translation.override("ko"):
        listed = time_zones.options()

    assert not re.findall(r">([ -~]+)</option>", listed)


def test_an_older_name_of_a_time_zone_is_understood(signed_in, newcomer: User, theory: Phase) -> None:
    answered(signed_in(newcomer)).post(WELCOME, ANSWERS | {"time_zone": "Asia/Calcutta"})

    newcomer.refresh_from_db()
    assert newcomer.time_zone == "Asia/Calcutta"


def test_a_visitor_signs_in_first(visitor: Client, db: None) -> None:
    assert visitor.get(WELCOME).url == "/accounts/login/?next=/welcome/"


def test_a_member_needs_no_welcome(signed_in, learner: User) -> None:
    assert signed_in(learner).get(WELCOME).url == "/"


def test_all_there_is_to_mend_is_said_at_once(signed_in, newcomer: User, learner: User) -> None:
    for handle, why in (("a b", "Use 3–30 letters"), (learner.handle, "Somebody has this one")):
        answers = ANSWERS | {"handle": handle, "time_zone": ""}
        page = signed_in(newcomer).post(WELCOME, answers).content.decode()

        assert 'href="#id_time_zone"' in page
        assert 'href="#id_handle"' in page
        assert why in page
