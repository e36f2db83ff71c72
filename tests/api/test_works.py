"""Projects, milestones, readings and progress by a program."""

from typing import Any

import pytest

from accounts.models import User
from portfolio.actions import milestones, pictures
from portfolio.models import Project, Reading
from roadmap.actions.enrollment import enroll
from roadmap.models import Step
from tests.api.conftest import NOON, Program
from tests.pictures import upload
from tests.portfolio.milestones import FACTS as FACTS_OF
from tests.portfolio.milestones import claimed

ROAD = {
    "title": "밤길 지도",
    "value": "어디가 패었는지 알려 줘요.",
    "topics": ["vision"],
    "links": [{"address": "example.org/road"}],
}


def test_a_project_is_begun_once_and_told_better(mine: Program, learner: User) -> None:
    made = mine("POST", "projects", ROAD, **{"idempotency-key": "a"}).json()
    again = mine("POST", "projects", ROAD, **{"idempotency-key": "a"}).json()
    assert again == made
    assert made["links"] == [{"label": "example.org", "address": "https://example.org/road"}]
    assert made["visibility"] == "private"

    changed = mine("PATCH", f"projects/{made['id']}", {"version": 1, "story": "# 왜", "visibility": "public"}).json()

    assert changed == made | {"story": "# 왜", "visibility": "public", "version": 2}
    assert mine.get("projects")["results"] == [changed] == [mine.get(f"projects/{made['id']}")]


def test_a_change_keeps_the_cover(mine: Program, learner: User) -> None:
    picture = pictures.keep(learner, upload(), now=NOON)
    project = Project.objects.create(owner=learner, title="밤길 지도", cover=picture)

    mine("PATCH", f"projects/{project.pk}", {"version": 1, "value": "새로"})

    project.refresh_from_db()
    assert (project.value, project.cover) == ("새로", picture)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "title"),
        ({"title": " "}, "title"),
        ({"title": "a", "links": [{"address": "javascript:alert(1)"}]}, "links.0"),
        ({"title": "a", "links": [{"label": "x"}]}, "links.0.address"),
        ({"title": "a", "topics": ["nothing"]}, "topics.0"),
        ({"title": "a", "topics": "vision"}, "topics"),
        ({"title": "a", "pinned": "yes"}, "pinned"),
    ],
)
def test_what_a_project_cannot_be_is_said_by_its_field(mine: Program, said: dict, field: str) -> None:
    answer = mine("POST", "projects", said)

    assert answer.status_code == 422, answer.content
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_another_s_works_are_not_there(mine: Program, peer: User) -> None:
    project = Project.objects.create(owner=peer, title="Maize", visibility="public")
    milestone = claimed(peer, "tool")
    paths = (f"projects/{project.pk}", f"milestones/{milestone.pk}", f"milestones/{milestone.pk}/readings")

    assert {mine("GET", path).status_code for path in paths} == {404}
    assert mine("PATCH", f"projects/{project.pk}", {"version": 1}).status_code == 404
    assert mine("PUT", f"milestones/{milestone.pk}/readings/2026-04-05", {"value": 3}).status_code == 404
    assert mine("DELETE", f"milestones/{milestone.pk}/readings/2026-04-05").status_code == 404
    assert mine.get("projects")["results"] == mine.get("milestones")["results"] == []


def test_a_milestone_of_mine_is_told_with_its_facts(mine: Program, learner: User) -> None:
    milestone = claimed(learner, "tool")

    told = mine.get(f"milestones/{milestone.pk}")

    assert (told["kind"], told["state"], told["facts"]["people"]) == ("tool", "claimed", 131)
    assert mine.get("milestones")["results"] == [told]


def claim(kind: str = "tool", **said: Any) -> dict[str, Any]:
    return {"kind": kind, "title": "표지판", "deed": "표지판을 읽어요.", "facts": FACTS_OF[kind]} | said


def test_a_milestone_is_claimed_once_by_the_same_rules(mine: Program, learner: User) -> None:
    made = mine("POST", "milestones", claim(), **{"idempotency-key": "a"})
    again = mine("POST", "milestones", claim(), **{"idempotency-key": "a"})

    assert made.status_code == 201, made.content
    assert again.json() == made.json()
    assert (made.json()["state"], made.json()["visibility"], made.json()["facts"]["people"]) == (
        "claimed",
        "private",
        131,
    )
    assert mine.get("milestones")["results"] == [made.json()]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (claim() | {"kind": "novel"}, "kind"),
        (claim(title=" "), "title"),
        (claim(facts={}), "facts.address"),
        (claim(facts={**FACTS_OF["tool"], "week_of": "2999-01-01"}), "facts.week_of"),
        (claim(facts={**FACTS_OF["tool"], "stars": 5}), "facts.stars"),
        (claim(facts={**FACTS_OF["tool"], "counted": "\ud800"}), "facts.counted"),
        (claim(facts={**FACTS_OF["tool"], "counted": []}), "facts.counted"),
        (claim(facts=[]), "facts"),
        (claim(links=[{"address": "javascript:alert(1)"}]), "links.0"),
        (claim(project=2**40), "project"),
    ],
)
def test_what_a_milestone_cannot_be_is_said_by_its_field(mine: Program, said: dict[str, Any], field: str) -> None:
    answer = mine("POST", "milestones", said)

    assert answer.status_code == 422, answer.content
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert mine.get("milestones")["results"] == []


