"""From data files to rows: what is created, changed, retired and kept, and what is never touched."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from roadmap.actions.load import Report
from roadmap.loading.source import read_source
from roadmap.loading.tables import Phases, Resources, Steps
from roadmap.models import Edition, Enrollment, Mark, Phase, Progress, Resource, Step
from tests.roadmap import data
from tests.roadmap.data import load

pytestmark = pytest.mark.django_db

LEARN, DRAW, RESOURCES = "steps/learn-words.yaml", "steps/draw-it.yaml", "resources/all.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return data.write(tmp_path / "data")


def told(report: Report) -> list[str]:
    return [" ".join(filter(None, (change.verb, change.what, change.key, change.why))) for change in report.changes]


def test_a_first_load_creates_everything_with_its_relations(folder: Path) -> None:
    report = load(folder)

    assert len(report.of("created")) == len(report.changes) == 7
    assert Step.objects.get(key="learn-words").phase.key == "start"
    used = Step.objects.get(key="learn-words").step_resources.values_list("resource__key", flat=True)
    assert list(used) == ["attention-video", "anki"]
    gone = Resource.objects.get(key="old-blog")
    assert (gone.link_state, gone.gone_since) == ("gone", 2021)
    assert gone.replaced_by is not None
    assert gone.replaced_by.key == "anki"


def test_a_second_load_says_nothing_changed_and_writes_nothing(
    folder: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    load(folder)
    edition = Edition.objects.version()

    with django_assert_max_num_queries(30) as queries:
        report = load(folder)

    assert report.changes == []
    assert Edition.objects.version() == edition
    assert not [query for query in queries if query["sql"].startswith(("UPDATE", "DELETE"))]


def test_a_changed_file_changes_its_row_and_says_in_what(folder: Path) -> None:
    load(folder)
    edition = Edition.objects.version()
    data.spoil(folder / LEARN, "hours: [10, 20]", "hours: [10, 30]")
    data.spoil(folder / LEARN, "[attention-video, anki]", "[anki, attention-video, old-blog]")

    report = load(folder)

    assert told(report) == ["changed step learn-words hours_high, resources"]
    step = Step.objects.get(key="learn-words")
    assert step.hours_high == 30
    used = step.step_resources.values_list("resource__key", flat=True)
    assert list(used) == ["anki", "attention-video", "old-blog"]
    assert Edition.objects.version() != edition


def test_what_the_data_no_longer_has_is_retired_not_deleted_and_comes_back(folder: Path) -> None:
    load(folder)
    text = (folder / DRAW).read_text()
    (folder / DRAW).unlink()

    assert told(load(folder)) == ["retired step draw-it"]
    assert Step.objects.get(key="draw-it").retired_at is not None
    assert load(folder).changes == []

    (folder / DRAW).write_text(text)
    assert told(load(folder)) == ["changed step draw-it retired"]
    assert Step.objects.get(key="draw-it").retired_at is None


def test_a_retired_step_leads_to_the_one_that_replaces_it(folder: Path) -> None:
    load(folder)
    (folder / DRAW).unlink()
    data.spoil(folder / LEARN, "place: 1", "place: 1\nreplaces: [draw-it]")

    assert told(load(folder)) == ["retired step draw-it"]
    successor = Step.objects.get(key="draw-it").replaced_by
    assert successor is not None
    assert successor.key == "learn-words"


def test_a_row_that_was_edited_here_is_kept_whatever_the_data_says(folder: Path) -> None:
    load(folder)
    Step.objects.filter(key="learn-words").update(title_ko="여기서 고친 이름")
    data.spoil(folder / LEARN, "hours: [10, 20]", "hours: [10, 30]")
    Step.objects.filter(key="draw-it").update(why_en="Edited here, then dropped from the data")
    (folder / DRAW).unlink()

    report = load(folder)

    assert told(report) == [
        "kept step learn-words edited here, the data differs in hours_high, title_ko",
        "kept step draw-it edited here, the data differs in retired",
    ]
    assert not report.wrote
    assert Step.objects.get(key="learn-words").title_ko == "여기서 고친 이름"
    assert Step.objects.get(key="draw-it").retired_at is None


def test_resources_that_were_put_in_another_order_here_are_kept_too(folder: Path) -> None:
    load(folder)
    step = Step.objects.get(key="learn-words")
    step.step_resources.filter(resource__key="anki").delete()
    data.spoil(folder / LEARN, "hours: [10, 20]", "hours: [10, 30]")

    assert "kept step learn-words edited here, the data differs in hours_high, resources" in told(load(folder))
    assert step.step_resources.count() == 1


def test_once_the_data_says_the_same_as_the_edit_the_row_follows_the_data_again(folder: Path) -> None:
    load(folder)
    Step.objects.filter(key="learn-words").update(hours_high=30)
    data.spoil(folder / LEARN, "hours: [10, 20]", "hours: [10, 30]")

    assert load(folder).changes == []

    data.spoil(folder / LEARN, "hours: [10, 30]", "hours: [10, 40]")
    assert told(load(folder)) == ["changed step learn-words hours_high"]


def test_what_was_made_here_is_kept(folder: Path) -> None:
    load(folder)
    Resource.objects.create(
        key="ours", title_ko="우리", title_en="Ours", address="https://example.org/ours", kind="tool"
    )

    assert told(load(folder)) == ["kept resource ours made here"]
    assert Resource.objects.get(key="ours").retired_at is None


def test_what_a_kept_step_stands_on_is_kept_with_it(folder: Path) -> None:
    load(folder)
    Step.objects.filter(key="draw-it").update(title_ko="여기서 고친 이름")
    (folder / DRAW).unlink()
    resources = (folder / RESOURCES).read_text()
    first, second = resources.index("- key: old-blog"), resources.index("- key: anki")
    (folder / RESOURCES).write_text(resources[:first] + resources[second:])

    report = load(folder)

    assert "kept resource old-blog a step that was kept here still needs it" in told(report)
    assert Resource.objects.get(key="old-blog").retired_at is None


def test_progress_marks_and_notes_are_never_touched(folder: Path, learner: User) -> None:
    load(folder)
    enrollment = Enrollment.objects.create(
        learner=learner, first_phase=Phase.objects.get(key="start"), planned_from="2026-03-02", hours_a_week=10
    )
    done, noted = Step.objects.get(key="draw-it"), Step.objects.get(key="learn-words")
    Progress.objects.create(enrollment=enrollment, step=done, state="done", finished_on="2026-03-08", note="끝")
    Progress.objects.create(enrollment=enrollment, step=noted, note="메모")
    Mark.objects.create(learner=learner, resource=Resource.objects.get(key="old-blog"), helped=True)
    before = [list(model.objects.order_by("pk").values()) for model in (Enrollment, Progress, Mark)]

    (folder / DRAW).unlink()
    data.spoil(folder / LEARN, "[attention-video, anki]", "[anki]")
    resources = (folder / RESOURCES).read_text()
    first, second = resources.index("- key: old-blog"), resources.index("- key: anki")
    (folder / RESOURCES).write_text(resources[:first] + resources[second:])
    report = load(folder)

    assert sorted(f"{change.verb} {change.key}" for change in report.changes) == [
        "changed learn-words",
        "retired draw-it",
        "retired old-blog",
    ]
    assert [list(model.objects.order_by("pk").values()) for model in (Enrollment, Progress, Mark)] == before


def test_bad_data_leaves_every_row_as_it_was(folder: Path) -> None:
    load(folder)
    data.spoil(folder / LEARN, "hours: [10, 20]", "hours: [10, 30]")
    data.spoil(folder / DRAW, "[old-blog]", "[nothing]")

    with pytest.raises(
        CommandError, match=r"Nothing was loaded: 1 problem\.\nsteps/draw-it.yaml:18: there is no resource"
    ):
        call_command("load_roadmap", str(folder))

    assert Step.objects.get(key="learn-words").hours_high == 20


def test_the_command_tells_in_words_what_it_did(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_roadmap", str(folder))
    call_command("load_roadmap", str(folder))
    data.spoil(folder / LEARN, "hours: [10, 20]", "hours: [10, 30]")
    Step.objects.filter(key="draw-it").update(hours_high=41)
    call_command("load_roadmap", str(folder))

    assert capsys.readouterr().out.splitlines() == [
        "Created 2 phases: start; paper.",
        "Created 3 resources: attention-video; old-blog; anki.",
        "Created 2 steps: draw-it; learn-words.",
        "Nothing changed.",
        "Changed 1 step: learn-words (hours_high).",
        "Kept 1 step: draw-it (edited here, the data differs in hours_high).",
    ]


def test_the_tables_write_exactly_what_the_files_say(folder: Path) -> None:
    source = read_source(folder)

    for table, things in ((Phases, source.phases), (Steps, source.steps), (Resources, source.resources)):
        assert set(table.columns) == set(things[0].columns)


def test_all_the_data_that_we_ship_is_loaded(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_roadmap")
    call_command("load_roadmap")

    assert "Created 13 steps." in capsys.readouterr().out
    assert Step.objects.current().count() == 13
