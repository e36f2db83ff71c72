"""The week as a worker makes it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.schedule import SCHEDULE
from peers import tasks
from peers.actions import surface as surfacing
from peers.models import RingPlace, Suggestion
from tests.peers.conftest import MONDAY, NOON, Walks


@pytest.fixture(autouse=True)
def noon(at) -> None:
    at(NOON)


def test_the_hour_opens_the_week_and_serves_everybody_in_it(walks: Walks) -> None:
    for number in range(6):
        walks(f"p-{number}")

    assert tasks.surface() == 6

    assert Suggestion.objects.values("learner").distinct().count() == 6


def test_every_other_hour_asks_next_to_nothing(walks: Walks) -> None:
    walks("one")
    tasks.surface()

    with CaptureQueriesContext(connection) as asked:
        assert tasks.surface() == 0

    questions = [query["sql"] for query in asked if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(questions) == 2
    assert all("peers_ringplace" in question for question in questions)


def test_a_worker_that_dies_leaves_its_batch_to_the_next(walks: Walks, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        walks(f"p-{number}")

    def dies(*_args: object) -> None:
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(surfacing, "best", dies)
        with pytest.raises(SystemExit):
            tasks.surface()
    assert RingPlace.objects.unserved(MONDAY).count() == 6
    assert not Suggestion.objects.exists()

    assert tasks.surface() == 6


def test_what_is_left_after_a_while_is_rung_for_again(walks: Walks, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[str] = []
    for number in range(5):
        walks(f"p-{number}")
    monkeypatch.setattr(tasks, "LONGEST_RUN", 0.0)
    monkeypatch.setattr(tasks, "BATCH", 2)
    monkeypatch.setattr(tasks, "surface_batch", lambda now: surfacing.surface(now, 2))
    monkeypatch.setattr(tasks.doorbell, "ring", rung.append)

    assert tasks.surface() == 2

    assert rung == [SCHEDULE["surface peers"]["task"]]


def test_who_comes_later_in_the_week_is_served_on_monday(walks: Walks, at) -> None:
    walks("one")
    walks("two")
    tasks.surface()
    walks("three")

    tasks.surface()
    assert not Suggestion.objects.filter(learner__handle="three").exists()
    at(NOON + timedelta(days=4))
    tasks.surface()

    assert Suggestion.objects.filter(learner__handle="three").exists()