def test_the_same_thing_is_not_claimed_twice(mine: Program, learner: User) -> None:
    mine("POST", "milestones", claim())

    answer = mine("POST", "milestones", claim(deed="다시"))

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "facts.address")


def test_a_day_s_reading_is_put_once_and_corrected(mine: Program, learner: User) -> None:
    milestone = claimed(learner, "tool")
    path = f"milestones/{milestone.pk}/readings"

    for value in (131, 131, 140):
        answer = mine("PUT", f"{path}/2026-04-05", {"value": value})

    assert (answer.status_code, answer.json()) == (200, {"day": "2026-04-05", "value": 140, "source": "hand"})
    assert mine.get(path)["results"] == [answer.json()]
    assert [mine("DELETE", f"{path}/2026-04-05").status_code for _ in range(2)] == [204, 204]
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    ("kind", "day", "said", "status"),
    [
        ("tool", "2999-01-01", {"value": 1}, 422),
        ("tool", "1969-12-31", {"value": 1}, 422),
        ("tool", "2026-04-05", {"value": -1}, 422),
        ("tool", "2026-04-05", {}, 422),
        ("tool", "2026-02-30", {"value": 1}, 404),
        ("art", "2026-04-05", {"value": 1}, 409),
    ],
)
def test_a_reading_that_cannot_be_is_refused(
    mine: Program, learner: User, kind: str, day: str, said: dict, status: int
) -> None:
    milestone = claimed(learner, kind)
    stood = [*milestone.readings.values_list("day", "value")]

    answer = mine("PUT", f"milestones/{milestone.pk}/readings/{day}", said)

    assert answer.status_code == status
    assert [*milestone.readings.values_list("day", "value")] == stood


def test_nothing_more_is_measured_of_what_was_withdrawn(mine: Program, learner: User) -> None:
    milestone = milestones.withdraw(claimed(learner, "tool"), now=NOON)

    assert mine("PUT", f"milestones/{milestone.pk}/readings/2026-04-05", {"value": 3}).status_code == 409


@pytest.mark.usefixtures("small_roadmap")
class TestProgress:
    def test_every_step_is_there_and_moves(self, mine: Program, learner: User) -> None:
        first, second = Step.objects.order_by("place")[:2]
        enroll(learner=learner, phase=first.phase.key, hours_a_week=5, today=learner.day())

        done = mine("PUT", f"progress/{first.key}", {"state": "done", "on": "2026-04-01"}).json()

        assert (done["state"], done["finished_on"]) == ("done", "2026-04-01")
        assert [row["state"] for row in mine.get("progress")["results"]] == ["done", "to-do"]
        assert mine.get(f"progress/{second.key}")["state"] == "to-do"
        assert mine("PUT", f"progress/{first.key}", {"state": "to-do"}).json()["finished_on"] is None

    def test_who_has_no_plan_is_told_where_to_make_one(self, mine: Program) -> None:
        answer = mine("PUT", f"progress/{Step.objects.first().key}", {"state": "doing"})

        assert answer.status_code == 409
        assert "/start/" in answer.json()["detail"]

    def test_a_day_ahead_is_refused(self, mine: Program, learner: User) -> None:
        step = Step.objects.first()
        enroll(learner=learner, phase=step.phase.key, hours_a_week=5, today=learner.day())

        answer = mine("PUT", f"progress/{step.key}", {"state": "done", "on": "2999-01-01"})

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "on"

    def test_it_costs_the_same_however_many_steps(self, mine: Program, django_assert_max_num_queries) -> None:
        mine.get("progress")

        with django_assert_max_num_queries(3):  # whose token, the rows, and every two seconds the roadmap's edition
            mine.get("progress")


@pytest.mark.parametrize("rows", [3, 30])
def test_lists_cost_the_same_however_long(mine: Program, learner: User, django_assert_num_queries, rows: int) -> None:
    Project.objects.bulk_create(Project(owner=learner, title=str(n)) for n in range(rows))
    tool = claimed(learner, "tool")
    for number in range(rows - 1):
        claimed(learner, "tool", facts={"address": f"https://example.org/{number}"} | FACTS)
    Reading.objects.bulk_create(
        Reading(milestone=tool, source="hand", day=f"2026-03-{n:02}", value=n) for n in range(1, rows)
    )
    mine.get("me")

    for path, queries in (("projects", 2), ("milestones", 2), (f"milestones/{tool.pk}/readings", 3)):
        with django_assert_num_queries(queries):
            mine.get(path)


FACTS = {"people": 131, "week_of": "2026-04-05", "counted": "한 번씩"}
