"""What a machine can hear of the roadmap's voice: the rest is for whoever reads the steps aloud.

Reads only the files of `roadmap/data/`; no database.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import voice

DATA = Path(__file__).parents[2] / "roadmap" / "data"
LANGUAGES = ("ko", "en")

# key: phase, low and high hours, in the order of the trail
TABLE = {
    "python-cli-git": ("start", [10, 10]),
    "kaggle-first": ("start", [10, 20]),
    "gpu-models": ("start", [40, 40]),
    "choose-topic": ("portfolio", [10, 20]),
    "first-project": ("portfolio", [40, 160]),
    "write-it-up": ("portfolio", [10, 40]),
    "write-to-people": ("portfolio", [10, 40]),
    "second-project": ("portfolio", [40, 180]),
    "narrow-down": ("portfolio", [10, 80]),
    "see-the-maths": ("theory", [10, 10]),
    "recode-in-numpy": ("theory", [40, 40]),
    "fifty-formulas": ("theory", [10, 20]),
    "deep-learning-book": ("theory", [80, 120]),
}
PHASES = {"start": [2, 2], "portfolio": [3, 12], "theory": [1, 4], "paper": [6, 12]}

TEXTS = ("what", "why", "how", "pace", "show", "mistakes")
SCHEMA = {"key", "phase", "place", "title", "hours", "resources", *TEXTS}

# What a step text does without, besides what the voice never says anywhere
NEVER = {
    "ko": re.compile(
        r"진행|실패|유효하지|이 걸음에서|중요한|은\(는\)|\(으\)로"
        r"|(?<!Jupyter )노트북|검증(?! 세트)|붓꽃(?!\(Iris\))|(?<!옛 )Twitter"
    ),
    "en": re.compile(
        r"\b(important|essential|crucial|lessons?|pick up|approve|please|in this step|math|memorize|the learner)\b",
        re.IGNORECASE,
    ),
}
MARKS = re.compile(r"""[!~$/"']|https?:|www\.|\]\(|\d-\d""")
CODE = re.compile(r"`[^`]*`")
LONGEST = {"ko": voice.LONGEST_KO, "en": voice.LONGEST_EN}


