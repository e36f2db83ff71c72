"""Milestones for tests: valid facts of each kind, and one claimed by somebody."""

from typing import Any, Final
from uuid import uuid4

from accounts.models import User
from portfolio.actions import milestones
from portfolio.models import Milestone
from tests.portfolio.conftest import NOON

FACTS: Final[dict[str, dict[str, Any]]] = {
    "paper": {"address": "https://arxiv.org/abs/2401.01234v2", "venue": "NeurIPS", "year": 2025, "part": "first"},
    "prize": {
        "address": "https://www.kaggle.com/competitions/birdclef-2026/leaderboard",
        "rank": 12,
        "teams": 1842,
        "award": "은메달",
        "ended_on": "2026-03-14",
        "members": 1,
    },
    "pull_request": {
        "address": "https://github.com/albumentations-team/albumentations/pull/2114",
        "merged_on": "2026-03-14",
        "stars": 14300,
    },
    "article": {"address": "https://velog.io/@seoyeon/road", "published_on": "2026-01-02", "views": 31402},
    "tool": {
        "address": "https://github.com/minho/signs",
        "people": 131,
        "week_of": "2026-04-05",
        "counted": "로그인한 사람을 한 번씩 셌어요",
    },
    "job": {"address": "https://example.org/team", "employer": "길찾기", "sort": "intern", "began_on": "2026-02-01"},
    "art": {"address": "https://example.org/show", "chosen_by": "부산 영화제", "shown_on": "2025-10-03"},
}


def told(kind: str = "pull_request", **said: Any) -> dict[str, Any]:
    """What is told of a milestone, as the verbs take it."""
    return {
        "title": "albumentations: 비 오는 노면",
        "deed": "비 오는 날의 물막을 흉내 내는 변환을 만들었어요.",
        "note": "",
        "facts": FACTS[kind],
        "links": [],
        "project": None,
        "visibility": "public",
    } | said


def claimed(owner: User, kind: str = "pull_request", **said: Any) -> Milestone:
    return milestones.claim(owner, kind=kind, form_key=uuid4(), now=NOON, **told(kind, **said))


def drafted(owner: User, kind: str = "pull_request", **said: Any) -> Milestone:
    return milestones.save_draft(owner, kind=kind, form_key=uuid4(), now=NOON, **told(kind, **said))
