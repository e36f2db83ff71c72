from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Block, Report, User
from home.reads import standing
from home.today import Today
from kit import clock, markdown
from kit.dates import week_of
from mentoring.actions import mentors, requests
from peers.models import Introduction
from portfolio.models import Entry
from roadmap import trail
from roadmap.actions import enrollment as on_trail
from roadmap.actions import progress as walk
from roadmap.models import Enrollment, Step
from roadmap.planning import pace_of, plan_of, walked
from tests.conftest import make_member
from tests.mentoring.conftest import APPLIED, asked, make_mentor, project_of
from tests.roadmap.conftest import short_trail as short_trail  # noqa: PLC0414 - a fixture

pytestmark = pytest.mark.django_db


def wrote(owner: User, day: date, minutes: int = 60, **fields: object) -> Entry:
    return Entry.objects.create(owner=owner, day=day, minutes=minutes, form_key=uuid4(), **fields)


@pytest.fixture
def enrolled(learner: User, short_trail: list[Step]) -> User:
    trail.forget()
    on_trail.enroll(learner=learner, phase="first", hours_a_week=10, today=learner.day())
    return learner


def days_ago(learner: User, days: int) -> None:
    """The same plan, begun so many days ago."""
    enrollment = Enrollment.objects.get(learner=learner)
    enrollment.planned_from = learner.day() - timedelta(days=days)
    on_trail.renew(enrollment)


