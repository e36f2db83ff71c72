from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import User
from kit import clock
from notices.actions.read import read
from notices.kinds import Kind, Words
from notices.models import Notice
from roadmap import trail
from roadmap.models import Step
from tests.notices.conftest import greet, registered

pytestmark = pytest.mark.django_db


def page_of(client: Client, address: str = "/notices/") -> str:
    return client.get(address).content.decode()


def test_nothing_told_yet_is_a_place_where_something_will_be(signed_in, learner: User) -> None:
    assert "알림이 여기에 모여요" in page_of(signed_in(learner))


def test_a_visitor_is_sent_to_sign_in(visitor: Client) -> None:
    assert visitor.get("/notices/").status_code == 302


def test_one_sees_what_one_was_told_and_nobody_elses(signed_in, learner: User, peer: User, greeting: Kind) -> None:
    greet(learner, peer)
    greet(peer, learner)

    page = page_of(signed_in(learner))

    assert "인사가 왔어요" in page
    assert "Aiko Mori &lt;3" in page
    assert "박서연 &lt;3" not in page


def test_the_language_is_that_of_the_moment(signed_in, learner: User, peer: User, greeting: Kind) -> None:
    greet(learner, peer)
    User.objects.filter(pk=learner.pk).update(language="en")

    assert "Someone wrote to you" in page_of(signed_in(User.objects.get(pk=learner.pk)))


def test_what_may_not_be_seen_any_more_leaves_no_trace_in_list_or_bell(
    signed_in, learner: User, peer: User, greeting: Kind
) -> None:
    greet(learner, peer)
    User.objects.filter(pk=peer.pk).update(suspended_at=clock.now())

    page = page_of(signed_in(learner))

    assert "Aiko" not in page
    assert "알림이 여기에 모여요" in page
    assert 'aria-label="알림"' in page
    assert not Notice.objects.unread().exists()


def test_a_page_of_what_is_over_is_not_called_empty_while_others_follow(
    signed_in, learner: User, peer: User, curator: User, greeting: Kind
) -> None:
    greet(learner, curator, key="still true")
    for number in range(30):
        greet(learner, peer, key=f"over {number}")
    User.objects.filter(pk=peer.pk).update(suspended_at=clock.now())

    page = page_of(signed_in(learner))

    assert "알림이 여기에 모여요" not in page
    assert "?after=" in page


@pytest.fixture
def broken() -> Iterator[Kind]:
    def contexts(notices: Sequence[Notice]) -> dict[int, Words]:
        raise RuntimeError("as it may happen")

    yield from registered(Kind(name="broken", icon="mail", calm=False, contexts=contexts))


def test_a_kind_with_a_fault_costs_its_own_line_and_is_logged(
    signed_in, learner: User, peer: User, greeting: Kind, broken: Kind, caplog: pytest.LogCaptureFixture
) -> None:
    greet(learner, peer)
    faulty = greet(learner, peer, kind="broken", key="broken 1")
    client = signed_in(learner)

    page = page_of(client)

    assert "인사가 왔어요" in page
    assert "보여 줄 것이 없는 알림" in page
    assert "broken" in caplog.text
    assert client.post(f"/notices/{faulty.pk}/").url == "/notices/"


def test_unread_ones_come_first_and_then_the_newest(signed_in, learner: User, peer: User, greeting: Kind) -> None:
    oldest = [greet(learner, peer, key=str(number)) for number in range(3)]
    for age, notice in enumerate(oldest):
        Notice.objects.filter(pk=notice.pk).update(
            created_at=clock.now() - timedelta(days=age), subjects={"sender": peer.pk}
        )
    read(oldest[0], clock.now())

    days = [part.split("</time>")[0].split(">")[-1] for part in page_of(signed_in(learner)).split("<time")[1:]]

    assert days == ["어제", "2일\xa0전", "오늘"]


def test_reading_one_leads_to_its_matter(signed_in, learner: User, peer: User, greeting: Kind) -> None:
    notice = greet(learner, peer)

    answer = signed_in(learner).post(f"/notices/{notice.pk}/")

    assert answer.headers["Location"] == "/peers/"
    assert not Notice.objects.unread().exists()


def test_opening_the_list_reads_nothing(signed_in, learner: User, peer: User, greeting: Kind) -> None:
    greet(learner, peer)

    page_of(signed_in(learner))

    assert Notice.objects.unread().count() == 1


def test_nobody_reads_for_another(signed_in, learner: User, peer: User, greeting: Kind) -> None:
    notice = greet(learner, peer)

    assert signed_in(peer).post(f"/notices/{notice.pk}/").status_code == 404
    assert signed_in(learner).get(f"/notices/{notice.pk}/").status_code == 405


def test_all_can_be_read_at_once(signed_in, learner: User, peer: User, greeting: Kind) -> None:
    greet(learner, peer, key="1")
    greet(learner, peer, key="2")
    greet(peer, learner)

    page = signed_in(learner).post("/notices/read/", follow=True).content.decode()

    assert "모두 읽음" not in page
    assert list(Notice.objects.unread().values_list("recipient", flat=True)) == [peer.pk]


def test_the_bell_counts_what_is_unread(signed_in, learner: User, peer: User, greeting: Kind) -> None:
    greet(learner, peer, key="1")
    read(greet(learner, peer, key="2"), clock.now())

    assert 'aria-label="알림, 1"' in page_of(signed_in(learner), "/settings/mail/")


def test_a_long_list_is_read_page_by_page(signed_in, learner: User, peer: User, greeting: Kind) -> None:
    for number in range(31):
        greet(learner, peer, key=str(number))
    client = signed_in(learner)

    first = page_of(client)
    older = first.split('<a href="?after=')[1].split('"')[0]
    second = page_of(client, f"/notices/?after={older}")

    assert first.count("인사가 왔어요") == 30
    assert second.count("인사가 왔어요") == 1


@pytest.mark.parametrize("number", [3, 30])
def test_each_kind_there_is_costs_one_query(
    signed_in, learner: User, short_trail: list[Step], django_assert_num_queries, number: int
) -> None:
    for one in range(number):
        Notice.objects.create(
            recipient=learner, kind=("step", "plan", "quiet")[one % 3], key=str(one), subjects={"days": 4}
        )
    client = signed_in(learner)
    trail.current()  # read once in a process

    with django_assert_num_queries(2 + 3 + 1):  # the last settles those of which nothing is true
        client.get("/notices/")


@pytest.mark.parametrize("number", [3, 30])
def test_the_list_costs_two_queries_and_one_for_each_kind(
    signed_in, learner: User, peer: User, greeting: Kind, calm_greeting: Kind, django_assert_num_queries, number: int
) -> None:
    for one in range(number):
        greet(learner, peer, kind=("greeting", "calm greeting")[one % 2], key=str(one))
    client = signed_in(learner)

    with django_assert_num_queries(2 + 2):
        assert page_of(client).count("Aiko Mori") == number
