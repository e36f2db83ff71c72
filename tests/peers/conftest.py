from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from accounts.models import User
from roadmap import trail
from roadmap.models import Enrollment, Phase, Progress
from roadmap.models.progress import ProgressState
from tests.conftest import make_member
from tests.roadmap.conftest import make_phase, make_step

NOON = datetime(2026, 4, 9, 3, 0, tzinfo=UTC)  # of a Thursday
MONDAY = date(2026, 4, 6)

Walks = Callable[..., User]


@pytest.fixture
def phases(db: None) -> list[Phase]:
    """Four phases of one step each."""
    return make_phases()


def make_phases() -> list[Phase]:
    made = [make_phase(key, place) for place, key in enumerate(("start", "portfolio", "theory", "paper"), start=1)]
    for place, phase in enumerate(made, start=1):
        make_step(phase, place, 10)
    trail.forget()
    return made


@pytest.fixture
def walks(phases: list[Phase]) -> Walks:
    """Makes a member who lets themselves be found and stands at that phase (1–4; 5: at the end)."""

    def make(handle: str, at: int = 1, **fields: Any) -> User:
        defaults = {"discoverable": True, "topics": ["vision"], "contact": f"{handle}@example.org"}
        return set_out(make_member(handle, **(defaults | fields)), phases, at)

    return make


def set_out(person: User, phases: list[Phase], at: int = 1) -> User:
    enrollment = Enrollment.objects.create(
        learner=person, first_phase=phases[0], planned_from=MONDAY, hours_a_week=10, trail_visibility="members"
    )
    for phase in phases[: at - 1]:
        Progress.objects.create(
            enrollment=enrollment, step=phase.steps.get(), state=ProgressState.DONE, finished_on=MONDAY
        )
    return person
