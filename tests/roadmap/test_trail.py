"""The roadmap in memory: what it holds, and how it notices that it has changed."""

from pathlib import Path

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from roadmap import trail
from roadmap.actions.edition import renew_edition
from roadmap.models import Edition, Resource, Step
from roadmap.trail import memory
from tests.roadmap import data

pytestmark = pytest.mark.django_db


def two_seconds_later() -> None:
    memory._memory.good_until = 0.0


def test_steps_stand_in_order_with_their_neighbours(small_roadmap: Path) -> None:
    walked = trail.current()

    first, second = walked.steps
    assert [(step.number, step.key) for step in walked.steps] == [(1, "learn-words"), (2, "draw-it")]
    assert (walked.before(first), walked.after(first)) == (None, second)
    assert (walked.before(second), walked.after(second)) == (first, None)
    assert [phase.key for phase in walked.phases] == ["start", "paper"]
    assert walked.months == (7, 14)


def test_a_step_holds_its_texts_as_html_and_its_resources_in_order_of_use(small_roadmap: Path) -> None:
    step = trail.current().step_by_key["learn-words"]

    with translation.override("ko"):
        assert "<li>읽어요.</li>" in str(step.how)
    with translation.override("en"):
        assert "<li>Read it.</li>" in str(step.how)
    assert [resource.key for resource in step.resources] == ["attention-video", "anki"]
    assert step.resources[0].minutes == 90


def test_a_dead_link_knows_what_stands_in_for_it(small_roadmap: Path) -> None:
    link = trail.current().resource_by_key["old-blog"].link

    assert link is not None
    assert link.successor is not None
    assert (link.state, link.since, link.successor.key) == ("gone", 2021, "anki")


def test_two_dead_links_may_name_each_other(small_roadmap: Path) -> None:
    old, anki = Resource.objects.get(key="old-blog"), Resource.objects.get(key="anki")
    Resource.objects.filter(key="anki").update(link_state="gone", replaced_by=old)
    Resource.objects.filter(key="old-blog").update(replaced_by=anki)
    renew_edition()

    link = trail.current().resource_by_key["anki"].link

    assert link is not None
    assert link.successor is not None
    assert link.successor.link is None


def test_a_retired_step_leads_along_its_successors_to_the_first_that_holds(small_roadmap: Path) -> None:
    (small_roadmap / "steps/draw-it.yaml").unlink()
    data.spoil(small_roadmap / "steps/learn-words.yaml", "key: learn-words", "key: learn-signs\nreplaces: [draw-it]")
    data.spoil(small_roadmap / "guides/forums.yaml", "[learn-words]", "[learn-signs]")
    data.load(small_roadmap)
    draw = Step.objects.get(key="draw-it")
    Step.objects.filter(key="learn-words").update(replaced_by=draw)
    renew_edition()

    assert trail.current().successors == {"draw-it": "learn-signs", "learn-words": "learn-signs"}


def test_steps_that_replace_each_other_in_a_circle_lead_nowhere(small_roadmap: Path) -> None:
    first, second = Step.objects.order_by("place")
    Step.objects.filter(pk=first.pk).update(retired_at=first.created_at, replaced_by=second)
    Step.objects.filter(pk=second.pk).update(retired_at=first.created_at, replaced_by=first)
    renew_edition()

    assert trail.current().successors == {}


def test_it_is_read_once_and_asked_about_at_most_every_two_seconds(
    small_roadmap: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = trail.current()

    with django_assert_num_queries(0):
        assert trail.current() is before
    two_seconds_later()
    with django_assert_num_queries(1):
        assert trail.current() is before


def test_what_was_changed_in_this_process_is_seen_at_once(small_roadmap: Path) -> None:
    trail.current()
    data.spoil(small_roadmap / "steps/learn-words.yaml", "hours: [10, 20]", "hours: [10, 30]")

    data.load(small_roadmap)

    assert trail.current().steps[0].hours_high == 30


def test_what_was_changed_in_another_process_is_seen_within_two_seconds_and_by_a_curator_at_once(
    small_roadmap: Path, learner: User, curator: User
) -> None:
    trail.current()
    Step.objects.filter(key="learn-words").update(hours_high=30)
    Edition.objects.update(version="00000000-0000-4000-8000-000000000000")

    assert trail.seen_by(learner).steps[0].hours_high == 20
    assert trail.seen_by(curator).steps[0].hours_high == 30
    assert trail.seen_by(learner).steps[0].hours_high == 30

    Step.objects.filter(key="learn-words").update(hours_high=40)
    Edition.objects.update(version="00000000-0000-4000-8000-000000000001")
    two_seconds_later()
    assert trail.seen_by(learner).steps[0].hours_high == 40


def test_an_empty_database_has_an_empty_trail(db: None) -> None:
    assert trail.current().steps == ()
    assert trail.current().version is None
