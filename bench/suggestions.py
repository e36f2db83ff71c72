"""What grows with the crowd: `python -m bench.suggestions 1000 10000 100000`; without numbers small ones, in two minutes.

A week's suggestions and a day's reminders may take eleven times as long where people are ten times as many, and no more
memory. A page of the feed may take 1.3 times as long where a hundred times as many have written: the last number against
the first. Each number of learners is measured in a database and a process of its own.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from statistics import median
from typing import Any, Final

import django

PREFIX: Final = "suggestions_"
MOST: Final = 1.1  # times as much for each learner of the larger world
MOST_MEMORY: Final = 64  # megabytes more, however many learners more
MOST_FEED: Final = 1.3
VIEWERS, FOLLOWED = 60, (19, 21)  # whose feeds are read, and how many people each of them follows
ONE: Final = "--one"
COLUMNS: Final = (("learners", 10), ("entries", 10), ("served", 10), ("suggestions", 13), ("suggest s", 11))
COLUMNS += (("suggest MB", 12), ("reminded", 10), ("remind s", 10), ("remind MB", 11), ("feed ms", 9))  # type: ignore[misc]
PLACES: Final = (0, 0, 0, 0, 1, 0, 0, 1, 0, 2)


def main(sizes: list[int]) -> None:
    """Measure each of `sizes` and say how the time grows."""
    found = [_in_a_process(size) for size in sizes]
    print("".join(f"{name:>{width}}" for name, width in COLUMNS))
    for one in found:
        print(
            "".join(f"{one[name]:>{width},.{places}f}" for (name, width), places in zip(COLUMNS, PLACES, strict=True))
        )
    for small, large in pairwise(found):
        _compare(small, large)
    _compare_feed(found[0], found[-1])


def _compare(small: dict[str, Any], large: dict[str, Any]) -> None:
    people = large["learners"] / small["learners"]
    for name in ("suggest s", "remind s"):
        grown = large[name] / small[name]
        print(f"{_mark(grown, people * MOST)} {people:g} × the people: {grown:.1f} × {name} (≤ {people * MOST:g})")
    for name in ("suggest MB", "remind MB"):
        more = large[name] - small[name]
        print(f"{_mark(more, MOST_MEMORY)} {people:g} × the people: {more:+.0f} {name} (≤ +{MOST_MEMORY})")


def _compare_feed(small: dict[str, Any], large: dict[str, Any]) -> None:
    grown, rows = large["feed ms"] / small["feed ms"], large["entries"] / small["entries"]
    print(f"{_mark(grown, MOST_FEED)} {rows:.0f} × the entries: {grown:.2f} × feed ms (≤ {MOST_FEED})")


def _mark(value: float, most: float) -> str:
    return "+" if value <= most else "!"


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
    populate = [sys.executable, "-m", "django", "populate", f"--learners={learners}", "--entries=1", f"--seed={seed}"]
    subprocess.run(populate, check=True, stdout=subprocess.DEVNULL)  # or its memory would hide what is measured
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _measured(learners: int) -> dict[str, Any]:
    """Numbers by the names of COLUMNS: seconds, milliseconds, and megabytes that it took more than before."""
    from datetime import timedelta

    from kit import clock
    from notices.actions.remind import remind
    from peers.actions.ring import open_week
    from peers.actions.surface import surface
    from peers.models import Suggestion
    from portfolio.models import Entry

    now = clock.now()
    found = {"learners": learners, "entries": Entry.objects.count(), "feed ms": _feed()}

    def suggest() -> int:
        open_week(now)
        return _until_none(surface, now)

    found |= dict(zip(("served", "suggest s", "suggest MB"), _taken(suggest), strict=True))
    found["suggestions"] = Suggestion.objects.count()
    tomorrow = now + timedelta(days=1)  # everybody's hour has come once
    taken = _taken(lambda: _until_none(remind, tomorrow))
    return found | dict(zip(("reminded", "remind s", "remind MB"), taken, strict=True))


def _until_none(do: Callable[[Any], int], now: Any) -> int:
    many = 0
    while some := do(now):
        many += some
    return many


def _taken(do: Callable[[], int]) -> tuple[int, float, float]:
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    many = do()
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return many, time.perf_counter() - began, more / 1024


def _feed() -> float:
    """The middle of how many milliseconds a first page takes, for those who follow about twenty people."""
    from django.db.models import Count

    from accounts.models import User
    from peers.models import Follow
    from peers.reads import feed

    many = Follow.objects.values("follower").annotate(many=Count("pk")).filter(many__range=FOLLOWED)
    viewers = User.objects.filter(pk__in=many.values("follower")).order_by("pk")[:VIEWERS]
    for viewer in viewers:
        feed(viewer)
    return median(_milliseconds(lambda viewer=viewer: feed(viewer)) for viewer in viewers)  # type: ignore[misc]


def _milliseconds(do: Callable[[], Any]) -> float:
    began = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    if ONE in sys.argv:
        one()
    else:
        main([int(number) for number in sys.argv[1:]] or [200, 2_000, 20_000])
