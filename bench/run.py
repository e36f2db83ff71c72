"""The course of a run."""

import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench import load, measure, pages, report, size, world
from bench.pages import Page
from bench.server import Server
from bench.world import Person

OURS = ("bench.bare:application", "config.web")
BARE = ("bench.bare_app:application", "granian")  # started as one starts it who has not thought about it
BY_DEFINITION = {measure.BARE: 0, measure.YARDSTICK: 2}  # queries


def run(only: Sequence[str]) -> None:
    began = time.monotonic()
    world.make()
    people = world.people()
    said = ", ".join(f"{count:,} {name}" for name, count in world.rows())
    print(f"{said}; {len(people)} people signed in, half of them Korean, {load.CONNECTIONS} connections\n")
    if not shutil.which("wrk"):
        print(load.NO_WRK, "\n")
    wanted = [page for page in pages.all_pages() if not only or page.name in only]
    with tempfile.TemporaryDirectory() as folder, Server(*OURS) as server:
        _pages(server, wanted, people, Path(folder))
        memory = server.memory()
    if not only:
        _machine(memory)
    print(f"\n{time.monotonic() - began:.0f} s")


def _pages(server: Server, wanted: Sequence[Page], people: Sequence[Person], folder: Path) -> None:
    asks = {page.title: page.asks(people) for page in wanted}
    asks |= {measure.BARE: pages.nothing(people), measure.YARDSTICK: pages.yardstick(people)}
    there = {title: asked for title, asked in asks.items() if asked}
    sizes = {title: measure.warm(server, asked) for title, asked in there.items()}
    files = {title: load.write(asked, folder / f"{place}") for place, (title, asked) in enumerate(there.items())}
    found = measure.rounds(server, files, size.ROUNDS, size.SECONDS)
    for title, asked in there.items():
        found[title].bytes = sizes[title]
        found[title].queries = BY_DEFINITION[title] if title in BY_DEFINITION else measure.queries(asked)
    print(report.HEAD)
    for title in BY_DEFINITION:
        print(report.line(title, found[title], found[measure.BARE]))
    for page in wanted:
        line = report.line(page.title, found[page.title], found[measure.BARE]) if page.title in there else page.title
        print(line, "", report.verdict(page, found[page.title]) if page.title in there else "no such page yet")
    weight, requests = measure.first_visit(server)
    print(f"\n{report.whole('first visit', f'{weight / 1024:.1f} KiB', weight / 1024, (45, 30))}")
    print(report.whole("first visit", f"{requests} requests", requests, (6, 5)))


def _machine(memory: float) -> None:
    """Memory and start, against an empty Django project."""
    starts: dict[tuple[str, str], list[float]] = {OURS: [], BARE: []}
    bare = 0.0
    for _ in range(size.STARTS):
        for (application, by), taken in starts.items():
            with Server(application, by) as server:
                taken.append(server.started_in)
                if (application, by) == BARE:
                    bare = server.used_a_little().memory()
    start, bare_start = median(starts[OURS]), median(starts[BARE])
    print(_against("memory of the server", "MB", memory, bare))
    print(_against("cold start", "s", start, bare_start))


def _against(what: str, unit: str, ours: float, bare: float) -> str:
    return report.whole(what, f"{ours:.1f} {unit}, bare app {bare:.1f}, {ours / bare:.2f} ×", ours / bare, (1.6, 1.3))
