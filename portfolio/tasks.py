"""What the worker does for portfolios; when, stands in config/schedule.py."""

import logging
import time
from typing import Final

from celery import shared_task
from django.conf import settings

from kit import clock, fetch
from portfolio import github
from portfolio.actions import evidence
from portfolio.github import Pull, Said
from portfolio.models.evidence import Trouble

log = logging.getLogger(__name__)

LONGEST_RUN: Final = 50.0  # seconds
PATIENCE: Final = 15.0  # seconds for one request


@shared_task
def read_evidence() -> int:
    """Read what is due from GitHub, one request after the other as it asks for; returns how many were tried."""
    ends, tried = time.monotonic() + LONGEST_RUN, 0
    while time.monotonic() < ends and (batch := evidence.take(clock.now())):
        for place, ask in enumerate(batch):
            came = read(ask.pull)
            evidence.record(ask, came, now=clock.now())
            tried += 1
            if came.pause or time.monotonic() >= ends:
                evidence.give_back(batch[place + 1 :], now=clock.now())
                return tried
    return tried


def read(pull: Pull) -> Said:
    """The facts of a pull request. Its repository is asked for only where the first answer doesn't tell of it."""
    said = _said(pull.path)
    about = github.repository_in(said.told)
    told = said.told
    if not (said.trouble or said.pause or about):
        said = _said(pull.repository_path)
        about = said.told
    if said.trouble:
        return said
    if about.get("private"):  # a token may see more than everybody does
        return Said(trouble=Trouble.MISSING, pause=said.pause)
    facts = github.facts_of(told, about)
    return Said(told=facts, trouble=Trouble.NONE if facts else Trouble.DOWN, pause=said.pause)


def _said(path: str) -> Said:
    at = f"{settings.GITHUB_API}{path}"
    try:
        got = fetch.get(
            at, most_bytes=github.MOST_BYTES, timeout=PATIENCE, headers=github.headers(settings.GITHUB_TOKEN)
        )
        elsewhere = fetch.origin(got.url) != fetch.origin(at)
    except (fetch.Refused, fetch.Unreachable) as no:
        log.info("GitHub could not be read: %s", no)
        return Said(trouble=Trouble.DOWN)
    if elsewhere or got.cut:
        return Said(trouble=Trouble.DOWN)
    if got.status == 401:
        log.warning("GitHub does not take our GITHUB_TOKEN")
    return github.said(got.status, got.headers, got.body, clock.now())
