"""How much is measured, and the name of the database that belongs to it. BENCH=long for more."""

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path

from config.embedded import fit

LONG = os.environ.get("BENCH") == "long"
LEARNERS = int(os.environ.get("LEARNERS") or (200_000 if LONG else 5_000))
ENTRIES = 40  # a learner, on average, so that lists are full
SEED = 1
PEOPLE = 1_000 if LONG else 500  # signed in
ROUNDS = 9 if LONG else 3
SECONDS = 5 if LONG else 2  # of load on a page, each round
STARTS = 5 if LONG else 3  # of each server, for the time it takes

ROOT = Path(__file__).resolve().parent.parent
KIND = "bench_"


def _database() -> str:
    """A name that changes with whatever would make it another database."""
    code = b"".join(file.read_bytes() for file in sorted((ROOT / "demo").rglob("*.py")))
    said = [fit.migrations(), LEARNERS, ENTRIES, SEED, datetime.now(UTC).date().isoformat()]
    return KIND + hashlib.sha256(json.dumps(said).encode() + code).hexdigest()[:12]


DATABASE = os.environ.get("BENCH_DATABASE") or _database()