def read(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


STEPS = {key: read(f"steps/{key}.yaml") for key in TABLE}
RESOURCES = {
    row["key"] for path in (DATA / "resources").iterdir() for row in yaml.safe_load(path.read_text(encoding="utf-8"))
}
ALL_PHASES = {phase["key"]: phase for phase in read("phases.yaml")}

each_step = pytest.mark.parametrize("key", TABLE)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def items(text: str) -> list[str]:
    """The lines of a Markdown list, each without its mark."""
    return [re.sub(r"^(\d\.|-) ", "", line) for line in text.splitlines()]


def prose(step: dict[str, Any], language: str) -> str:
    return "\n".join(line for name in TEXTS for line in items(step[name][language]))


def sentences(text: str, language: str) -> Iterator[str]:
    """One breath each; in English a colon is a breath too."""
    breath = r"(?<=[.?”])\s+|(?<=:)\s+" if language == "en" else r"(?<=[.?])\s+"
    for line in text.splitlines():
        yield from re.split(breath, line)


def too_long(text: str, language: str) -> list[str]:
    def size(sentence: str) -> int:
        return len(sentence.replace("`", "")) if language == "ko" else len(sentence.split())

    return [sentence for sentence in sentences(text, language) if size(sentence) > LONGEST[language]]


def never(text: str, language: str) -> list[str]:
    """Words and marks the voice does without; what stands in backticks is code and is left alone."""
    spoken = CODE.sub("", text)
    ours = [hit[0] for pattern in (NEVER[language], MARKS) for hit in pattern.finditer(spoken)]
    return ours + (voice.faults(spoken, "A word") if language == "ko" else voice.faults("한 마디", spoken))


def numbers(text: str) -> set[int]:
    """The figures from 6 up; smaller counts are words in one language and digits in the other. 5만 is 50,000."""
    spoken = CODE.sub("", text)
    found = re.findall(r"(\d+(?:,\d{3})*)(만?)", spoken)
    return {
        n for digits, ten_thousand in found if (n := int(digits.replace(",", "")) * (10_000 if ten_thousand else 1)) > 5
    }


def test_every_step_of_the_table_has_its_file_and_no_other_lies_there() -> None:
    assert {path.stem for path in (DATA / "steps").iterdir()} == set(TABLE)


@each_step
def test_a_step_is_whole(key: str) -> None:
    step = STEPS[key]

    assert set(step) == SCHEMA
    assert step["key"] == key
    for name in ("title", *TEXTS):
        assert set(step[name]) == set(LANGUAGES), name
        assert all(step[name][language].strip() for language in LANGUAGES), name


@each_step
def test_a_step_stands_where_the_table_says(key: str) -> None:
    step = STEPS[key]

    assert (step["phase"], step["hours"]) == TABLE[key]
    assert step["place"] == list(TABLE).index(key) + 1


@each_step
def test_a_step_leads_to_resources_that_exist(key: str) -> None:
    resources = STEPS[key]["resources"]

    assert resources
    assert len(resources) == len(set(resources))
    assert set(resources) <= RESOURCES


@each_step
def test_a_title_fits_the_trail(key: str) -> None:
    title = STEPS[key]["title"]

    assert len(title["ko"]) <= 20
    assert len(title["en"]) <= 40
    assert not title["ko"].endswith(".")
    assert not title["en"].endswith(".")


@each_step
@each_language
def test_what_is_one_sentence(key: str, language: str) -> None:
    what = STEPS[key]["what"][language]

    assert what.endswith(".")
    assert len(re.findall(r"[.?](\s|$)", what)) == 1
    assert "`" not in what


@each_step
@each_language
def test_acts_are_numbered_and_proofs_are_listed(key: str, language: str) -> None:
    step = STEPS[key]
    acts, proofs, mistakes = (step[name][language].splitlines() for name in ("how", "show", "mistakes"))

    assert [line[:3] for line in acts] == [f"{n}. " for n in range(1, len(acts) + 1)]
    assert all(line.startswith("- ") for line in proofs + mistakes)
    assert 3 <= len(acts) <= 6
    assert 2 <= len(proofs) <= 5
    assert 2 <= len(mistakes) <= 4


@each_step
def test_both_languages_promise_the_same(key: str) -> None:
    step = STEPS[key]

    for name in ("how", "show", "mistakes"):
        assert len(items(step[name]["ko"])) == len(items(step[name]["en"])), name
    for name in TEXTS:
        ko, en = step[name]["ko"], step[name]["en"]
        assert numbers(ko) == numbers(en), name
        assert sorted(CODE.findall(ko)) == sorted(CODE.findall(en)), name


@each_step
@each_language
def test_a_step_is_read_in_two_minutes(key: str, language: str) -> None:
    words = len(prose(STEPS[key], language).split())

    assert 100 <= words <= (190 if language == "ko" else 250)


@each_step
def test_korean_is_half_to_two_thirds_of_the_english(key: str) -> None:
    ko, en = (len(prose(STEPS[key], language)) for language in LANGUAGES)

    assert 0.45 <= ko / en <= 0.7


@each_step
@each_language
def test_a_sentence_is_one_breath(key: str, language: str) -> None:
    assert not too_long(prose(STEPS[key], language), language)


@each_step
@each_language
def test_a_step_says_nothing_the_voice_forbids(key: str, language: str) -> None:
    step = STEPS[key]

    assert not never(step["title"][language] + "\n" + prose(step, language), language)


def test_phases_stand_in_order_with_their_months() -> None:
    assert {key: phase["months"] for key, phase in ALL_PHASES.items()} == PHASES
    assert list(ALL_PHASES) == list(PHASES)


def test_only_the_paper_is_still_being_written() -> None:
    assert [key for key, phase in ALL_PHASES.items() if "still_written" in phase] == ["paper"]
    assert "paper" not in {phase for phase, _hours in TABLE.values()}


@pytest.mark.parametrize("key", PHASES)
@each_language
def test_a_phase_speaks_in_the_same_voice(key: str, language: str) -> None:
    phase = ALL_PHASES[key]
    texts = [phase[name][language] for name in ("title", "aim", "still_written") if name in phase]

    assert all(texts)
    assert not too_long("\n".join(texts), language)
    assert not never("\n".join(texts), language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "멘토님이 확인했어요"),
        ("ko", "노트북을 열어요"),
        ("ko", "붓꽃을 나눠요"),
        ("ko", "검증을 받아요"),
        ("ko", "다 됐어요!"),
        ("ko", "2~3주예요"),
        ("en", "Simply run it"),
        ("en", "It costs $1 an hour, then $60"),
        ("en", "Read https://example.org"),
        ("en", "It's done"),
        ("en", "2-3 weeks"),
    ],
)
def test_what_the_voice_forbids_would_be_heard(language: str, text: str) -> None:
    assert never(text, language)
