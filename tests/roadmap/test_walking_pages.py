from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from kit import clock
from portfolio.models import Entry
from roadmap import trail
from roadmap.actions.enrollment import enroll
from roadmap.models import Mark, Progress, Resource, Step, StepResource

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolled(learner: User, short_trail: list[Step], resource: Resource) -> User:
    StepResource.objects.create(step=short_trail[0], resource=resource, place=1)
    trail.current(fresh=True)
    enroll(learner=learner, phase="first", hours_a_week=10, today=learner.day())
    return learner


@pytest.fixture
def resource(db: None) -> Resource:
    return Resource.objects.create(
        key="pandas", title_ko="판다스", title_en="Pandas", address="https://example.org/", kind="tool", language="en",
        level="start", cost="free", why_ko="표를 다뤄요.", why_en="For tables.",
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _forget() -> None:
    trail.forget()


STEP = "/roadmap/first/step-1/"


def page(client: Client, address: str = STEP) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_step_that_was_walked_has_no_date_to_keep_in_the_plan(signed_in, enrolled: User) -> None:
    client = signed_in(enrolled)
    assert "지나왔어요" not in page(client, "/plan/")

    client.post(f"{STEP}progress/", {"state": "done"})

    assert page(client, "/plan/").count("지나왔어요") == 1


def test_a_step_is_begun_done_and_put_back(signed_in, enrolled: User) -> None:
    client = signed_in(enrolled)
    assert "할 걸음" in page(client)

    for state, word in (
        ("doing", "부터 하는 중"),
        ("done", "에 마쳤어요"),
        ("skipped", "건너뜀"),
        ("to-do", "할 걸음"),
    ):
        answer = client.post(f"{STEP}progress/", {"state": state})
        assert answer.status_code == 302
        assert word in page(client)


def test_a_step_may_have_been_finished_on_an_earlier_day(signed_in, enrolled: User) -> None:
    day = enrolled.day() - timedelta(days=3)

    signed_in(enrolled).post(f"{STEP}progress/", {"state": "done", "on": day.isoformat()})

    assert Progress.objects.get().finished_on == day


@pytest.mark.parametrize("on", ["2999-01-01", "어제"])
def test_a_day_that_cannot_be_changes_nothing_and_says_why(signed_in, enrolled: User, on: str) -> None:
    client = signed_in(enrolled)

    client.post(f"{STEP}progress/", {"state": "done", "on": on})

    assert not Progress.objects.filter(state="done").exists()
    assert 'class="toast' in page(client)


def test_a_mark_is_set_and_taken_back_and_leads_back_to_its_page(signed_in, enrolled: User) -> None:
    client = signed_in(enrolled)

    answer = client.post("/resources/pandas/marks/", {"saved": "1", "back": STEP})
    assert answer.headers["Location"] == STEP
    assert 'name="saved" value="" aria-pressed="true"' in page(client)

    client.post("/resources/pandas/marks/", {"saved": "", "back": STEP})
    assert Mark.objects.get().saved is False


def test_what_a_check_found_of_a_link_is_said_to_who_walks(
    signed_in, enrolled: User, resource: Resource, visitor: Client
) -> None:
    client, now = signed_in(enrolled), clock.now()
    for verdict, days, words in (
        ("alive", 0, "오늘 열렸어요"),
        ("alive", 1, "어제 열렸어요"),
        ("alive", 3, "3일 전에 열렸어요"),
        ("moved", 3, "옮겨 갔어요"),
        ("dead", 3, "사라졌어요"),
        ("blocked", 3, "저희는 열어 볼 수 없어요"),
    ):
        Resource.objects.update(verdict=verdict, answered_at=now - timedelta(days=days))
        assert words in page(client)
        assert words not in page(visitor)

    Resource.objects.update(verdict="dead", kept_until=now + timedelta(days=1))  # a curator knows better
    assert "사라졌어요" not in page(client)


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "nowhere"])
def test_a_mark_leads_nowhere_else(signed_in, enrolled: User, back: str) -> None:
    answer = signed_in(enrolled).post("/resources/pandas/marks/", {"saved": "1", "back": back})

    assert answer.headers["Location"] == "/resources/"


