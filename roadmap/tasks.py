"""What the worker does for the roadmap; when, stands in config/schedule.py."""

import logging
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from celery import shared_task

from kit import clock, fetch
from kit.doorbell import ring
from roadmap.actions import links
from roadmap.actions import replan as plans
from roadmap.checking import POLITE, Heard, heard

log = logging.getLogger(__name__)

LONGEST_RUN: Final = 50.0  # seconds: the next minute goes on


@shared_task
def replan() -> int:
    """Draw anew every plan of an older edition, batch by batch."""
    ends, drawn = time.monotonic() + LONGEST_RUN, 0
    while time.monotonic() < ends:
        batch = plans.replan()
        drawn += batch
        if batch < plans.BATCH:
            break
    return drawn


PATIENCE: Final = 15.0  # seconds for one request
MOST_BYTES: Final = 100_000  # of a page, whose first lines tell a guard; of a robots.txt
ROUNDS: Final = 5  # of ten seconds, until the next minute


@shared_task
def check_links(rounds: int = ROUNDS) -> int:
    """Make the requests to links that are due, batch by batch; returns how many those were.

    A host is asked every ten seconds at most, so while links of one wait, the task asks to be called again then.
    """
    ends, made = time.monotonic() + LONGEST_RUN - 2 * PATIENCE, 0
    while time.monotonic() < ends:
        batch = links.take(clock.now())
        if not batch:
            break
        made += len(batch)
        _make(batch)
    if made and rounds and links.are_waiting(clock.now()):
        ring("roadmap.tasks.check_links", after=POLITE.total_seconds(), rounds=rounds - 1)
    return made


def _make(batch: Sequence[links.Request]) -> None:
    # All at once: one that waited for a thread would be made later than its host was promised. They wait for the web;
    # the database is spoken to from here only.
    with ThreadPoolExecutor(links.BATCH) as threads:
        came = list(threads.map(_said, batch))
    silence = any(said.trouble for said in came) and not any(said.answered for said in came)
    network = not silence or _is_network_there(batch)
    for request, said in zip(batch, came, strict=True):
        try:
            links.record(request, said, network=network, now=clock.now())
        except Exception:  # what we can’t write down of one link keeps no other from its turn
            log.exception("what came of %s could not be written down", request.ask.url)


def _said(request: links.Request) -> Heard:
    ask = request.ask
    return Heard() if request.forbidden else _heard(ask.url, "GET" if ask.robots else ask.method)


def _is_network_there(batch: Sequence[links.Request]) -> bool:
    """Whether one of two hosts that answered last answers now: before a silence counts, it may be ours."""
    if links.heard_lately(clock.now()):
        return True
    return any(_heard(front, "HEAD").answered for front in links.witnesses([one.host for one in batch], clock.now()))


def _heard(url: str, method: fetch.Method) -> Heard:
    try:
        return heard(fetch.get(url, most_bytes=MOST_BYTES, timeout=PATIENCE, method=method, most_hops=0))
    except (fetch.Refused, fetch.Unreachable) as no:
        return heard(no)
