from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from accounts.models import User
from demo import populate as worlds
from demo.populate import Done, populate
from demo.tables import TABLES
from kit import clock
from mentoring.models import Mentor, ReviewRequest
from notices import kinds
from notices.models import Notice
from portfolio.models import Entry, Milestone, Project
from roadmap.models import Enrollment, Progress
from roadmap.planning import plan_of


@pytest.fixture
def roadmap(db: None) -> None:
    call_command("load_roadmap", verbosity=0)


def make(learners: int, seed: int = 1, **more: Any) -> list[Done]:
    heard: list[Done] = []
    populate(learners=learners, seed=seed, now=clock.now(), say=heard.append, **more)
    return heard


def told() -> list[Any]:
    entries = Entry.objects.order_by("pk").values_list("owner__handle", "day", "minutes", "text", "form_key")
    walks = Enrollment.objects.order_by("pk").values_list(
        "learner__email", "planned_from", "hours_a_week", "next_due_on"
    )
    projects = Project.objects.order_by("pk").values_list("owner__handle", "title", "visibility", "form_key")
    return [*entries, *walks, *projects]


def test_two_thousand_learners_come_with_all_they_have(roadmap: None) -> None:
    [done] = make(2_000)

    counted = {name: model._default_manager.count() for name, (model, *_) in TABLES.items()}
    assert counted["user"] == done.learners == 2_000
    assert done.rows == sum(counted.values())
    assert 8 <= counted["entry"] / 2_000 <= 12
    assert min(number for name, number in counted.items() if name not in {"mentor", "review", "request"}) > 700
    assert set(Milestone.objects.values_list("state", flat=True)) == {"claimed", "verified", "declined", "draft"}
    assert set(ReviewRequest.objects.values_list("state", flat=True)) == {"open", "answered"}
    assert set(Mentor.objects.values_list("state", flat=True)) == {"accepted", "applied"}
    readers = dict(User.objects.values_list("language").annotate(Count("pk")))
    assert 0.8 < readers["ko"] / readers["en"] < 1.6


def test_the_plan_of_a_sample_is_what_their_rows_say(roadmap: None) -> None:
    make(600)

    for enrollment in Enrollment.objects.select_related("first_phase")[:200]:
        upcoming = plan_of(enrollment).next
        assert enrollment.next_due_on == (upcoming.due_on if upcoming else None), enrollment
    assert Enrollment.objects.filter(next_due_on=None).exists()


def test_the_same_seed_makes_the_same_world(roadmap: None) -> None:
    make(120, batch=50)
    first = told()
    User.objects.all().delete()

    heard = make(120, batch=70)

    assert told() == first
    assert [done.learners for done in heard] == [70, 120]


def test_a_second_seed_comes_beside_the_first(roadmap: None) -> None:
    make(50, seed=1)
    make(50, seed=2)

    assert User.objects.count() == 100
    User.objects.create_user("w3-1@populate.example")  # the keys handed out are taken


def test_nothing_is_ahead_of_its_time(roadmap: None) -> None:
    now = clock.now()
    make(300)

    assert not Entry.objects.filter(created_at__gt=now).exists()
    for walked in Progress.objects.filter(finished_on__isnull=False).select_related("enrollment__learner")[:500]:
        assert walked.finished_on <= walked.enrollment.learner.calendar_day(now)
    for entry in Entry.objects.select_related("owner")[:500]:
        assert entry.day <= entry.owner.calendar_day(now)


def test_the_newest_notices_are_still_true(roadmap: None) -> None:
    make(300)
    newest = list(Notice.objects.unread().filter(created_at__gt=clock.now() - timedelta(days=1))[:50])

    assert len(newest) > 10
    assert len(kinds.words_of(newest)) > len(newest) * 0.9


def test_the_search_finds_what_came_while_its_index_was_put_off(roadmap: None, monkeypatch: Any) -> None:
    monkeypatch.setattr(worlds, "MANY", 10)
    make(60)

    assert Entry.objects.filter(text__icontains="anki").exists()


def test_nobody_is_made_among_real_people(roadmap: None, learner: User) -> None:
    with pytest.raises(CommandError, match="People live in this database"):
        call_command("populate", learners=10)


def test_the_same_world_is_not_made_twice(roadmap: None) -> None:
    make(10)

    with pytest.raises(CommandError, match="another --seed"):
        call_command("populate", learners=10)


def test_the_command_says_how_fast_it_was(roadmap: None, capsys: Any) -> None:
    call_command("populate", learners=10, entries=2)

    assert "10 learners" in capsys.readouterr().out
