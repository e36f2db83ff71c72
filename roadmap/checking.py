"""What an answer of the web says about a link, and what to ask next. Pure: nothing here asks anybody or keeps anything.

A check is a row of single requests, HEAD first, each at most one redirect further, so that no host is asked twice within
ten seconds, not even by its own redirects; `Ask` is where a check stands between two of them.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, Literal
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from kit.fetch import AGENT, MOST_HOPS, Fetched, Refused, Unreachable, onward_from, parts_of
from roadmap.models.link_host import Verdict

POLITE: Final = timedelta(seconds=10)  # between two requests to a host
DAILY: Final = timedelta(hours=22)  # a day, with room to walk a busy host's links
APART: Final = timedelta(hours=20)  # between the two failures that make a link dead
OFFLINE: Final = timedelta(minutes=10)
ROBOTS_KEPT: Final = timedelta(days=1)  # RFC 9309, 2.4

_PERMANENT: Final = {301, 308}
_REDIRECTS: Final = {301, 302, 303, 307, 308}
_FOR_PEOPLE: Final = {401, 403, 405, 429, 999}  # 999 is LinkedIn's
_GUARDS: Final = ("cf-mitigated", "cf-ray", "x-datadome", "x-amzn-waf-action", "x-sucuri-id", "x-iinfo", "retry-after")
_GUARD_WORDS: Final = (b"captcha", b"cf-chl", b"challenge-platform", b"are you a robot", b"are you human")

SILENT: Final = {"name", "connect", "tls", "timeout"}
UNREAD: Final = "unread"  # of rules that a host failed to give

Method = Literal["HEAD", "GET"]
Outcome = Literal["alive", "blocked", "moved", "failed"]


@dataclass(frozen=True, slots=True)
class Ask:
    """The next request of a check: `robots`, where it says an address, is read before `address` is asked."""

    address: str
    method: Method = "HEAD"
    hops: tuple[tuple[int, str], ...] = ()  # of redirects so far: with which status, to where
    robots: str = ""
    robots_hops: int = 0

    @property
    def url(self) -> str:
        return self.robots or self.address

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    @classmethod
    def again(cls, kept: Mapping[str, Any], address: str) -> "Ask":
        """Where a check stood, or the beginning of one of `address`."""
        if not kept:
            return cls(address)
        return cls(**{**kept, "hops": tuple((status, to) for status, to in kept["hops"])})


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of one request: an answer, or the trouble in one word."""

    status: int = 0
    headers: Mapping[str, str] | None = None
    body: bytes = b""
    trouble: str = ""

    @property
    def answered(self) -> bool:
        return self.status > 0


@dataclass(frozen=True, slots=True)
class RobotsRead:
    """The rules of a host, empty where it has none, and the request that may now follow."""

    text: str
    ask: Ask


@dataclass(frozen=True, slots=True)
class Found:
    """What a whole check came to; `said` is its evidence in statuses ("301 200") or one word of trouble."""

    outcome: Outcome
    said: str
    moved_to: str = ""

    @property
    def silent(self) -> bool:
        """Nobody answered at all, so that the whole host may be gone."""
        return self.said in SILENT


def heard(came: Fetched | Refused | Unreachable) -> Heard:
    if isinstance(came, Fetched):
        return Heard(came.status, came.headers, came.body)
    return Heard(trouble=came.reason if isinstance(came, Unreachable) else "refused")


def host_name(address: str) -> str:
    """The name of the host that an address is asked of, with its port where it is none of the web's. Raises Refused."""
    _parts, host, port = parts_of(address)
    return host if port in (80, 443) else f"{host}:{port}"


def robots_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def may_ask(robots: str, address: str) -> bool:
    """Whether the rules of its host let us ask for `address`."""
    rules = RobotFileParser()
    try:
        rules.parse(robots.splitlines())
        return rules.can_fetch(AGENT, address)
    except ValueError:  # rules that nobody can read: better not
        return False


