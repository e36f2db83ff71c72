"""Readings by hand: added, corrected, deleted on the milestone's page, and drawn there and on the portfolio."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from accounts.actions.blocks import block
from accounts.models import User
from portfolio.actions import milestones, readings
from portfolio.models import Milestone, Reading
from tests.portfolio.conftest import NOON
from tests.portfolio.milestones import FACTS, claimed, drafted, told

pytestmark = pytest.mark.usefixtures("noon")

SignedIn = Callable[[User], Client]
SUNDAY = date(2026, 4, 5)


@pytest.fixture
def tool(learner: User) -> Milestone:
    return claimed(learner, "tool")


def measure(milestone: Milestone, *values: int, until: date = SUNDAY) -> None:
    """One value a week, the last one on `until`."""
    for ago, value in enumerate(reversed(values)):
        readings.put(milestone, day=until - timedelta(weeks=ago), value=value, now=NOON)


def test_the_number_of_a_claim_is_the_first_reading(signed_in: SignedIn, learner: User) -> None:
    def kept(milestone: Milestone) -> list[tuple[date, int]]:
        return list(milestone.readings.order_by("day").values_list("day", "value"))

    tool, article = drafted(learner, "tool"), claimed(learner, "article")
    assert kept(article) == [(learner.day(NOON), 31402)]
    assert kept(tool) == []

    tool = milestones.change(tool, version=tool.version, now=NOON, **told("tool"))
    assert kept(tool) == [(SUNDAY, 131)]
    assert "아직 측정값이 없어요" not in signed_in(learner).get(f"/milestones/{tool.pk}/").content.decode()

    readings.put(tool, day=SUNDAY, value=135, now=NOON)
    tool = milestones.change(tool, version=tool.version, now=NOON, **told("tool", title="표지판"))
    assert kept(tool) == [(SUNDAY, 135)]

    later = FACTS["tool"] | {"people": 140, "week_of": "2026-04-06"}
    tool = milestones.change(tool, version=tool.version, now=NOON, **told("tool", facts=later))
    slip = later | {"people": 41}
    milestones.change(tool, version=tool.version, now=NOON, **told("tool", facts=slip))
    assert kept(tool) == [(SUNDAY, 135), (SUNDAY + timedelta(days=1), 41)]


def test_an_owner_writes_down_corrects_and_deletes(signed_in: SignedIn, learner: User, tool: Milestone) -> None:
    client, place = signed_in(learner), f"/milestones/{tool.pk}/"
    tool.readings.all().delete()
    assertContains(client.get(place), "아직 측정값이 없어요")

    client.post(f"{place}readings/", {"value": "1,131", "day": "2026-04-05"})
    page = client.post(f"{place}readings/", {"value": "131", "day": "2026-04-05"}, follow=True)

    assertContains(page, "측정값을 적었어요")
    assertContains(page, "7일 동안 131명이 썼어요")
    assertContains(client.get(f"{place}?reading=2026-04-05"), 'value="131"')
    page = client.post(f"{place}readings/2026-04-05/delete/", follow=True)
    assertContains(page, "측정값을 지웠어요")
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": "", "day": "2026-04-05"}, "이 칸을 채워 주세요"),
        ({"value": "many", "day": "2026-04-05"}, "28k처럼 적어 주세요"),
        ({"value": "5", "day": "2099-01-01"}, "아직 오지 않았어요"),
        ({"value": "5", "day": "yesterday"}, "날짜를 2026-04-09처럼"),
        ({"value": "5" * 40, "day": "2026-04-05"}, "28k처럼 적어 주세요"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    signed_in: SignedIn, learner: User, tool: Milestone, typed: dict[str, str], said: str
) -> None:
    page = signed_in(learner).post(f"/milestones/{tool.pk}/readings/", typed)

    assertContains(page, said, status_code=422)
    assertContains(page, typed["value"], status_code=422)
    assert [one.value for one in tool.readings.all()] == [131]


def test_nobody_else_writes_into_it(signed_in: SignedIn, peer: User, curator: User, tool: Milestone) -> None:
    measure(tool, 131)
    for person in (peer, curator):
        client = signed_in(person)
        assert client.post(f"/milestones/{tool.pk}/readings/", {"value": "1", "day": "2026-04-01"}).status_code == 404
        assert client.post(f"/milestones/{tool.pk}/readings/2026-04-05/delete/").status_code == 404
        assertNotContains(client.get(f"/milestones/{tool.pk}/"), "reading_value")
    assert Reading.objects.get().value == 131


def test_others_see_the_line_where_they_see_the_milestone_and_nowhere_else(
    signed_in: SignedIn, learner: User, peer: User, visitor: Client, tool: Milestone
) -> None:
    measure(tool, 90, 110, 120, 140, 131)
    place, reader = f"/milestones/{tool.pk}/", signed_in(peer)
    assertContains(visitor.get(place), "7일 동안 131명이 썼어요")
    assertContains(visitor.get(place), "까지 4주를 이어서 100명 이상이 썼어요")
    assertContains(visitor.get("/@seoyeon/"), 'class="curve"')

    Milestone.objects.update(visibility="private")
    assert {client.get(place).status_code for client in (visitor, reader)} == {404}
    assertNotContains(visitor.get("/@seoyeon/"), "131명")
    Milestone.objects.update(visibility="public")
    block(learner, peer)
    assert reader.get(place).status_code == 404


@pytest.mark.parametrize(
    ("kind", "values", "ko", "en"),
    [
        ("tool", (60,), "100명까지 40명 남았어요", "40 to go to 100"),
        ("tool", (100, 120), "100명 이상인 주가 2주째예요", "100 or more for 2 weeks so far"),
        ("article", (31_402,), "5만 회까지 18,598회 남았어요", "18,598 to go to 50,000"),
        ("article", (60_000,), "에 5만 회가 되었어요", "It had reached 50,000 on"),
    ],
)
def test_how_far_the_goal_is_stands_in_both_languages(
    learner: User, kind: str, values: tuple[int, ...], ko: str, en: str
) -> None:
    milestone = claimed(learner, kind)
    measure(milestone, *values)

    for language, said in (("ko", ko), ("en", en)):
        page = Client().get(f"/{language}/milestones/{milestone.pk}/").content.decode().replace("\xa0", " ")
        assert said in page


def test_a_line_far_above_is_not_drawn_yet(learner: User, visitor: Client) -> None:
    article = claimed(learner, "article")
    measure(article, 31_402)
    assertNotContains(visitor.get(f"/milestones/{article.pk}/"), ">10만<")

    measure(article, 50_001)

    assertContains(visitor.get(f"/milestones/{article.pk}/"), ">10만<")


def test_nothing_is_measured_of_what_was_withdrawn(signed_in: SignedIn, learner: User, tool: Milestone) -> None:
    milestones.withdraw(tool, now=NOON)

    page = signed_in(learner).post(f"/milestones/{tool.pk}/readings/", {"value": "5", "day": "2026-04-05"}, follow=True)

    assertContains(page, "거둔 이정표예요")
    assert [one.value for one in tool.readings.all()] == [131]


def test_a_kind_without_readings_has_no_such_form(signed_in: SignedIn, learner: User) -> None:
    art = claimed(learner, "art")
    client = signed_in(learner)

    assertNotContains(client.get(f"/milestones/{art.pk}/"), "reading_value")
    assert client.post(f"/milestones/{art.pk}/readings/", {"value": "5", "day": "2026-04-05"}).status_code == 404


def test_a_milestone_holds_so_many_and_no_more(tool: Milestone, monkeypatch) -> None:
    monkeypatch.setattr(readings, "MOST_READINGS", 2)
    measure(tool, 1, 2)

    with pytest.raises(readings.TooManyReadings):
        measure(tool, 3, until=SUNDAY - timedelta(days=1))


def test_the_database_keeps_one_value_a_day_and_source(tool: Milestone) -> None:
    measure(tool, 131)

    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.create(milestone=tool, source="hand", day=SUNDAY, value=5)


@pytest.mark.parametrize("rows", [3, 30])
def test_its_page_and_the_portfolio_cost_the_same_however_many(
    signed_in: SignedIn, peer: User, tool: Milestone, django_assert_max_num_queries, rows: int
) -> None:
    measure(tool, *range(100, 100 + rows))
    client = signed_in(peer)

    with django_assert_max_num_queries(6):
        client.get(f"/milestones/{tool.pk}/")
    with django_assert_max_num_queries(3):
        client.get("/@seoyeon/")
