from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import User
from kit import clock
from notices.actions.pulse import heard
from notices.kinds import Kind
from notices.models import Mail
from notices.reads import stall_at
from notices.tasks import pulse
from tests.conftest import make_member
from tests.notices.conftest import greet

pytestmark = pytest.mark.django_db

ADDRESS = "/operators/mail/"


@pytest.fixture
def operator(db: None) -> User:
    return make_member("operator", is_staff=True, is_superuser=True)


@pytest.fixture
def refused(learner: User, peer: User, greeting: Kind) -> Mail:
    mail = greet(learner, peer).mail
    Mail.objects.update(state="failed", reason="550 no such mailbox", tries=1)
    assert mail
    return mail


def test_to_everybody_else_the_page_does_not_exist(signed_in, visitor, learner: User, curator: User) -> None:
    assert [client.get(ADDRESS).status_code for client in (visitor, signed_in(learner), signed_in(curator))] == [
        404
    ] * 3


def test_operators_see_what_did_not_arrive_and_why(signed_in, operator: User, refused: Mail) -> None:
    page = signed_in(operator).get(ADDRESS).content.decode()

    assert "seoyeon@example.org" in page
    assert "550 no such mailbox" in page
    assert "greeting" in page


def test_what_failed_this_night_failed_today_and_not_tomorrow(signed_in, operator: User, refused: Mail, at) -> None:
    Mail.objects.update(state_since=at(datetime(2026, 4, 12, 17, 0, tzinfo=UTC)))  # 02:00 in Seoul, before the day ends

    assert ">오늘</time>" in signed_in(operator).get(ADDRESS).content.decode()


def test_what_was_refused_can_be_tried_again(signed_in, operator: User, refused: Mail) -> None:
    signed_in(operator).post(f"{ADDRESS}{refused.pk}/again/")

    again = Mail.objects.get()
    assert (again.state, again.tries) == ("queued", 0)


def test_what_may_have_arrived_is_never_tried_again(signed_in, operator: User, refused: Mail) -> None:
    Mail.objects.update(state="unknown")

    client = signed_in(operator)
    client.post(f"{ADDRESS}{refused.pk}/again/")

    assert Mail.objects.get().state == "unknown"
    assert "다시 보내기" not in client.get(ADDRESS).content.decode()


def test_all_is_well_while_both_are_heard_of() -> None:
    heard("beat", clock.now())
    pulse()

    assert stall_at(clock.now()) is None
    assert stall_at(clock.now() + timedelta(minutes=4)) is None


@pytest.mark.parametrize(("silent", "speaking"), [("beat", "worker"), ("worker", "beat")])
def test_five_minutes_of_silence_are_a_stall(silent: str, speaking: str) -> None:
    now = clock.now()
    heard(silent, now - timedelta(minutes=5))
    heard(speaking, now)

    stall = stall_at(now)

    assert stall
    assert (stall.name, stall.since) == (silent, now - timedelta(minutes=5))


def test_a_sign_of_life_ends_it() -> None:
    heard("beat", clock.now() - timedelta(days=1))
    heard("worker", clock.now())

    heard("beat", clock.now())

    assert stall_at(clock.now()) is None


def test_operators_are_told_on_every_page_and_nobody_else_is(signed_in, operator: User, learner: User) -> None:
    told = signed_in(operator).get("/settings/mail/").content.decode()
    page = signed_in(learner).get("/settings/mail/").content.decode()

    assert "beat가 멈춰서" in told
    assert "beat가 멈춰서" not in page


def test_the_admin_tells_them_too(signed_in, operator: User, curator: User) -> None:
    assert "beat가 멈춰서" in signed_in(operator).get("/admin/").content.decode()
    assert "beat가 멈춰서" not in signed_in(curator).get("/admin/").content.decode()


def test_only_operators_pay_for_it(signed_in, learner: User, django_assert_max_num_queries) -> None:
    client = signed_in(learner)

    with django_assert_max_num_queries(3) as queries:
        client.get("/settings/mail/")

    assert not [query for query in queries.captured_queries if "notices_pulse" in query["sql"]]


@pytest.mark.parametrize("number", [3, 30])
def test_the_page_costs_the_same_for_3_and_30(
    signed_in, operator: User, peer: User, greeting: Kind, django_assert_num_queries, number: int
) -> None:
    for one in range(number):
        greet(make_member(f"learner-{one}"), peer)
    Mail.objects.update(state="failed")
    client = signed_in(operator)

    with django_assert_num_queries(4):
        assert client.get(ADDRESS).content.decode().count("@example.org") == number
