import pytest
from django.conf import settings

from config.cache import FailsOpen

NOWHERE = "redis://127.0.0.1:1/0"
PARAMS = {"KEY_PREFIX": "test", "OPTIONS": {"socket_connect_timeout": 0.3, "socket_timeout": 0.3}}


@pytest.fixture(autouse=True)
def awake() -> None:
    FailsOpen.asleep_until.clear()


def test_without_redis_it_counts_in_the_memory_of_the_process() -> None:
    cache = FailsOpen(NOWHERE, PARAMS)

    cache.set("tries", 1, timeout=60)

    assert cache.incr("tries") == 2
    assert FailsOpen(NOWHERE, PARAMS).get("tries") == 2
    assert not cache.add("tries", 1)
    assert cache.delete("tries")


def test_redis_that_is_gone_is_not_asked_at_every_turn() -> None:
    cache = FailsOpen(NOWHERE, PARAMS)

    cache.get("anything")

    assert FailsOpen.asleep_until[NOWHERE] > 0


def test_with_redis_all_processes_count_together() -> None:
    one, other = FailsOpen(settings.REDIS_URL, PARAMS), FailsOpen(settings.REDIS_URL, PARAMS)
    one.delete("together")

    assert one.add("together", 1, timeout=60)
    assert not other.add("together", 1, timeout=60)
    assert other.incr("together") == 2
    assert FailsOpen.asleep_until == {}


def test_it_never_empties_what_the_broker_lives_in() -> None:
    with pytest.raises(NotImplementedError):
        FailsOpen(settings.REDIS_URL, PARAMS).clear()
