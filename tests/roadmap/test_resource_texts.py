"""The resources and guides as written: nothing of the source is missing, and every text speaks as the product does."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from roadmap.models.resource import Cost, Level, LinkState, ResourceKind, ResourceLanguage
from tests.voice import faults, long_sentences

DATA = Path(__file__).parents[2] / "roadmap" / "data"
RESOURCES: list[dict[str, Any]] = [
    row | {"file": path.stem}
    for path in sorted((DATA / "resources").glob("*.yaml"))
    for row in yaml.safe_load(path.read_text(encoding="utf-8"))
]
GUIDES: list[dict[str, Any]] = [
    yaml.safe_load(path.read_text(encoding="utf-8")) | {"file": path.stem}
    for path in sorted((DATA / "guides").glob("*.yaml"))
]
KEYS = {row["key"] for row in RESOURCES}
NEEDED = {"key", "title", "by", "address", "kind", "language", "level", "cost", "why", "file"}

# Every distinct link of the document that the roadmap was asked for by, in its order and spelling.
SOURCE = """
https://www.codecademy.com/
https://www.youtube.com/watch?v=yzIMircGU5I&list=PL5-da3qGB5ICCsgW1MxlZ0Hq8LL5U3u9y
http://scikit-learn.org/stable/
https://www.youtube.com/watch?v=HW29067qVWk&t=375s
https://www.kaggle.com/competitions?sortBy=grouped&group=general&page=1&pageSize=20&category=gettingStarted
https://www.kaggle.com/c/titanic
https://www.kaggle.com/c/house-prices-advanced-regression-techniques
https://www.kaggle.com/uciml/iris
http://course.fast.ai/
https://twitter.com/EmilWallner/status/1184723538810413056
https://twitter.com/EmilWallner/status/1162289417140264960
https://github.com/emilwallner/Deep-Learning-From-Scratch
https://www.manning.com/books/grokking-deep-learning
https://iamtrask.github.io/
http://www.deeplearningbook.org/
https://www.youtube.com/watch?v=fNk_zzaMoSs&list=PLZHQObOWTQDPD3MizzM2xVFitgF8hE_ab
https://www.youtube.com/watch?v=WUvTyaaNkzM&list=PLZHQObOWTQDMsr9K-rj53DwVRMYO3t5Yr
https://www.youtube.com/watch?v=qBigTkBLU6g&list=PLblh5JKOoLUK0FLuzwntyYI10UQFUhsY9
https://www.youtube.com/watch?v=Gv9_4yMHFhI&list=PLblh5JKOoLUICTaGLRoHQDuF_7q2GfuJF
https://www.youtube.com/watch?v=bzp5bQY7XmE&list=PLh6SAYydrIpc8uCGc_KxjLSDRV6tfT10u&index=2
http://forums.fast.ai/
https://keras-slack-autojoin.herokuapp.com/
https://join.slack.com/t/distillpub/shared_invite/enQtMzg1NzU3MzEzMTg3LWJkNmQ4Y2JlNjJkNDlhYTU2ZmQxMGFkM2NiMTI2NGVjNzJkOTdjNTFiOGZmNDBjNTEzZGUwM2U0Mzg4NDAyN2E
https://discuss.pytorch.org/
https://blog.floydhub.com/my-first-weekend-of-deep-learning/
https://blog.floydhub.com/coding-the-history-of-deep-learning/
https://blog.floydhub.com/colorizing-b&w-photos-with-neural-networks/
https://blog.floydhub.com/turning-design-mockups-into-code-with-deep-learning/
http://www.aiartonline.com/design/emil-wallner/
https://github.com/corewarai/open_project
https://twitter.com/EmilWallner
http://ai.stanford.edu/~zayd/why-is-machine-learning-hard.html
https://80000hours.org/articles/ml-engineering-career-transition-guide/
https://blog.gregbrockman.com/how-i-became-a-machine-learning-practitioner
https://www.quora.com/What-are-the-best-ways-to-pick-up-Deep-Learning-skills-as-an-engineer
https://www.youtube.com/watch?v=F1ka6a13S9I
http://amid.fish/reproducing-deep-rl
https://spinningup.openai.com/en/latest/spinningup/spinningup.html
https://www.reddit.com/r/MachineLearning/comments/73n9pm/d_confession_as_an_ai_researcher_seeking_advice/
https://news.ycombinator.com/item?id=20765553
https://news.ycombinator.com/item?id=18421422
""".strip().splitlines()

every_resource = pytest.mark.parametrize("row", RESOURCES, ids=lambda row: row["key"])
every_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide["key"])


def test_every_link_of_the_source_is_a_resource_under_its_own_address() -> None:
    assert len(set(SOURCE)) == 41
    assert set(SOURCE) - {row["address"] for row in RESOURCES} == set()


def test_no_key_and_no_address_is_given_twice() -> None:
    keys, addresses = Counter(row["key"] for row in RESOURCES), Counter(row["address"] for row in RESOURCES)

    assert max(keys.values()) == max(addresses.values()) == 1


@every_resource
def test_a_resource_says_what_it_is_in_the_roadmaps_own_words(row: dict[str, Any]) -> None:
    assert row.keys() >= NEEDED
    assert row.keys() <= NEEDED | {"hours", "link"}
    assert row["kind"] in ResourceKind.values
    assert row["kind"] == row["file"]
    assert row["language"] in ResourceLanguage.values
    assert row["level"] in Level.values
    assert row["cost"] in Cost.values
    assert row["address"].startswith(("http://", "https://"))
    assert row.get("hours", 1) > 0


@every_resource
def test_a_resource_gives_its_reason_in_one_breath_and_in_both_languages(row: dict[str, Any]) -> None:
    ko, en = row["why"]["ko"], row["why"]["en"]

    assert faults(ko, en) == []
    assert len(ko) <= 60
    assert len(en.split()) <= 22
    assert row["title"]["ko"]
    assert row["title"]["en"]


@pytest.mark.parametrize("row", [row for row in RESOURCES if "link" in row], ids=lambda row: row["key"])
def test_a_dead_link_leads_on(row: dict[str, Any]) -> None:
    link = row["link"]

    assert link["state"] in {LinkState.GONE.value, LinkState.MOVED.value}
    assert link["checked"] is False
    assert "archived" in link or "successor" in link
    assert link.get("archived", row["address"]).endswith(row["address"])
    assert link.get("successor") in KEYS | {None}
    assert "link" not in next((other for other in RESOURCES if other["key"] == link.get("successor")), {})


def test_the_links_known_to_be_gone_say_so() -> None:
    dead = {row["key"] for row in RESOURCES if "link" in row}

    assert dead >= {"keras-slack", "distill-slack", "story-gan-art"}
    assert dead >= {row["key"] for row in RESOURCES if row["address"].startswith("https://blog.floydhub.com/")}


def test_the_guides_stand_in_order() -> None:
    assert sorted(guide["place"] for guide in GUIDES) == [1, 2, 3, 4, 5, 6]
    assert all(guide["key"] == guide["file"] for guide in GUIDES)


@every_guide
def test_a_guide_is_read_in_one_sitting_and_speaks_both_languages(guide: dict[str, Any]) -> None:
    for text in (guide["title"], guide["what"], guide["text"]):
        assert faults(text["ko"], text["en"]) == []
    assert long_sentences(guide["text"]["ko"], guide["text"]["en"]) == []
    assert all(200 <= len(guide["text"][language].split()) <= 450 for language in ("ko", "en"))


@every_guide
def test_the_resources_of_a_guide_exist(guide: dict[str, Any]) -> None:
    assert guide["resources"]
    assert set(guide["resources"]) - KEYS == set()


@every_guide
def test_both_languages_of_a_guide_have_the_same_parts(guide: dict[str, Any]) -> None:
    parts = [
        [line.count("|") if line.startswith("|") else line[:2] for line in guide["text"][language].splitlines()
         if line.startswith(("## ", "|", "- "))]
        for language in ("ko", "en")
    ]  # fmt: skip

    assert parts[0] == parts[1]
