"""Links for tests: resources that lead to a small server on this machine, and time that goes by."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from kit import clock
from roadmap.models import Resource
from roadmap.tasks import check_links
from tests.link_server import LinkServer

Move = Callable[[datetime], datetime]


def make_resource(key: str, address: str, **fields: Any) -> Resource:
    said = {"title_ko": f"자료 {key}", "title_en": f"Resource {key}", "why_ko": "왜", "why_en": "Why", "level": "start"}
    kind = {"kind": "article", "language": "en", "cost": "free", "next_check_at": clock.now()}
    return Resource.objects.create(key=key, address=address, **(said | kind | fields))


def check(at: Move, later: timedelta = timedelta()) -> None:
    """Let the world go `later`, then check until nothing is due, ten seconds at a time."""
    now = at(clock.now() + later)
    for _ in range(12):
        check_links(rounds=0)
        now = at(now + timedelta(seconds=10.5))


def lead_to(links: LinkServer, key: str, path: str = "", **fields: Any) -> Resource:
    return make_resource(key, links.url(path or f"/{key}"), **fields)
