"""The processes of `make run`: started, listened to, watched and ended together."""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Self

from config import embedded, processes
from config.embedded.place import ROOT
from config.supervisor import words

_COLOURS = {"web": 32, "worker": 36, "beat": 35}
_GRACE = 10.0  # seconds between asking to end and killing
_LOOK_EVERY = 0.2  # seconds


class Ended(Exception):  # noqa: N818 - mostly no error
    """`make run` is over: why, and what it tells the shell."""

    def __init__(self, why: str = "", code: int = 0) -> None:
        super().__init__(why)
        self.code = code


@dataclass
class Child:
    name: str
    process: subprocess.Popen[bytes]
    output: int
    comes_to_an_end: bool
    rest: bytes = b""


class House:
    """All processes of `make run`. On leaving the `with` block the last one has ended."""

    def __init__(self) -> None:
        self._children: list[Child] = []
        self._outputs = selectors.DefaultSelector()
        self._told = 0
        self._uses_databases = False

    def __enter__(self) -> Self:
        self._parent = os.getppid()
        self._watchdog = processes.Watchdog()
        processes.adopt_orphans()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) != signal.SIG_IGN:  # nohup has set it so
                signal.signal(number, self._on_signal)
        return self

    def __exit__(self, *_: object) -> None:
        groups = [child.process.pid for child in self._children]
        processes.end(groups, within=_GRACE, wait=self._is_patient)
        self._pass_on(0)
        self._watchdog.close()

    def use_databases(self) -> None:
        embedded.addresses()
        self._uses_databases = True

    def start(self, name: str, command: Sequence[str], *, comes_to_an_end: bool = False) -> Child:
        reads, writes = os.pipe()
        process = processes.start(command, output=writes, on_orphaned=signal.SIGTERM, folder=ROOT)
        self._watchdog.watch(process.pid)
        os.close(writes)
        os.set_blocking(reads, False)
        child = Child(name, process, reads, comes_to_an_end)
        self._children.append(child)
        self._outputs.register(reads, selectors.EVENT_READ, child)
        return child

    def run(self, name: str, command: Sequence[str]) -> None:
        """Start something that comes to an end, and wait for that. Raises Ended when it failed."""
        child = self.start(name, command, comes_to_an_end=True)
        self.watch(until=lambda: child not in self._children)

    def watch(self, *, until: Callable[[], bool]) -> None:
        """Pass on what the children say until `until` is true. Raises Ended when all has to end."""
        while not until():
            self._pass_on(_LOOK_EVERY)
            self._look_around()

    def say(self, name: str, text: str) -> None:
        """Write each line with the time and whose it is."""
        clock, label = time.strftime("%H:%M:%S"), f"{name:<8}"
        if sys.stdout.isatty() and name in _COLOURS:
            label = f"\x1b[{_COLOURS[name]}m{label}\x1b[0m"
        self.write("".join(f"{clock} {label} {line}".rstrip() + "\n" for line in text.splitlines()))

    def write(self, text: str) -> None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:  # nobody reads us any more
            self._told += 1

    def _look_around(self) -> None:
        if self._told or os.getppid() != self._parent:
            raise Ended
        for child in list(self._children):
            code = child.process.poll()
            if code is None:
                continue
            self._pass_on(0)
            if code or not child.comes_to_an_end:
                raise Ended(words.ended(child.name, code), code=1)
            self._children.remove(child)
            self._watchdog.forget(child.process.pid)
        if self._uses_databases and not embedded.is_running():
            raise Ended(words.ended("PostgreSQL / Valkey"), code=1)

    def _pass_on(self, within: float) -> None:
        for key, _ in self._outputs.select(within):
            child: Child = key.data
            said = os.read(child.output, 65536)
            *lines, child.rest = (child.rest + said).split(b"\n")
            if not said:
                self._outputs.unregister(child.output)
                os.close(child.output)
                lines, child.rest = [child.rest], b""
            self.say(child.name, b"\n".join(lines).decode(errors="replace"))

    def _is_patient(self) -> bool:
        """Wait a moment for the end; a second Ctrl-C is the end of patience."""
        self._pass_on(0.05)
        return self._told < 2

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._told += 1
