"""A folder with servers of its own, for tests that kill servers."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from config.embedded.place import ROOT, Place, is_taken

USER = """
import sys, time
from config.embedded import EmbeddedError, addresses
before = time.monotonic()
try:
    print(addresses()[0], flush=True)
except EmbeddedError as trouble:
    sys.exit(str(trouble))
print(time.monotonic() - before, flush=True)
sys.stdin.read()
"""


class Home:
    """A folder with servers of its own, and the processes that a test starts there."""

    def __init__(self, folder: Path) -> None:
        self.place = Place(folder)
        self.environment = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
        self.environment |= {"GILJABI_HOME": str(folder), "ENV_FILE": "", "LOCAL": "1", "SECRET_KEY": "x" * 50}
        self.environment |= {"DEMO": "0", "PYTHONPATH": str(ROOT)}
        self.started: list[subprocess.Popen[str]] = []

    def run(self, *arguments: str, out: int = subprocess.PIPE, **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment | environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(process)
        return process

    def user(self) -> "User":
        return User(self.run("-c", USER))

    def processes(self) -> list[int]:
        """Everything alive that was started for this folder, by whomever."""
        mark = f"GILJABI_HOME={self.place.home}\0".encode()
        pids = [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdecimal()]
        return [pid for pid in pids if mark in _environment(pid)]

    def server(self, name: str) -> int:
        """The process that keeps the servers, or one of them."""
        return min(pid for pid in self.processes() if name in _command(pid))

    def is_quiet(self) -> bool:
        return not self.processes() and not is_taken(self.place.servers_lock)

    def close(self) -> None:
        for process in self.started:
            process.kill()
            process.communicate()
        eventually(self.is_quiet, within=15)
        for folder in {self.place.home, self.place.store, self.place.sockets}:
            shutil.rmtree(folder, ignore_errors=True)


class User:
    """A process that needs the servers: it has them from the first line it says."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stdout
        self.said = ""
        while not (line := process.stdout.readline()).startswith("postgresql:"):
            assert line, self.said
            self.said += line
        self.database = line.strip()
        self.seconds = float(process.stdout.readline())

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def eventually(happens: Callable[[], object], *, within: float) -> bool:
    """Tell whether it happens in so many seconds."""
    deadline = time.monotonic() + within
    while not (happened := happens()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(happened)


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def _environment(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/environ").read_bytes()
    return b""


def _command(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ")
    return ""