def today(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_statement_reads_what_the_orm_would(enrolled: User, short_trail: list[Step]) -> None:
    day = enrolled.day()
    walk.finish(enrolled, short_trail[0], today=day)
    walk.skip(enrolled, short_trail[1])
    walk.note(enrolled, short_trail[2], "나중에", version=0)
    wrote(enrolled, day - timedelta(days=1), 30)
    wrote(enrolled, day - timedelta(days=1), 45, html="라벨 320장", step=short_trail[2])
    wrote(enrolled, day - timedelta(days=2), 99, removed_at=clock.now())

    read = standing(enrolled, week_of(day), clock.now())

    enrollment = Enrollment.objects.get(learner=enrolled)
    assert read.walking.pace == pace_of(enrollment)
    assert {**read.walking.walked} == walked(enrollment.progress.all())
    assert read.walking.states == {short_trail[0].pk: "done", short_trail[1].pk: "skipped"}
    assert read.minutes == {day - timedelta(days=1): 75}
    assert read.last is not None
    assert (read.last.step, read.last.html) == (short_trail[2].pk, "라벨 320장")
    assert Today(read, trail.current(), day).plan == plan_of(enrollment)


def test_the_next_step_is_what_today_says_first(signed_in, enrolled: User) -> None:
    html = today(signed_in(enrolled))

    assert "박서연님, 다음 걸음이에요" in html
    assert "3걸음 중 1번째" in html
    assert "첫날이라 비어 있어요" in html


def test_a_step_that_is_not_begun_is_started_and_one_that_is_is_gone_on_with(signed_in, enrolled: User) -> None:
    client = signed_in(enrolled)
    wrote(enrolled, enrolled.day())
    assert "시작하기" in today(client)

    walk.start(enrolled, Step.objects.order_by("place").first(), today=enrolled.day())

    assert "이어서 하기" in today(client)
    assert "시작하기" not in today(client)


def test_what_was_written_last_is_quoted_in_plain_words(signed_in, enrolled: User) -> None:
    text = "## 손실\n\n처음 손실은 $-\\log 0.1$ 이에요.\n\n```python\nloss.backward()\n```"
    html = markdown.render(text, links="members")
    wrote(enrolled, enrolled.day(), text=text, html=html, step=Step.objects.order_by("place").first())

    page = today(signed_in(enrolled)).split('class="next-step"')[1].split("</section>")[0]

    assert "“손실 처음 손실은 … 이에요. …”" in page


def test_who_is_not_enrolled_is_offered_a_plan(signed_in, learner: User, short_trail: list[Step]) -> None:
    trail.forget()

    assert 'href="/start/"' in today(signed_in(learner))


def test_after_three_weeks_all_is_where_it_was(signed_in, enrolled: User) -> None:
    wrote(enrolled, enrolled.day() - timedelta(days=22))

    assert "3주 만이네요" in today(signed_in(enrolled))


def test_a_late_plan_offers_three_ways_each_with_its_end(signed_in, enrolled: User) -> None:
    days_ago(enrolled, 20)
    html = today(signed_in(enrolled))

    assert "계획을 다시 그려 볼까요?" in html
    assert html.count("에 끝나요") == 3
    assert "계획한 시간의 절반, 한 주에 5시간" in html


def test_a_plan_in_time_offers_none(signed_in, enrolled: User) -> None:
    assert "계획을 다시 그려 볼까요?" not in today(signed_in(enrolled))


@pytest.mark.parametrize("way", ["later", "lighter"])
def test_a_way_on_takes_one_press_and_says_the_new_end(signed_in, enrolled: User, way: str) -> None:
    days_ago(enrolled, 20)
    client = signed_in(enrolled)

    client.post(f"/plan/{way}/")

    said = today(client)
    assert "계획은 이제" in said
    assert '<a href="/plan/">계획 고치기</a>' in said
    enrollment = Enrollment.objects.get(learner=enrolled)
    assert enrollment.planned_from == enrolled.day()
    assert enrollment.hours_a_week == (10 if way == "later" else 5)


def test_lighter_means_the_hours_that_were_really_there(signed_in, enrolled: User) -> None:
    for days in range(4):
        wrote(enrolled, enrolled.day() - timedelta(days=7 * days), 180)

    signed_in(enrolled).post("/plan/lighter/")

    assert Enrollment.objects.get(learner=enrolled).hours_a_week == 3


@pytest.mark.parametrize("typed", ["", "내일", "2020-01-01", "2026-02-30", "9999-12-31"])
def test_a_date_that_is_none_or_gone_changes_nothing_and_says_why(signed_in, enrolled: User, typed: str) -> None:
    client = signed_in(enrolled)

    client.post("/plan/step/", {"due_on": typed})

    assert Enrollment.objects.get(learner=enrolled).own_due_on is None
    assert "toast" in today(client)


def test_day_one_is_said_on_day_one_only(signed_in, enrolled: User) -> None:
    assert "첫날이라" in today(signed_in(enrolled))

    User.objects.filter(pk=enrolled.pk).update(created_at=clock.now() - timedelta(days=9))

    assert "첫날이라" not in today(signed_in(enrolled))


def test_the_box_begins_with_the_choice_made_last_whichever_day_that_was_about(signed_in, enrolled: User) -> None:
    wrote(enrolled, enrolled.day(), visibility="public")
    wrote(enrolled, enrolled.day() - timedelta(days=1), visibility="private")

    assert '<option value="private" selected>' in today(signed_in(enrolled))
    assert (
        standing(enrolled, week_of(enrolled.day()), clock.now()).visibility
        == Entry.objects.of(enrolled).last_visibility()
    )


def test_a_visitor_has_no_plan_to_redraw(visitor: Client, enrolled: User) -> None:
    assert visitor.post("/plan/later/").status_code in {302, 403}
    assert visitor.get("/plan/").status_code == 302


def test_what_is_mine_is_not_on_anothers_today(signed_in, enrolled: User, peer: User) -> None:
    wrote(enrolled, enrolled.day(), html="비밀 기록", step=Step.objects.first())
    assert "비밀 기록" in today(signed_in(enrolled))

    assert "비밀 기록" not in today(signed_in(peer))


@pytest.mark.parametrize("entries", [3, 30])
def test_today_costs_the_same_for_much_and_for_little(
    signed_in, enrolled: User, entries: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(entries):
        wrote(enrolled, enrolled.day() - timedelta(days=number))
    client = signed_in(enrolled)
    today(client)

    with django_assert_max_num_queries(6):
        today(client)


def test_the_pace_is_changed_from_the_plan_page(signed_in, enrolled: User) -> None:
    answer = signed_in(enrolled).post(
        "/plan/", {"hours_a_week": "5", "rest_weekdays": ["5", "6"], "phase": "second", "trail_visibility": "members"}
    )

    assert answer.status_code == 302
    enrollment = Enrollment.objects.select_related("first_phase").get(learner=enrolled)
    assert (enrollment.hours_a_week, enrollment.rest_weekdays) == (5, [5, 6])
    assert (enrollment.first_phase.key, enrollment.trail_visibility) == ("second", "members")


@pytest.mark.parametrize(
    "wrong", [{"hours_a_week": "400"}, {"rest_weekdays": list("0123456")}, {"hours_a_week": "많이"}]
)
def test_a_pace_nobody_can_walk_is_refused_and_kept_on_the_page(signed_in, enrolled: User, wrong: dict) -> None:
    pace = {"hours_a_week": "5", "rest_weekdays": [], "phase": "first", "trail_visibility": "private"}

    answer = signed_in(enrolled).post("/plan/", pace | wrong)

    assert answer.status_code == 422
    assert Enrollment.objects.get(learner=enrolled).hours_a_week == 10


def test_what_waits_for_one_is_named_a_line_each(
    signed_in, learner: User, peer: User, curator: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    now = clock.now()
    mentor = make_mentor("minho")
    blocked, unsure = make_member("blocked", discoverable=True), make_member("unsure")
    request = asked(learner, project_of(learner), now)
    requests.take(request, by=mentor, now=now)
    for sender in (peer, blocked):
        Introduction.objects.create(sender=sender, recipient=mentor, text="바퀴 글을 읽었습니다.")
    Block.objects.create(blocker=mentor, blocked=blocked)
    Report.objects.create(kind="entry", subject=1, person=peer, by=learner, why="spam")
    Report.objects.create(kind="entry", subject=2, person=curator, by=learner, why="spam")
    mentors.apply(unsure, now=now, **APPLIED)

    decides = today(signed_in(curator))
    client = signed_in(mentor)
    with django_assert_max_num_queries(6):
        page = today(client)

    assert f'href="/mentor/{request.pk}/">‘밤길 지도’ 리뷰' in page
    assert "답할 인사 1통" in page
    assert 'href="/mentor/">멘토' in page.split('id="waiting"')[1]
    assert "결정할" not in page
    assert "결정할 신고 1건" in decides
    assert "결정할 멘토 지원 1건" in decides
    assert "결정할 링크" not in decides
    assert "답할 인사" not in decides
