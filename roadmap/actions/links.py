"""Checking links: taking requests that are due, one a host and ten seconds, and writing down what came.

Any number of workers share it: a request is taken with its host's row locked, for a time in which it is surely made, and
no row is held while the web is asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from kit.fetch import Refused
from roadmap.actions import cases
from roadmap.checking import (
    POLITE,
    ROBOTS_KEPT,
    Ask,
    Found,
    Heard,
    RobotsRead,
    after,
    forbidden,
    host_name,
    may_ask,
    robots_of,
    weigh,
)
from roadmap.models import LinkHost, Resource
from roadmap.models.link_host import Verdict

BATCH: Final = 24  # requests
PLACED: Final = 500  # new links that are given their hosts at once
LEASE: Final = timedelta(minutes=5)  # after which the request of a worker that died is made again
CHECKS_KEPT: Final = 6
LONGEST_RULES: Final = 100_000  # characters of a robots.txt
NO_HOST: Final = "-"  # of what is no address


@dataclass(frozen=True, slots=True)
class Request:
    """One request to make; `forbidden` where the host's rules say no, so that nothing is asked."""

    resource: int
    address: str  # as the resource had it then
    host: int
    ask: Ask
    forbidden: bool


@transaction.atomic
def take(now: datetime) -> list[Request]:
    """Up to 24 requests that may be made now, each of another host, which nobody else will make meanwhile."""
    place(now)
    due = Resource.objects.to_check(now).select_related("ask_host")
    held = due.select_for_update(skip_locked=True, of=("ask_host",), no_key=True)[: BATCH * 4]
    first: dict[int, Resource] = {}
    for resource in held:
        if resource.ask_host_id is not None and len(first) < BATCH:
            first.setdefault(resource.ask_host_id, resource)
    LinkHost.objects.filter(pk__in=first).update(next_allowed_at=now + POLITE)
    Resource.objects.filter(pk__in=[one.pk for one in first.values()]).update(next_check_at=now + LEASE)
    return [_request(resource, now) for resource in first.values()]


def are_waiting(now: datetime) -> bool:
    """Whether links are due whose hosts may be asked again within seconds."""
    return Resource.objects.to_check(now + POLITE).filter(next_check_at__lte=now).exists()


def heard_lately(now: datetime) -> bool:
    """Whether any host answered within the last ten seconds, so that nobody need be asked whether there is a network."""
    return LinkHost.objects.filter(answered_at__gt=now - POLITE).exists()


@transaction.atomic
def witnesses(apart_from: Iterable[int], now: datetime) -> list[str]:
    """The front pages of the two hosts that answered last, for asking whether there is a network at all."""
    free = LinkHost.objects.answered_last().filter(next_allowed_at__lte=now).exclude(pk__in=list(apart_from))
    two = list(free.select_for_update(skip_locked=True, no_key=True)[:2])
    LinkHost.objects.filter(pk__in=[host.pk for host in two]).update(next_allowed_at=now + POLITE)
    return [f"{'http' if ':' in host.name else 'https'}://{host.name}/" for host in two]


def record(request: Request, said: Heard, *, network: bool, now: datetime) -> None:
    """Write down what came of a request: the next one of its check, or what the check came to."""
    came = forbidden() if request.forbidden else after(request.ask, said)
    if said.answered:
        LinkHost.objects.filter(pk=request.host).update(answered_at=now)
    if isinstance(came, RobotsRead):
        rules = {"robots": came.text[:LONGEST_RULES].replace("\0", ""), "robots_read_at": now}
        LinkHost.objects.filter(name=_name(came.ask.address)).update(**rules)
        came = came.ask
    _go_on(request, came, network=network, now=now)


@transaction.atomic
def _go_on(request: Request, came: Ask | Found, *, network: bool, now: datetime) -> None:
    next_host = LinkHost.objects.named(_name(came.url)) if isinstance(came, Ask) else None
    still = Resource.objects.current().filter(pk=request.resource, address=request.address)
    resource = still.select_related("host").select_for_update(no_key=True, of=("self",)).first()
    if resource is None:  # it has another address by now
        return
    if isinstance(came, Ask):
        _update(resource, asking=came.kept(), ask_host=next_host, next_check_at=now)
    else:
        _settle(resource, came, network=network, now=now)


def _settle(resource: Resource, found: Found, *, network: bool, now: datetime) -> None:
    weighed = weigh(found, resource.failing_since, now=now, network=network)
    checks = [*resource.checks, {"at": now.isoformat(), "said": found.said, "outcome": found.outcome}]
    before, undecided = resource.verdict, weighed.verdict in {None, Verdict.OFFLINE}
    _update(
        resource,
        verdict=resource.verdict if weighed.verdict is None else weighed.verdict,
        failing_since=weighed.failing_since,
        answered_at=now if found.outcome in {"alive", "moved"} else resource.answered_at,
        found_address=resource.found_address if undecided else found.moved_to,
        checks=checks[-CHECKS_KEPT:],
        next_check_at=now + weighed.next_in,
        asking={},
        ask_host=resource.host,
    )
    if weighed.verdict is not None:
        cases.follow(resource, weighed.verdict, before=Verdict(before), silent=found.silent, now=now)


@transaction.atomic
def place(now: datetime) -> None:
    """Give links that are due for the first time the hosts they lie on."""
    new = Resource.objects.current().filter(next_check_at__lte=now, ask_host=None).order_by("next_check_at", "pk")
    held = list(new.select_for_update(skip_locked=True, no_key=True)[:PLACED])
    names = {resource.pk: _name(resource.address) for resource in held}
    LinkHost.objects.bulk_create(
        (LinkHost(name=name, next_allowed_at=now) for name in sorted(set(names.values()))), ignore_conflicts=True
    )
    hosts = {host.name: host for host in LinkHost.objects.filter(name__in=set(names.values()))}
    for resource in held:
        resource.host = resource.ask_host = hosts[names[resource.pk]]
    Resource.objects.bulk_update(held, ["host", "ask_host"])


def _request(resource: Resource, now: datetime) -> Request:
    ask = Ask.again(resource.asking, resource.address)
    host = resource.ask_host
    assert host is not None  # noqa: S101 - taken by its host
    no = False
    if not ask.robots:
        if host.robots_read_at is None or host.robots_read_at <= now - ROBOTS_KEPT:
            ask = replace(ask, robots=robots_of(ask.address))
        else:
            no = not may_ask(host.robots, ask.address)
    return Request(resource.pk, resource.address, host.pk, ask, no)


def _name(address: str) -> str:
    try:
        return host_name(address)
    except Refused:
        return NO_HOST


def _update(resource: Resource, **values: Any) -> None:
    for name, value in values.items():
        setattr(resource, name, value)
    resource.save(update_fields=list(values))
