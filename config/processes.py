"""Processes that don't outlive the one that started them, on Linux and on macOS."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
_LINUX = sys.platform.startswith("linux")


def start(  # noqa: PLR0913 - this is Popen with what we never vary left out
    command: Sequence[str | Path],
    *,
    output: IO[bytes] | int,
    on_orphaned: signal.Signals,
    account: tuple[int, int] | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    keep: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start `command` in a session of its own.

    `account` is the (user, group) it runs as, `keep` the open files it inherits. On Linux the kernel sends it
    `on_orphaned` when we end, however we end; elsewhere a Watchdog has to.
    """
    user, group = account or (None, None)
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=environment,
        cwd=folder,
        pass_fds=keep,
        start_new_session=True,
        user=user,
        group=group,
        extra_groups=[] if account else None,
        preexec_fn=_tied_to_us(on_orphaned) if _LINUX else None,  # noqa: PLW1509 - no threads here
    )


def _tied_to_us(on_orphaned: signal.Signals) -> Callable[[], None]:
    """Return what the child does between fork and exec; after setuid, which would clear it."""
    parent = os.getpid()
    libc = ctypes.CDLL(None, use_errno=True)

    def tie() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, on_orphaned)
        if os.getppid() != parent:
            os._exit(1)

    return tie


def is_alive(group: int) -> bool:
    """Tell whether a process of this group is left, burying those of its dead that are our children."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-group, os.WNOHANG)[0]:
            pass
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # macOS says so of a group of zombies
        return False
    return True


def end(groups: Sequence[int], *, within: float, wait: Callable[[], bool]) -> None:
    """Ask the leaders of these process groups to end, and kill what is left after `within` seconds.

    `wait` lets a moment pass and tells whether to wait on.
    """
    for group in groups:
        _send(group, signal.SIGTERM)
    deadline = time.monotonic() + within
    while any([is_alive(group) for group in groups]) and time.monotonic() < deadline and wait():  # noqa: C419 - bury all
        pass
    for group in groups:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)


def _send(group: int, what: signal.Signals) -> None:
    """To the leader, who knows how to end the others; to the others when they have lost it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        try:
            os.kill(group, what)
        except ProcessLookupError:
            os.killpg(group, what)


def adopt_orphans() -> None:
    """Become the parent of our descendants that lose theirs, so that we can bury them (Linux; elsewhere init does)."""
    if _LINUX:
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


class Watchdog:
    """A process that ends the groups it was told of when we are gone without having ended them ourselves.

    It learns that from a pipe, which closes with us, so it works on every Unix and for grandchildren as well.
    """

    def __init__(self) -> None:
        reads, self._pipe = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-S", __file__],
            stdin=reads,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
        )
        os.close(reads)

    def watch(self, group: int) -> None:
        os.write(self._pipe, f"+{group}\n".encode())

    def forget(self, group: int) -> None:
        os.write(self._pipe, f"-{group}\n".encode())

    def close(self) -> None:
        """Send it away: we have ended them ourselves."""
        self._process.kill()
        self._process.wait()
        os.close(self._pipe)


def _keep_watch() -> None:
    groups: set[int] = set()
    for line in sys.stdin:
        (groups.add if line[0] == "+" else groups.discard)(int(line[1:]))
    end(sorted(groups), within=10, wait=_a_moment)


def _a_moment() -> bool:
    time.sleep(0.05)
    return True


if __name__ == "__main__":
    _keep_watch()
