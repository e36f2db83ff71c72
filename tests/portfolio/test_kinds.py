from pathlib import Path

import pytest
import yaml

from accounts.roles import ROLES
from accounts.topics import TOPICS
from kit.bilingual import Both
from portfolio.kinds import BY_KEY, KINDS, Kind
from tests.voice import faults, long_sentences

GUIDE = Path(__file__).parents[2] / "roadmap" / "data" / "guides" / "what-counts-as-proof.yaml"

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)


def test_the_seven_kinds_stand_in_the_order_of_the_roadmap() -> None:
    assert list(BY_KEY) == ["paper", "prize", "pull_request", "article", "tool", "job", "art"]
    assert [kind.place for kind in KINDS] == [1, 2, 3, 4, 5, 6, 7]


def test_the_numbers_to_reach_are_said_in_both_languages() -> None:
    assert "5만 회 이상" in BY_KEY["article"].reached.ko
    assert "50,000 views" in BY_KEY["article"].reached.en
    assert "4주를 이어서, 한 주에 100명 이상" in BY_KEY["tool"].reached.ko
    assert "100 or more people a week used it, four weeks running" in BY_KEY["tool"].reached.en


@every_kind
def test_a_kind_speaks_as_the_product_does(kind: Kind) -> None:
    for text in (kind.title, kind.what, kind.reached, kind.shows):
        assert faults(text.ko, text.en) == []
        assert long_sentences(text.ko, text.en) == []


@every_kind
def test_a_kind_is_called_the_same_in_the_guide(kind: Kind) -> None:
    guide = yaml.safe_load(GUIDE.read_text(encoding="utf-8"))["text"]

    assert f"| {kind.title.ko} |" in guide["ko"]
    assert f"| {kind.title.en} |" in guide["en"]


@every_kind
def test_the_icon_of_a_kind_is_drawn(kind: Kind) -> None:
    from lucide.jinja import lucide  # noqa: PLC0415 - opens its archive when imported

    assert "<path" in lucide(kind.icon) or "<circle" in lucide(kind.icon)


@pytest.mark.parametrize(
    "words",
    [*(topic.name for topic in TOPICS), *(role.name for role in ROLES), *(role.line for role in ROLES)],
    ids=lambda words: words.en,
)
def test_topics_and_roles_speak_both_languages(words: Both) -> None:
    assert faults(words.ko, words.en) == []


def test_there_are_eight_topics_and_four_roles() -> None:
    assert len({topic.key for topic in TOPICS}) == 8
    assert [role.key for role in ROLES] == ["engineer", "applied", "scientist", "unknown"]
