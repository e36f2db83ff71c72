"""What a week's suggestions cost, by the number of learners: `python -m bench.suggestions 10000 100000`.

Each number is measured in a database and a process of its own; time may grow eleven times where people grow ten times.
"""

import json
import os
import resource
import subprocess
import sys
import time
from itertools import pairwise
from typing import Any, Final

import django

PREFIX: Final = "suggestions_"
MOST: Final = 1.1  # times as much for each learner of the larger world
ONE: Final = "--one"


def main(sizes: list[int]) -> None:
    """Measure each of `sizes` and say how the time grows."""
    found = [_in_a_process(size) for size in sizes]
    print(
        f"{'learners':>9} {'served':>9} {'open s':>8} {'serve s':>8} {'ms each':>8} {'most MB':>8} {'people each':>12}"
    )
    for one in found:
        each = 1000 * one["serve"] / max(1, one["served"])
        print(
            f"{one['learners']:>9,} {one['served']:>9,} {one['open']:>8.1f} {one['serve']:>8.1f} {each:>8.2f}"
            f" {one['memory']:>8.0f} {one['suggestions'] / max(1, one['served']):>12.1f}"
        )
    for small, large in pairwise(found):
        grown = (large["open"] + large["serve"]) / (small["open"] + small["serve"])
        people = large["learners"] / small["learners"]
        mark = "+" if grown <= people * MOST else "!"
        print(f"{mark} {people:g} × the people: {grown:.1f} × the time (≤ {people * MOST:g})")


def _in_a_process(learners: int) -> dict[str, Any]:
    environment = os.environ | {"LEARNERS": str(learners), "BENCH_DATABASE": f"{PREFIX}{learners}"}
    said = subprocess.run(
        [sys.executable, "-m", "bench.suggestions", ONE], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    read: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return read


def one() -> None:
    """Measure in the database that the settings name, which is made for it and dropped."""
    from django.db import connection

    from bench import size

    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{size.DATABASE}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{size.DATABASE}"')
    try:
        _make(size.LEARNERS, size.SEED)
        print(json.dumps(_measured(size.LEARNERS)))
    finally:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{size.DATABASE}" WITH (FORCE)')


def _make(learners: int, seed: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_roadmap", verbosity=0)
    call_command("populate", learners=learners, entries=1, seed=seed, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _measured(learners: int) -> dict[str, Any]:
    from kit import clock
    from peers.actions.ring import open_week
    from peers.actions.surface import surface
    from peers.models import Suggestion

    now, began = clock.now(), time.perf_counter()
    open_week(now)
    opened, served = time.perf_counter(), 0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    while now_served := surface(now):
        served += now_served
    return {
        "learners": learners,
        "served": served,
        "suggestions": Suggestion.objects.count(),
        "open": opened - began,
        "serve": time.perf_counter() - opened,
        "memory": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
    }


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    if ONE in sys.argv:
        one()
    else:
        main([int(number) for number in sys.argv[1:]] or [2_000, 20_000])
