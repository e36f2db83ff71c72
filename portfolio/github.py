"""What GitHub says of a pull request, as facts: which addresses it is asked for, and what its answers mean.

How it answers: https://docs.github.com/rest/pulls/pulls and …/rest/using-the-rest-api/rate-limits-for-the-rest-api.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from kit.bilingual import Both
from kit.dates import say_date
from portfolio.kinds import pull_request
from portfolio.kinds.addresses import ruled
from portfolio.kinds.kind import line
from portfolio.models.evidence import Trouble

VERSION: Final = "2022-11-28"
MOST_BYTES: Final = 500_000  # of an answer; a pull request with a long text has a tenth of it
MOST_TITLE, MOST_NAME, MOST_NUMBER = 300, 100, 10**9

BRIEFLY: Final = timedelta(minutes=1)  # what GitHub asks for where it names no time
LONGEST_PAUSE: Final = timedelta(hours=6)

_PULL: Final = re.compile(r"https://github\.com/([A-Za-z0-9_-]{1,100})/([A-Za-z0-9._-]{1,100})/pull/([0-9]{1,9})")
_LIMITED: Final = {403, 429}
_GONE: Final = {403, 404, 410, 451}


@dataclass(frozen=True, slots=True)
class Pull:
    """One pull request, by the paths at which GitHub's API tells of it."""

    repository: str
    number: int

    @property
    def path(self) -> str:
        return f"/repos/{self.repository}/pulls/{self.number}"

    @property
    def repository_path(self) -> str:
        return f"/repos/{self.repository}"


@dataclass(frozen=True, slots=True)
class Said:
    """What came of asking: what was told, or the trouble; and for how long GitHub wants not to be asked again."""

    told: Mapping[str, Any] = field(default_factory=dict)
    trouble: str = Trouble.NONE
    pause: timedelta = timedelta()


def pull_of(kind: str, address: str) -> Pull | None:
    """Which pull request that address of a milestone of that kind leads to, if it is one at GitHub."""
    if kind != pull_request.KIND.key:
        return None
    found = _PULL.fullmatch(ruled(address, pull_request.KNOWN, small=False))
    if not found or found[2] in {".", ".."}:
        return None
    return Pull(f"{found[1]}/{found[2]}", int(found[3]))


def headers(token: str) -> dict[str, str]:
    """What GitHub wants to be told with every request."""
    told = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": VERSION}
    return told | ({"Authorization": f"Bearer {token}"} if token else {})


def said(status: int, told: Mapping[str, str], body: bytes, now: datetime) -> Said:
    """What an answer means; `told` are its headers, by names in lower case."""
    pause = pause_of(status, told, body, now)
    if status == 200:
        read = _object(body)
        return Said(told=read, pause=pause) if read else Said(trouble=Trouble.DOWN, pause=pause)
    if pause and status in _LIMITED:
        return Said(trouble=Trouble.LIMITED, pause=pause)
    return Said(trouble=Trouble.MISSING if status in _GONE else Trouble.DOWN, pause=pause)


def pause_of(status: int, told: Mapping[str, str], body: bytes, now: datetime) -> timedelta:
    """For how long GitHub wants not to be asked again: as it says, a minute at least and six hours at most."""
    used_up = told.get("x-ratelimit-remaining") == "0"
    refused = status in _LIMITED and (
        used_up or status == 429 or "retry-after" in told or b"rate limit" in body.lower()
    )
    if not refused and not used_up:
        return timedelta()
    seconds: float = _seconds(told.get("retry-after", ""))
    if not seconds and used_up:
        seconds = _seconds(told.get("x-ratelimit-reset", "")) - now.timestamp()
    return timedelta(seconds=min(max(seconds, BRIEFLY.total_seconds()), LONGEST_PAUSE.total_seconds()))


def facts_of(pull: Mapping[str, Any], repository: Mapping[str, Any]) -> dict[str, Any]:
    """The facts in what GitHub tells of a pull request and of its repository; nothing where that makes no sense.

    Whatever is of another type than GitHub documents is left out, texts are cut, and what cannot be shown is dropped.
    """
    merged_at = _moment(pull.get("merged_at"))
    if not isinstance(pull.get("merged"), bool) or pull["merged"] != (merged_at is not None):
        return {}
    facts = {
        "title": _text(pull.get("title"), MOST_TITLE),
        "author": _text(_part(pull, "user").get("login"), MOST_NAME),
        "merged": pull["merged"],
        "merged_at": merged_at and merged_at.isoformat(),
        "closed": pull.get("state") == "closed",
        "repository": _text(repository.get("full_name"), 2 * MOST_NAME),
        "stars": _count(repository.get("stargazers_count")),
    }
    return {name: value for name, value in facts.items() if value not in {"", None}}


def repository_in(pull: Mapping[str, Any]) -> Mapping[str, Any]:
    """The repository as an answer about the pull request itself tells of it; nothing where the stars are missing."""
    repository = _part(_part(pull, "base"), "repo")
    return repository if _count(repository.get("stargazers_count")) is not None else {}


def merged_at(facts: Mapping[str, Any]) -> datetime | None:
    """When it was merged, as the facts have it."""
    return _moment(facts.get("merged_at")) if facts.get("merged") else None


def says(facts: Mapping[str, Any], on: Callable[[datetime], date]) -> str:
    """The facts in one line; `on` is the day of a moment for whoever reads it."""
    author, stars = facts.get("author"), facts.get("stars")
    opened = str(Both(ko=f"연 계정 {author}", en=f"opened by {author}")) if author else ""
    return line(_merged(facts, on), opened, "" if stars is None else str(pull_request.starred(stars)))


def _merged(facts: Mapping[str, Any], on: Callable[[datetime], date]) -> str:
    if at := merged_at(facts):
        day = say_date(on(at))
        return str(Both(ko=f"{day}에 병합됨", en=f"merged {day}"))
    if facts.get("closed"):
        return str(Both(ko="병합되지 않고 닫힘", en="closed without being merged"))
    return str(Both(ko="아직 병합되지 않음", en="not merged yet"))


def _object(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = whole.get(name)
    return part if isinstance(part, dict) else {}


def _text(value: Any, most: int) -> str:
    """One line of what can be printed: no control signs, nothing that turns the direction of writing."""
    if not isinstance(value, str):
        return ""
    words = " ".join(value[: most * 4].split())
    return "".join(sign for sign in words if sign.isprintable())[:most].strip()


def _count(value: Any) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 <= value <= MOST_NUMBER else None


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment and moment.tzinfo and 2000 < moment.year < 9000 else None


def _seconds(value: str) -> int:
    return int(value) if re.fullmatch("[0-9]{1,12}", value) else 0
