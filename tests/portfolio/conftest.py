from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from portfolio.actions import entries
from portfolio.models import Entry
from roadmap import trail
from roadmap.models import Phase, Step

NOON = datetime(2026, 4, 9, 3, 0, tzinfo=UTC)  # of a Thursday in Seoul
TODAY = date(2026, 4, 9)

_PROSE = ("title", "what", "why", "how", "pace", "show", "mistakes")

Logged = Callable[..., Entry]


@pytest.fixture
def step(db: None) -> Step:
    phase = Phase.objects.create(
        key="portfolio",
        place=2,
        title_ko="포트폴리오",
        title_en="Portfolio",
        aim_ko="만들어요.",
        aim_en="Make it.",
        months_low=3,
        months_high=12,
    )
    texts = {
        f"{name}_{code}": words for code, words in (("ko", "첫 프로젝트"), ("en", "First project")) for name in _PROSE
    }
    made = Step.objects.create(phase=phase, key="first-project", place=5, hours_low=40, hours_high=160, **texts)
    trail.forget()
    return made


@pytest.fixture
def noon(at: Callable[[datetime], datetime]) -> None:
    """It is noon of a Thursday."""
    at(NOON)


@pytest.fixture
def logged(learner: User) -> Logged:
    """Logs an entry of the learner's, today at noon and private unless told otherwise."""

    def write(text: str = "라벨 320장을 붙였어요.", owner: User = learner, **said: Any) -> Entry:
        defaults = {"day": TODAY, "minutes": 90, "visibility": "private", "form_key": uuid4(), "now": NOON}
        return entries.log(owner, text=text, **(defaults | said))

    return write
