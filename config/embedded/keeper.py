"""The keeper: starts both servers, waits until nobody uses them, stops them. At most one lives for each Place.

`python -m config.embedded.keeper` returns at once; the keeper itself goes on in a session of its own.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from config.embedded import postgres, programs, valkey
from config.embedded.place import EmbeddedError, Place, drop, open_lock, take

Server = subprocess.Popen[bytes]

_LINGER = 1.0  # seconds the servers stay for whoever comes next
_FREE_SPACE = 200_000_000  # bytes; a new cluster takes 40 million
_LOG_LIMIT = 5_000_000  # bytes


def main() -> None:
    place = Place.here()
    keeper_lock = open_lock(place.keeper_lock)
    if not _within(0.2, lambda: take(keeper_lock)) or os.fork():
        return  # another one is quicker, or our child is the keeper now
    os.setsid()
    try:
        _keep(place)
    except EmbeddedError as trouble:
        place.trouble.write_text(f"{trouble}\n")
    except Exception as trouble:  # noqa: BLE001 - whoever waits for us has to be told
        traceback.print_exc()
        place.trouble.write_text(f"{trouble}\n")


def _keep(place: Place) -> None:
    servers_lock, users_lock = open_lock(place.servers_lock), open_lock(place.users_lock)
    if not _within(15.0, lambda: take(servers_lock)):
        raise EmbeddedError(f"Servers of an earlier start still use {place.store}; end them and start again.")
    _shorten_logs(place)
    place.own(place.sockets)
    if place.store != place.home:
        place.own(place.store)
    with _postgres(place, servers_lock) as database, _valkey(place, servers_lock) as broker, _ready(place):
        _wait(users_lock, [database, broker])
    with contextlib.suppress(OSError):
        place.sockets.rmdir()


@contextlib.contextmanager
def _postgres(place: Place, servers_lock: int) -> Iterator[Server]:
    folder, notes = programs.find(place).postgres, []
    found, ours = postgres.major_of(place), postgres.major(folder)
    if found not in {None, ours}:
        aside = place.put_aside(place.data)
        notes.append(
            f"The database was written by PostgreSQL {found} and this is {ours}, so it lies in {aside} now.\n"
            f"데이터베이스가 PostgreSQL {found} 것이고 지금은 {ours}라서 {aside} 폴더로 옮기고 새로 만들었어요.\n"
        )
    if shutil.disk_usage(place.store).free < _FREE_SPACE:
        raise EmbeddedError(
            f"The disk is nearly full: the database needs 200 MB free in {place.store}.\n"
            f"디스크가 거의 찼어요. 데이터베이스를 두려면 {place.store} 폴더에 200MB를 비워 주세요."
        )
    postgres.create(place, folder)
    place.said.write_text("".join(notes))
    server = postgres.start(place, folder, servers_lock)
    try:
        if not _comes_up(server, lambda: postgres.answers(place)):
            raise EmbeddedError(_ended_at_once("PostgreSQL", place.log("postgres")))
        yield server
    finally:
        postgres.stop(server)


@contextlib.contextmanager
def _valkey(place: Place, servers_lock: int) -> Iterator[Server]:
    """Run Valkey; when it can't read what it wrote earlier, without that."""
    program = programs.find(place).valkey
    server = valkey.start(place, program, servers_lock)
    try:
        if not _comes_up(server, lambda: valkey.answers(place)):
            place.put_aside(place.store / "valkey")
            server = valkey.start(place, program, servers_lock)
            if not _comes_up(server, lambda: valkey.answers(place)):
                raise EmbeddedError(_ended_at_once("Valkey", place.log("valkey")))
        yield server
    finally:
        valkey.stop(server)


@contextlib.contextmanager
def _ready(place: Place) -> Iterator[None]:
    ready_lock = open_lock(place.ready_lock)
    # Those who ask whether we are ready have a share of it for a moment, longer where the machine lets them wait.
    if not _within(60.0, lambda: take(ready_lock)):
        raise EmbeddedError(f"Somebody holds {place.ready_lock}; end that process and start again.")
    yield
    os.close(ready_lock)


def _wait(users_lock: int, servers: list[Server]) -> None:
    """Return when nobody has used the servers for a moment (and nobody can now), when one ended, or on SIGTERM."""
    told: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: told.append(number))
    free_since = None
    while not told and all(server.poll() is None for server in servers):
        if not take(users_lock):
            free_since = None
        elif free_since and time.monotonic() - free_since > _LINGER:
            return
        else:
            free_since = free_since or time.monotonic()
            drop(users_lock)
        time.sleep(0.1)


def _shorten_logs(place: Place) -> None:
    for log in place.logs.glob("*.log"):
        if log.stat().st_size > _LOG_LIMIT:
            log.replace(log.with_suffix(".log.1"))


def _ended_at_once(name: str, log: Path) -> str:
    end = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
    return f"{name} ended at once; {log} says why:\n{name} 서버가 켜지자마자 끝났어요. {log}에 이유가 있어요.\n{end}"


def _comes_up(server: Server, answers: Callable[[], bool]) -> bool:
    return _within(60.0, lambda: server.poll() is not None or answers()) and server.poll() is None


def _within(seconds: float, succeeds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not (done := succeeds()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return done


if __name__ == "__main__":
    main()
