"""A mail server that the tests hold in their hand, and worker and beat processes to be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from threading import Event
from typing import Any

import psycopg
import redis
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection

PATIENCE = 30.0  # seconds; the machine may be busy


class PostOffice:
    """Takes every mail. `before_answering` runs after a mail was received and before the server says 250."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.before_answering: Callable[[], None] = lambda: None

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.letters.append(message_from_bytes(envelope.content))
        self.before_answering()
        return "250 taken"


@contextmanager
def opened(office: PostOffice) -> Iterator[int]:
    """The port it listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


class Processes:
    """Celery processes over the test's database and broker; what is left at the end is killed."""

    def __init__(self, port: int, home: Path) -> None:
        self.environment = {
            **os.environ,
            "ENV_FILE": "",
            "LOCAL": "1",
            "SECRET_KEY": settings.SECRET_KEY,
            "DATABASE_URL": database_url(),
            "REDIS_URL": settings.REDIS_URL,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(port),
            "GILJABI_HOME": str(home),
        }
        self.log = (home / "log").open("ab")
        self.started: list[subprocess.Popen[bytes]] = []

    def worker(self) -> subprocess.Popen[bytes]:
        return self._start("worker", "--pool", "solo", "--without-mingle", "--without-gossip")

    def beat(self) -> subprocess.Popen[bytes]:
        return self._start("beat", "--pidfile", "")

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.started.remove(process)

    def close(self) -> None:
        for process in list(self.started):
            self.kill(process)
        self.log.close()

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "--app", "config.celery", *command],
            cwd=settings.BASE,
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        self.started.append(process)
        return process


def database_url() -> str:
    place = connection.settings_dict
    return f"postgresql:///{place['NAME']}?host={place['HOST']}&user={place['USER']}&port={place['PORT']}"


@contextmanager
def another_connection() -> Iterator[psycopg.Connection]:
    """One of our own beside Django's, for holding locks."""
    parameters = connection.get_connection_params()
    wanted = {name: parameters[name] for name in ("dbname", "user", "host", "port") if parameters.get(name)}
    with psycopg.connect(**wanted) as other:
        yield other


def waiting_backend() -> int | None:
    """The database process that waits for a lock, if one does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        row = cursor.fetchone()
    return row[0] if row else None


def until(question: Callable[[], Any], *, meanwhile: Callable[[], Any] = lambda: None) -> Any:
    """The first true answer; asks again and again, doing `meanwhile` between."""
    deadline = time.monotonic() + PATIENCE
    while not (answer := question()):
        assert time.monotonic() < deadline, "waited in vain"
        meanwhile()
        time.sleep(0.1)
    return answer


def wait_for(event: Event) -> None:
    assert event.wait(PATIENCE), "waited in vain"


def end(backend: int) -> None:
    """Let this database process go the way of its client."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])


def flush() -> None:
    """The broker loses all it knew."""
    with redis.Redis.from_url(settings.REDIS_URL) as broker:
        broker.flushdb()
