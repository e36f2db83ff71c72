"""Several workers at the suggestions of one week."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from peers.actions.ring import open_week
from peers.actions.surface import surface
from peers.models import RingPlace, Suggestion
from tests.peers.conftest import MONDAY, NOON, Walks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phases(transactional_db: None) -> list:
    from tests.peers import conftest  # noqa: PLC0415 - the same phases, in a database that commits

    return conftest.make_phases()


def together(workers: int, work) -> list:
    ready = Barrier(workers)

    def one(_number: int):
        ready.wait()
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as threads:
        return list(threads.map(one, range(workers)))


def test_workers_that_begin_at_once_open_one_week_and_serve_everybody_once(walks: Walks) -> None:
    for number in range(30):
        walks(f"p-{number:02}")

    def work() -> int:
        open_week(NOON)
        served = 0
        while now_served := surface(NOON, batch=4):
            served += now_served
        return served

    served = together(4, work)

    assert sum(served) == 30
    assert RingPlace.objects.tickets(MONDAY).count() == 30
    assert not RingPlace.objects.unserved(MONDAY).exists()
    places = Suggestion.objects.filter(place=1).values_list("learner", flat=True)
    assert len(places) == len(set(places)) == 30