def forbidden() -> Found:
    return Found("blocked", "robots")


def after(ask: Ask, said: Heard) -> Ask | RobotsRead | Found:
    """What to ask next, or what it came to."""
    return _after_robots(ask, said) if ask.robots else _after_page(ask, said)


def _after_robots(ask: Ask, said: Heard) -> Ask | RobotsRead | Found:
    page = replace(ask, robots="", robots_hops=0)
    if said.trouble in SILENT:
        return _come_to(page, said)
    if said.status >= 500:  # whoever can't say what machines may read is to be left alone: RFC 9309, 2.3.1.4
        return Found("blocked", UNREAD)
    onward = _onward(ask.robots, said)
    if onward and ask.robots_hops < MOST_HOPS:
        return replace(ask, robots=onward, robots_hops=ask.robots_hops + 1)
    return RobotsRead(said.body.decode(errors="replace") if said.status == 200 else "", page)


def _after_page(ask: Ask, said: Heard) -> Ask | Found:
    if onward := _onward(ask.address, said):
        if len(ask.hops) >= MOST_HOPS:
            return Found("failed", "redirects")
        return replace(ask, address=onward, hops=(*ask.hops, (said.status, onward)))
    if ask.method == "HEAD" and _is_worth_a_get(said):
        return replace(ask, method="GET")
    return _come_to(ask, said)


def _onward(url: str, said: Heard) -> str:
    location = (said.headers or {}).get("location", "") if said.status in _REDIRECTS else ""
    try:
        return onward_from(url, location) if location else ""
    except Refused:
        return ""


def _is_worth_a_get(said: Heard) -> bool:
    """Some answer HEAD with an error, or not at all, and GET as they should."""
    return said.trouble in {"timeout", "protocol"} or (said.answered and not 200 <= said.status < 300)


def _come_to(ask: Ask, said: Heard) -> Found:
    statuses = [str(status) for status, _to in ask.hops]
    if said.trouble:
        return Found("failed", said.trouble)
    words = " ".join([*statuses, str(said.status)])
    if 200 <= said.status < 300:
        moved_to = _moved_to(ask.hops)
        return Found("moved" if moved_to else "alive", words, moved_to)
    return Found("blocked" if _is_for_people_only(said) else "failed", words)


def _moved_to(hops: tuple[tuple[int, str], ...]) -> str:
    """Where the permanent redirects at the beginning of the way lead; no address after a temporary one is to keep."""
    moved_to = ""
    for status, to in hops:
        if status not in _PERMANENT:
            break
        moved_to = to
    return moved_to


def _is_for_people_only(said: Heard) -> bool:
    if said.status in _FOR_PEOPLE:
        return True
    guards = any(name in (said.headers or {}) for name in _GUARDS)
    return said.status == 503 and (guards or any(word in said.body.lower() for word in _GUARD_WORDS))


@dataclass(frozen=True, slots=True)
class Weighed:
    """What stands on the link now. `verdict` None: a first failure, or one too soon after it, changes none yet."""

    verdict: Verdict | None
    failing_since: datetime | None
    next_in: timedelta


def weigh(found: Found, failing_since: datetime | None, *, now: datetime, network: bool) -> Weighed:
    """A failure counts only while somebody else answers; a second one, 20 hours or more after the first, means dead.

    Where the rules of the host could not be read, nobody asked for the page, so what failed before goes on failing.
    """
    if found.said == UNREAD and failing_since:
        return Weighed(None, failing_since, DAILY)
    if found.outcome != "failed":
        verdict = {"alive": Verdict.ALIVE, "blocked": Verdict.BLOCKED, "moved": Verdict.MOVED}[found.outcome]
        return Weighed(verdict, None, DAILY)
    if not network:
        return Weighed(Verdict.OFFLINE, failing_since, OFFLINE)
    since = failing_since or now
    if now - since >= APART:
        return Weighed(Verdict.DEAD, since, DAILY)
    return Weighed(None, since, APART - (now - since))
