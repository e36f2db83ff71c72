"""PostgreSQL and Valkey for a clone of its own: started when somebody needs them, stopped when nobody does.

Whoever calls `addresses()` counts as a user for as long as its process lives. Standard library only, because settings
call this before Django is there.
"""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from config.embedded.place import ROOT, EmbeddedError, Place, is_shared, is_taken, open_lock, share

START_WITHIN = 120.0  # seconds; the first start on a slow disk creates the database cluster
_PAUSE = 0.02

__all__ = ["EmbeddedError", "addresses", "is_running", "let_go"]


def addresses() -> tuple[str, str]:
    """Return (database URL, Redis URL) of this clone's servers, starting them when they don't run.

    The calling process holds them from now on. Raises EmbeddedError.
    """
    place = Place.here()
    _hold(place)
    if not _serves(place):
        _start(place)
    return place.database_url, place.redis_url


def is_running(place: Place | None = None) -> bool:
    """Tell whether the keeper lives and its servers have answered."""
    return is_taken((place or Place.here()).ready_lock)


def let_go(within: float = 5.0) -> None:
    """Stop using the servers; when nobody else does, wait at most `within` seconds until they have stopped."""
    place = Place.here()
    lock = _held.pop(place.users_lock, None)
    if lock is None:
        return
    os.close(lock)
    deadline = time.monotonic() + within
    while is_taken(place.keeper_lock) and not is_shared(place.users_lock) and time.monotonic() < deadline:
        time.sleep(_PAUSE)


_held: dict[object, int] = {}


def _hold(place: Place) -> None:
    """Take a share of the users' lock; waits while the keeper, holding all of it, stops the servers."""
    if place.users_lock not in _held:
        place.make_home()
        lock = open_lock(place.users_lock)
        share(lock)
        _held[place.users_lock] = lock


def _serves(place: Place) -> bool:
    """Whether they run, also in the moment before the keeper notices that one was killed."""
    return is_running(place) and _listens(place.postgres_socket) and _listens(place.valkey_socket)


def _listens(path: Path) -> bool:
    """False only where nobody is there: who is too busy to answer is."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(1)
        try:
            line.connect(str(path))
        except (ConnectionRefusedError, FileNotFoundError):
            return False
        except OSError:
            return True
    return True


def _start(place: Place) -> None:
    place.trouble.unlink(missing_ok=True)
    deadline = time.monotonic() + START_WITHIN
    while not _serves(place):
        if not is_taken(place.keeper_lock):
            if place.trouble.exists():
                raise EmbeddedError(place.trouble.read_text().strip())
            _call_keeper(place)
        if time.monotonic() > deadline:
            raise EmbeddedError(f"PostgreSQL or Valkey did not start within {START_WITHIN:.0f} s; see {place.logs}")
        time.sleep(_PAUSE)
    sys.stderr.write(place.said.read_text())


def _call_keeper(place: Place) -> None:
    command = [sys.executable, "-m", "config.embedded.keeper"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "GILJABI_HOME": str(place.home)}
    with place.log("keeper").open("ab") as log:
        subprocess.run(command, env=environment, cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=True)
