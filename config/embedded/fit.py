"""Whether the database still fits the code: while an app's first migration is being rewritten, it may not."""

import hashlib
import json
import os
import time
from pathlib import Path

from config.embedded.place import ROOT, EmbeddedError, Place, is_shared, is_taken, open_lock, take


def note(place: Place) -> None:
    """Remember the migrations the database has had, each as it was."""
    _noted(place).write_text(json.dumps(migrations(), indent=1))


def rewritten(place: Place) -> list[str]:
    """Return the migrations that the database has had and that are another text, or gone, by now."""
    try:
        had = json.loads(_noted(place).read_text())
    except FileNotFoundError:
        return []
    now = migrations()
    return [name for name, digest in had.items() if now.get(name) != digest]


def put_aside(place: Place) -> Path:
    """Move the database away, so that the next start makes a new one. Raises EmbeddedError while somebody uses it."""
    deadline = time.monotonic() + 5
    while is_taken(place.keeper_lock) and not is_shared(place.users_lock) and time.monotonic() < deadline:
        time.sleep(0.05)
    users_lock = open_lock(place.users_lock)
    try:
        if is_taken(place.keeper_lock) or not take(users_lock):
            raise EmbeddedError(
                "The database here no longer fits the code, and another command still uses it: end that one first.\n"
                "여기 데이터베이스가 이제 코드와 맞지 않는데 다른 명령이 아직 쓰고 있어요. 그 명령부터 꺼 주세요."
            )
        return place.put_aside(place.data)
    finally:
        os.close(users_lock)


def migrations() -> dict[str, str]:
    """Return each migration of ours with the digest of its text."""
    found = sorted(ROOT.glob("*/migrations/0*.py"))
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def _noted(place: Place) -> Path:
    return place.data / "migrations.json"