def test_a_note_is_kept_for_its_writer_alone(signed_in, enrolled: User, peer: User, visitor: Client) -> None:
    client = signed_in(enrolled)
    client.post(f"{STEP}note/", {"note": "경로별로 나누기"})
    assert "경로별로 나누기" in page(client)

    enroll(learner=peer, phase="first", hours_a_week=5, today=peer.day())
    assert "경로별로 나누기" not in page(signed_in(peer))
    assert "경로별로 나누기" not in page(visitor)


def test_a_note_changed_in_another_window_is_not_overwritten(signed_in, enrolled: User) -> None:
    client = signed_in(enrolled)
    first = client.post(f"{STEP}note/", {"note": "먼저", "version": "0"})
    assert first.url == f"{STEP}#logged-note-step-1-0"

    answer = client.post(f"{STEP}note/", {"note": "나중", "version": "0"})

    said = answer.content.decode()
    assert answer.status_code == 409
    assert "먼저</pre>" in said
    assert "나중</textarea>" in said
    assert 'name="version" value="1"' in said
    assert Progress.objects.get().note == "먼저"
    client.post(f"{STEP}note/", {"note": "나중", "version": "1"})
    client.post(f"{STEP}note/", {"note": "나중", "version": "1"})
    assert (Progress.objects.get().note, Progress.objects.get().note_version) == ("나중", 2)


def test_a_note_that_is_too_long_comes_back_as_it_was_typed(signed_in, enrolled: User) -> None:
    answer = signed_in(enrolled).post(f"{STEP}note/", {"note": "가" * 4_001})

    assert answer.status_code == 422
    assert "가" * 4_001 in answer.content.decode()
    assert not Progress.objects.exists()


def test_the_log_of_a_step_shows_its_newest_three_to_their_owner(signed_in, enrolled: User, visitor: Client) -> None:
    step = Step.objects.get(key="step-1")
    for number in range(5):
        day = enrolled.day() - timedelta(days=number)
        said = {"text": "x", "html": f"<p>{number}번 기록</p>", "visibility": "public"}
        Entry.objects.create(owner=enrolled, day=day, minutes=30, step=step, form_key=uuid4(), **said)

    html = page(signed_in(enrolled))

    assert [f"{number}번 기록" in html for number in range(5)] == [True, True, True, False, False]
    assert "기록 5개" in html
    assert "번 기록" not in page(visitor)


def test_who_has_no_plan_is_led_to_one(signed_in, learner: User, short_trail: list[Step]) -> None:
    client = signed_in(learner)

    assert 'href="/start/"' in page(client)
    assert client.post(f"{STEP}progress/", {"state": "done"}).headers["Location"] == "/start/"


@pytest.mark.parametrize("entries", [3, 30])
def test_a_step_costs_the_same_for_much_and_for_little(
    signed_in, enrolled: User, entries: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    step = Step.objects.get(key="step-1")
    for _number in range(entries):
        Entry.objects.create(owner=enrolled, day=enrolled.day(), minutes=30, step=step, form_key=uuid4())
    client = signed_in(enrolled)
    page(client)

    with django_assert_max_num_queries(5):
        page(client)


def test_a_visitor_walks_nothing(visitor: Client, enrolled: User) -> None:
    for address in (f"{STEP}progress/", f"{STEP}note/", "/resources/pandas/marks/"):
        assert visitor.post(address, {"state": "done"}).status_code in {302, 403}
    assert not Progress.objects.exists()


@pytest.mark.parametrize(
    ("state", "said"), [("done", "마쳤어요. 다음 걸음: "), ("skipped", "건너뛰었어요. 다음 걸음: ")]
)
def test_a_step_that_is_behind_leads_to_the_next(
    signed_in, enrolled: User, short_trail: list[Step], state: str, said: str
) -> None:
    after = short_trail[1]

    html = signed_in(enrolled).post(f"{STEP}progress/", {"state": state}, follow=True).content.decode()

    assert f'{said}<a href="/roadmap/{after.phase.key}/{after.key}/">{after.title}</a>' in html
