"""Every way in which data can be bad: refused whole, each problem with its file, its line and what to do."""

from pathlib import Path

import pytest

from roadmap.loading.problems import BadRoadmap
from roadmap.loading.source import read_source
from tests.roadmap import data

STEP = "steps/learn-words.yaml"
RESOURCES = "resources/all.yaml"

SPOILT = [
    # file, what stands there, what is put there, line, the reason (a part of it)
    (STEP, "title: {", "title {", 4, "this is no YAML"),
    (STEP, "hours: [10, 20]", "hours: [10, 20]\nhuors: [1, 2]", 15, "“huors” is not known here; known are hours, how, key"),
    (STEP, "phase: start", "phase: start\nphase: paper", 3, "“phase” stands here twice"),
    (STEP, "pace: {ko: 한 주, en: A week}\n", "", 1, "“pace” is missing"),
    (STEP, "pace: {ko: 한 주, en: A week}", "pace: {ko: 한 주}", 15, "“pace” has no English text (en)"),
    (STEP, "pace: {ko: 한 주, en: A week}", "pace: {en: A week}", 15, "“pace” has no Korean text (ko)"),
    (STEP, "pace: {ko: 한 주, en: A week}", "pace: {ko: 한 주, en: A week, fr: x}", 15, "“fr” is not known here"),
    (STEP, "pace: {ko: 한 주, en: A week}", "pace: {ko: 7, en: A week}", 15, "“pace.ko” is a text; put 7 in quotes"),
    (STEP, "pace: {ko: 한 주, en: A week}", 'pace: {ko: " ", en: A week}', 15, "“pace.ko” is empty"),
    (STEP, "pace: {ko: 한 주, en: A week}", "pace: 한 주", 15, "names with values belong here"),
    (STEP, "pace: {ko: 한 주", "pace: {[ko]: 한 주", 15, "a name belongs here"),
    (STEP, "title: {ko: 단어", "title: {ko: " + "긴" * 61, 4, "“title.ko” has 65 characters; 60 is the most"),
    (STEP, "hours: [10, 20]", "hours: [20, 10]", 14, "“hours” goes from 20 down to 10"),
    (STEP, "hours: [10, 20]", "hours: [10]", 14, "“hours” is two numbers: [low, high]"),
    (STEP, "hours: [10, 20]", "hours: 10", 14, "a list belongs here"),
    (STEP, "hours: [10, 20]", "hours: [10, ten]", 14, "“hours” is a number, not “ten”"),
    (STEP, "hours: [10, 20]", "hours: [1.5, 20]", 14, "“hours” is a whole number, not 1.5"),
    (STEP, "hours: [10, 20]", "hours: [0, 20]", 14, "“hours” can’t be 0"),
    (STEP, "hours: [10, 20]", "hours: [10, .inf]", 14, "“hours” is a number"),
    (STEP, "hours: [10, 20]", "hours: [10, 0x1F]", 14, "“hours” is a number, not “0x1F”"),
    (STEP, "[attention-video, anki]", "[attention-video, anky]", 18, "there is no resource “anky”"),
    (STEP, "[attention-video, anki]", "[anki, anki]", 18, "“anki” is in “resources” twice"),
    (STEP, "[attention-video, anki]", "[Anki]", 18, "“Anki” is no key"),
    (STEP, "phase: start", "phase: begin", 2, "there is no phase “begin”"),
    (STEP, "place: 1", "place: 2", 3, "place 2 is taken by “draw-it”"),
    (STEP, "key: learn-words", "key: draw-it", 1, "the step “draw-it” is already in steps/draw-it.yaml:1"),
    (STEP, "place: 1", "place: 1\nreplaces: [draw-it]", 4, "“draw-it” is still a step here"),
    ("phases.yaml", "12]\n  still_written:", "12]\n  # still_written:", 5, "say so in “still_written”"),
    ("phases.yaml", "- key: start", "key: start", 2, "this is no YAML"),
    (RESOURCES, "kind: video", "kind: film", 5, "“kind” can’t be “film”; it is one of course, video, book"),
    (RESOURCES, "language: en", "language: de", 6, "“language” can’t be “de”; it is one of en, ko, any"),
    (RESOURCES, "hours: 1.5", "hours: 1.25", 9, "“hours” takes tenths at most"),
    (RESOURCES, "address: https://example.org/attention", "address: example.org", 4, "begins with https:// or http://"),
    (RESOURCES, "address: https://example.org/attention", "address: javascript:x", 4, "begins with https:// or http://"),
    (RESOURCES, "key: old-blog", "key: anki", 20, "the resource “anki” is already in resources/all.yaml:11"),
    (RESOURCES, "successor: anki", "successor: ankii", 19, "there is no resource “ankii”"),
    (RESOURCES, "state: gone", "state: lost", 19, "“state” can’t be “lost”; it is one of moved, gone"),
    (RESOURCES, "successor: anki", "checked: true", 19, "“checked” stays false"),
    (RESOURCES, "successor: anki", "checked: maybe", 19, "“checked” is true or false"),
    ("guides/forums.yaml", "resources: [anki]", "resources: [ank]", 6, "there is no resource “ank”"),
    ("guides/forums.yaml", "steps: [learn-words]", "steps: [learn]", 7, "there is no step “learn”"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return data.write(tmp_path / "data")


def refusal(path: Path) -> BadRoadmap:
    with pytest.raises(BadRoadmap) as refused:
        read_source(path)
    return refused.value


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda spoilt: spoilt[4][:40])
def test_bad_data_is_refused_with_file_line_and_reason(folder: Path, spoilt: tuple[str, str, str, int, str]) -> None:
    file, old, new, line, reason = spoilt
    data.spoil(folder / file, old, new)

    refused = refusal(folder)

    assert any(str(found).startswith(f"{file}:{line}: ") and reason in found.reason for found in refused.problems), (
        refused
    )


def test_steps_never_go_back_to_an_earlier_phase(folder: Path) -> None:
    data.spoil(folder / STEP, "phase: start", "phase: paper")

    refused = refusal(folder)

    assert str(refused) == "steps/draw-it.yaml:3: place 2 lies behind “learn-words”, which is of a later phase"


def test_every_problem_is_told_at_once(folder: Path) -> None:
    data.spoil(folder / STEP, "hours: [10, 20]", "hours: [20, 10]")
    data.spoil(folder / RESOURCES, "kind: video", "kind: film")
    data.spoil(folder / RESOURCES, "kind: tool", "kind: saw")

    assert [str(problem.place) for problem in refusal(folder).problems] == [
        "resources/all.yaml:5",
        "resources/all.yaml:24",
        "steps/learn-words.yaml:14",
    ]


def test_what_is_no_text_at_all_is_told_by_line(folder: Path) -> None:
    (folder / STEP).write_bytes(b"key: a\ntitle: \xff\n")
    assert f"{STEP}:2: this is not UTF-8" in str(refusal(folder))

    (folder / STEP).write_text("key: a\ntitle: \x07\n")
    assert f"{STEP}:2: a sign that no text has" in str(refusal(folder))

    (folder / STEP).write_text("# nothing yet\n")
    assert f"{STEP}:1: the file is empty" in str(refusal(folder))


def test_a_folder_without_phases_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    assert "phases.yaml:1: can’t be read" in str(refusal(tmp_path))
    assert "nowhere.yaml:1: can’t be read" in str(refusal(tmp_path / "nowhere.yaml"))


def test_one_file_can_hold_it_all(tmp_path: Path) -> None:
    file = tmp_path / "roadmap.yaml"
    indented = "\n".join(f"    {line}" if line else "" for line in data.step("learn-words", 1).splitlines())
    file.write_text(f"phases:\n{data.PHASES}steps:\n  -\n{indented}\nresources:\n{data.RESOURCES}")

    source = read_source(file)

    assert [thing.key for thing in source.steps] == ["learn-words"]
    assert len(source.resources) == 3


def test_one_step_is_not_taken_for_a_roadmap_that_lost_all_others(folder: Path) -> None:
    refused = refusal(folder / STEP)

    assert "learn-words.yaml:1: “phases” is missing" in str(refused)


def test_the_data_that_we_ship_is_good() -> None:
    source = read_source()

    assert [phase.key for phase in source.phases] == ["start", "portfolio", "theory", "paper"]
    assert len(source.steps) == 13
    assert len(source.guides) == 6
