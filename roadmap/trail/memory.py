"""One trail a process, as long as its edition holds: whether it does is asked at most every two seconds."""

from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any, Final

from accounts.policies import is_curator
from roadmap.models import Edition
from roadmap.trail.read import read_trail
from roadmap.trail.shape import Trail

ASK_EVERY: Final = 2.0  # seconds


@dataclass(slots=True)
class _Memory:
    trail: Trail | None = None
    good_until: float = 0.0


_memory = _Memory()
_reading = Lock()


def current(*, fresh: bool = False) -> Trail:
    """The roadmap as it is now, at most two seconds old; `fresh` asks in any case. Of an empty database: an empty one."""
    held = _memory.trail
    if held is not None and not fresh and monotonic() < _memory.good_until:
        return held
    with _reading:  # one thread reads, the others would only read the same
        return _asked(fresh=fresh)


def seen_by(viewer: Any) -> Trail:
    """The roadmap for one person: a curator sees at once what they edited, in whichever process they land."""
    return current(fresh=is_curator(viewer))


def forget() -> None:
    """Read again the next time somebody asks."""
    _memory.trail, _memory.good_until = None, 0.0


def _asked(*, fresh: bool) -> Trail:
    held, asked_at = _memory.trail, monotonic()
    if held is not None and not fresh and asked_at < _memory.good_until:
        return held
    version = Edition.objects.version()
    if held is None or held.version != version:
        held = _memory.trail = read_trail(version)
    _memory.good_until = asked_at + ASK_EVERY
    return held
