"""The server that is measured: started as `make run` starts it, and what it takes of the machine."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from config.supervisor.__main__ import _commands

TICKS = os.sysconf("SC_CLK_TCK")
ROOT = Path(__file__).resolve().parent.parent


class Server:
    """granian with two workers, started `by` our own module or by granian's, and PostgreSQL behind it."""

    def __init__(self, application: str, by: str = "config.web") -> None:
        self.port = _free_port()
        command = [by, *_commands(ROOT, self.port)["web"][1:-1]]
        logs = command.index("--access-log")
        command[logs:] = ["--log-level", "warning", application]  # what it logs is no part of the page
        here = connection.settings_dict
        environment = os.environ | {"BENCH_DATABASE": here["NAME"], "BENCH_HOST": here["HOST"]}
        environment |= {"BENCH_PORT": str(here["PORT"]), "BENCH_USER": here["USER"], "BENCH_PASSWORD": here["PASSWORD"]}
        environment |= {"DATABASE_URL": _address(here), "REDIS_URL": settings.REDIS_URL}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or each start would compile what the image has compiled
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, env=environment, start_new_session=True
        )
        while not self._answers():
            if self.process.poll() is not None:
                sys.exit("The server did not start; its reason stands above.")
            time.sleep(0.005)
        self.started_in = time.perf_counter() - began  # seconds until it answers

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(8)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def cpu(self) -> tuple[float, float]:
        """Seconds of processor used so far: by the server's processes, by PostgreSQL's."""
        ours = [self.process.pid, *_children(self.process.pid)]
        server, *backends = _postgres() or [0]
        return sum(map(_cpu, ours)), sum(map(_cpu, backends)) + _cpu(server, of_the_dead=True)

    def memory(self) -> float:
        """Megabytes of all its processes, what they share counted once."""
        return sum(map(_memory, [self.process.pid, *_children(self.process.pid)])) / 1024

    def used_a_little(self) -> Self:
        for _ in range(200):
            self.ask("/health/ready")
        return self

    def ask(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, bytes, dict[str, str]]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        line.request("GET", path, headers=headers or {})
        answer = line.getresponse()
        body, said = answer.read(), {name.lower(): value for name, value in answer.getheaders()}
        line.close()
        return answer.status, body, said

    def _answers(self) -> bool:
        with contextlib.suppress(OSError):
            return self.ask("/health/ready")[0] == http.HTTPStatus.OK
        return False


def _postgres() -> list[int]:
    """Every process of the PostgreSQL server, when it runs on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    with contextlib.suppress(OSError):
        server = int(_stat(backend)[1])
        return [server, *_children(server)]
    return []


def _children(parent: int) -> list[int]:
    return [pid for pid in _processes() if _stat_or_none(pid, 1) == str(parent)]


def _processes() -> Iterator[int]:
    return (int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdecimal())


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat from the state on; a name with spaces stands before them."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()


def _stat_or_none(pid: int, field: int) -> str | None:
    with contextlib.suppress(OSError, IndexError):
        return _stat(pid)[field]
    return None


def _cpu(pid: int, *, of_the_dead: bool = False) -> float:
    """Seconds that a process has used; with those that its children had used when they ended, if asked for."""
    with contextlib.suppress(OSError):
        return sum(map(int, _stat(pid)[11 : 15 if of_the_dead else 13])) / TICKS
    return 0.0


def _memory(pid: int) -> int:
    """Kilobytes, by /proc/<pid>/smaps_rollup."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def _address(here: dict[str, Any]) -> str:
    """As production is told where the database is."""
    parts = {"dbname": here["NAME"], "host": here["HOST"], "port": here["PORT"], "user": here["USER"]}
    return make_conninfo(**parts, password=here["PASSWORD"])


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])
