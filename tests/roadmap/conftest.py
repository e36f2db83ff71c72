import pytest

from roadmap.models import Phase, Step

TEXTS = [
    f"{name}_{code}" for name in ("title", "what", "why", "how", "pace", "show", "mistakes") for code in ("ko", "en")
]


def make_phase(key: str, place: int) -> Phase:
    return Phase.objects.create(
        key=key, place=place, title_ko=key, title_en=key, aim_ko=key, aim_en=key, months_low=1, months_high=2
    )


def make_step(phase: Phase, place: int, hours: int) -> Step:
    key = f"step-{place}"
    return Step.objects.create(
        phase=phase, key=key, place=place, hours_low=hours, hours_high=hours, **dict.fromkeys(TEXTS, key)
    )


@pytest.fixture
def short_trail(db: None) -> list[Step]:
    """Two phases, three steps of 10, 20 and 40 hours."""
    first, second = make_phase("first", 1), make_phase("second", 2)
    return [make_step(first, 1, 10), make_step(first, 2, 20), make_step(second, 3, 40)]
