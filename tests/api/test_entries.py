"""The log by a program: the same rules as on the page, and nothing made twice."""

from uuid import uuid4

import pytest

from accounts.models import User
from portfolio.models import Entry, Project
from roadmap.actions.enrollment import enroll
from roadmap.models import Progress, Step
from tests.api.conftest import Program

pytestmark = pytest.mark.usefixtures("small_roadmap")


def test_an_entry_needs_no_more_than_a_line_and_is_one_s_own(mine: Program, learner: User) -> None:
    answer = mine("POST", "entries", {"text": "2장을 읽었다."})

    assert answer.status_code == 201
    entry = Entry.objects.get()
    told = answer.json()
    assert told.pop("url").endswith(f"/log/{entry.pk}/")
    assert told.pop("created_at").startswith(f"{entry.created_at:%Y-%m-%dT%H:%M:%S}")
    assert told == {
        "id": entry.pk,
        "day": learner.day().isoformat(),
        "minutes": 0,
        "text": "2장을 읽었다.",
        "step": None,
        "project": None,
        "visibility": "private",
        "version": 1,
    }
    assert entry.owner == learner


def test_an_entry_on_a_step_begins_it(mine: Program, learner: User) -> None:
    enroll(learner=learner, phase="start", hours_a_week=5, today=learner.day())
    step = Step.objects.order_by("place").first()
    project = Project.objects.create(owner=learner, title="밤길 지도")

    answer = mine("POST", "entries", {"minutes": 30, "step": step.key, "project": project.pk})

    assert (answer.json()["step"], answer.json()["project"]) == (step.key, project.pk)
    assert Progress.objects.get(step=step).state == "doing"


def test_the_same_key_makes_one_entry(mine: Program) -> None:
    said, key = {"text": "한 번"}, str(uuid4())

    twice = [mine("POST", "entries", said | {"form_key": key}).json()["id"] for _ in range(2)]
    by_header = [mine("POST", "entries", said, **{"idempotency-key": "run 7"}).json()["id"] for _ in range(2)]

    assert len({*twice, *by_header}) == 2
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "text"),
        ({"day": "2999-01-01", "minutes": 5}, "day"),
        ({"minutes": 5, "step": "no-such-step"}, "step"),
        ({"minutes": 5, "project": 1}, "project"),
        ({"minutes": 5, "visibility": "everyone"}, "visibility"),
    ],
)
def test_what_cannot_be_is_said_by_its_field(mine: Program, said: dict, field: str) -> None:
    answer = mine("POST", "entries", said)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not Entry.objects.exists()


def test_another_s_project_cannot_be_named(mine: Program, peer: User) -> None:
    theirs = Project.objects.create(owner=peer, title="Maize", visibility="public")

    assert mine("POST", "entries", {"minutes": 5, "project": theirs.pk}).status_code == 422


def test_a_change_keeps_what_it_does_not_name(mine: Program) -> None:
    made = mine("POST", "entries", {"text": "처음", "minutes": 20, "visibility": "members"}).json()

    changed = mine("PATCH", f"entries/{made['id']}", {"version": 1, "text": "다시"}).json()

    assert changed == made | {"text": "다시", "version": 2}


def test_a_change_of_what_changed_meanwhile_overwrites_nothing(mine: Program) -> None:
    made = mine("POST", "entries", {"text": "처음"}).json()
    mine("PATCH", f"entries/{made['id']}", {"version": 1, "text": "둘째"})

    answer = mine("PATCH", f"entries/{made['id']}", {"version": 1, "text": "셋째"})

    assert (answer.status_code, answer.json()["code"], answer.json()["version"]) == (409, "changed-meanwhile", 2)
    assert mine.get(f"entries/{made['id']}")["text"] == "둘째"


def test_deleting_twice_is_deleting_once(mine: Program) -> None:
    made = mine("POST", "entries", {"minutes": 5}).json()

    assert [mine("DELETE", f"entries/{made['id']}").status_code for _ in range(2)] == [204, 204]
    assert mine("GET", f"entries/{made['id']}").status_code == 404
    assert mine.get("entries")["results"] == []


def test_another_s_entry_is_not_there_however_it_is_asked_for(mine: Program, peer: User) -> None:
    theirs = Entry.objects.create(owner=peer, day="2026-04-09", minutes=5, form_key=uuid4(), visibility="public")

    asked = {
        method: mine(method, f"entries/{theirs.pk}", {"version": 1}).status_code
        for method in ("GET", "PATCH", "DELETE")
    }

    assert set(asked.values()) == {404}
    assert mine.get("entries")["results"] == []


def test_the_log_is_read_page_by_page(mine: Program, learner: User) -> None:
    Entry.objects.bulk_create(Entry(owner=learner, day="2026-04-09", minutes=n, form_key=uuid4()) for n in range(1, 46))

    first = mine.get("entries")
    second = mine.get(f"entries?{first['older'].partition('?')[2]}")

    assert [row["minutes"] for row in (*first["results"], *second["results"])] == [*range(45, 0, -1)]
    assert (first["newer"], second["older"]) == (None, None)
    assert mine.get("entries?after=forged")["results"] == first["results"]


@pytest.mark.parametrize("rows", [3, 30])
def test_a_page_of_the_log_costs_the_same_however_long(
    mine: Program, learner: User, django_assert_num_queries, rows: int
) -> None:
    project = Project.objects.create(owner=learner, title="밤길 지도")
    step = Step.objects.first()
    Entry.objects.bulk_create(
        Entry(owner=learner, day="2026-04-09", minutes=5, form_key=uuid4(), project=project, step=step)
        for _ in range(rows)
    )
    mine.get("me")

    with django_assert_num_queries(2):  # whose token, and the page
        mine.get("entries")
