"""Requests over 8 connections: by wrk, or by a slower loop of our own where there is no wrk."""

import http.client
import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 8
HERE = Path(__file__).parent
NO_WRK = (
    "wrk is missing (Debian: apt-get install wrk; macOS: brew install wrk), so a loop in Python asks instead: "
    "slower, and all throughput too low."
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: a path, whose cookie, and which language a visitor's browser wants."""

    path: str
    cookie: str = ""
    language: str = "ko"

    @property
    def headers(self) -> dict[str, str]:
        cookie = {"Cookie": self.cookie} if self.cookie else {}
        return {"Accept-Encoding": "gzip, br, zstd", "Accept-Language": self.language} | cookie


@dataclass(frozen=True, slots=True)
class Answered:
    """How many requests in how many seconds; latencies in milliseconds."""

    requests: int
    seconds: float
    p50: float
    p99: float
    failed: int


def write(asks: Sequence[Ask], file: Path) -> Path:
    file.write_text("".join(f"{ask.path}\t{ask.cookie}\t{ask.language}\n" for ask in asks))
    return file


def run(port: int, file: Path, seconds: float) -> Answered:
    """Ask what `file` holds, over and over, for so many seconds."""
    if wrk := shutil.which("wrk"):
        command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "-s", HERE / "wrk.lua"]
        command += [f"http://127.0.0.1:{port}", "--", file]
    else:
        command = [sys.executable, __file__, str(port), file, str(seconds)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Answered(**json.loads(said.strip().splitlines()[-1]))


def _loop(port: int, file: Path, seconds: float) -> None:
    asks = [Ask(*line.split("\t")) for line in file.read_text().splitlines()]
    until, took, failed = time.monotonic() + seconds, [], []

    def ask(first: int) -> None:
        line, at = http.client.HTTPConnection("127.0.0.1", port, timeout=10), first
        while time.monotonic() < until:
            at, began = (at + CONNECTIONS) % len(asks), time.perf_counter()
            line.request("GET", asks[at].path, headers=asks[at].headers)
            answer = line.getresponse()
            answer.read()
            took.append((time.perf_counter() - began) * 1000)
            failed.extend([at] if answer.status != http.HTTPStatus.OK else [])

    threads = [threading.Thread(target=ask, args=[n]) for n in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took.sort()
    p50, p99 = took[len(took) // 2], took[len(took) * 99 // 100]
    print(json.dumps({"requests": len(took), "seconds": seconds, "p50": p50, "p99": p99, "failed": len(failed)}))


if __name__ == "__main__":
    _loop(int(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]))
