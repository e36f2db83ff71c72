"""One run: every page in turn, the yardstick again and again between them, so that both meet the same machine."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import load
from bench.load import Answered, Ask
from bench.server import Server
from roadmap import trail

YARDSTICK, BARE = "bare signed-in view", "bare view"
BETWEEN = 3  # pages from one look at the yardstick to the next
WARM = 24  # requests of each page before anything counts: both workers have compiled it then


@dataclass(frozen=True, slots=True)
class Sample:
    """One stretch of load. CPU in milliseconds a request, of the server and of PostgreSQL."""

    answered: Answered
    web: float
    database: float

    @property
    def cpu(self) -> float:
        return self.web + self.database

    @property
    def rate(self) -> float:
        return self.answered.requests / self.answered.seconds


@dataclass(slots=True)
class Measured:
    """A page after all rounds; `over` pairs each of its samples with the yardstick's around it."""

    samples: list[Sample] = field(default_factory=list)
    over: list[tuple[float, float]] = field(default_factory=list)
    queries: int = 0
    bytes: int = 0

    def middle(self, what: str) -> float:
        return median(getattr(sample, what) for sample in self.samples)

    @property
    def cpu_x(self) -> float:
        return median(sample.cpu / cpu for sample, (cpu, _) in zip(self.samples, self.over, strict=True))

    @property
    def rate_x(self) -> float:
        return median(sample.rate / rate for sample, (_, rate) in zip(self.samples, self.over, strict=True))

    @property
    def p50(self) -> float:
        return median(sample.answered.p50 for sample in self.samples)

    @property
    def p99(self) -> float:
        return median(sample.answered.p99 for sample in self.samples)

    @property
    def failed(self) -> int:
        return sum(sample.answered.failed for sample in self.samples)


def rounds(server: Server, files: dict[str, Path], count: int, seconds: float) -> dict[str, Measured]:
    """Load what each file asks for, `count` times for so many seconds."""
    found: dict[str, Measured] = defaultdict(Measured)
    others = [name for name in files if name != YARDSTICK]
    for _ in range(count):
        before = _sample(server, files[YARDSTICK], seconds)
        for names in _in_parts(others):
            samples = {name: _sample(server, files[name], seconds) for name in names}
            after = _sample(server, files[YARDSTICK], seconds)
            around = (before.cpu + after.cpu) / 2, (before.rate + after.rate) / 2
            for name, sample in samples.items():
                found[name].samples.append(sample)
                found[name].over.append(around)
            found[YARDSTICK].samples.append(after)
            found[YARDSTICK].over.append((after.cpu, after.rate))
            before = after
    return found


def _sample(server: Server, file: Path, seconds: float) -> Sample:
    before = server.cpu()
    answered = load.run(server.port, file, seconds)
    web, database = (now - then for now, then in zip(server.cpu(), before, strict=True))
    each = 1000 / answered.requests
    return Sample(answered, web * each, database * each)


def _in_parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[at : at + BETWEEN] for at in range(0, len(names), BETWEEN))


def warm(server: Server, asks: Sequence[Ask]) -> int:
    """Ask for a page until both workers know it; return its compressed length in bytes. Exits when it is no page."""
    for ask in asks[:WARM]:
        status, body, said = server.ask(ask.path, ask.headers)
        if status != 200:
            raise SystemExit(f"{ask.path} answered {status}")
    return int(said.get("content-length", len(body)))


def queries(asks: Sequence[Ask]) -> int:
    """The most statements that one of a few people costs, once a process has read what it reads every two seconds."""
    most = 0
    for ask in asks[:6]:
        client = Client(headers={"accept-language": ask.language})
        client.cookies.load(ask.cookie)
        client.get(ask.path)
        trail.current(fresh=True)
        with CaptureQueriesContext(connection) as counted:
            client.get(ask.path)
        most = max(most, len(counted))
    return most


def first_visit(server: Server) -> tuple[int, int]:
    """What a browser fetches for the landing page: bytes as they travel, and requests."""
    fetched, waiting, size = set(), ["/"], 0
    while waiting:
        path = waiting.pop()
        if path in fetched:
            continue
        fetched.add(path)
        _, body, said = server.ask(path, {"Accept-Encoding": "gzip, br", "Accept-Language": "ko"})
        size += int(said.get("content-length", len(body)))
        if "text/html" in said.get("content-type", ""):
            waiting += re.findall(r'(?:src|href)="(/static/[^"]+)"', server.ask(path)[1].decode())
        elif path.endswith(".js"):
            imported = re.findall(r'(?:from|import)\s*"(\.[^"]+)"', server.ask(path)[1].decode())
            waiting += [str((Path(path).parent / to).resolve()) for to in imported]
    return size, len(fetched)
