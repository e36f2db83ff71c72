"""GitHub as its documentation says it answers, on a server of this machine."""

import json
from typing import Any, Final

from tests.link_server import Answer

REPOSITORY: Final[dict[str, Any]] = {
    "id": 126,
    "full_name": "albumentations-team/albumentations",
    "stargazers_count": 14312,
    "private": False,
}
MERGED: Final[dict[str, Any]] = {
    "number": 2114,
    "state": "closed",
    "title": "Add RoadRain",
    "user": {"login": "seoyeon-park", "id": 7},
    "merged": True,
    "merged_at": "2026-03-14T09:30:00Z",
    "base": {"ref": "main", "repo": REPOSITORY},
}
ABOUT: Final = "/repos/albumentations-team/albumentations"
PATH: Final = f"{ABOUT}/pulls/2114"


def answer(told: Any, status: int = 200, **headers: str) -> Answer:
    sent = {"Content-Type": "application/json; charset=utf-8"}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, sent, json.dumps(told).encode())
