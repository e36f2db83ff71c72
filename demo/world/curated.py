"""What the curators of the demo world have decided, and which links opened again by themselves.

Only links that no step uses are changed for good, so nobody is led anywhere worse by it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Q

from accounts.models import User
from demo.world.links import LATER, daily, stand
from roadmap.actions import cases, curation
from roadmap.models import LinkHost, Resource, StepResource
from roadmap.models.link_case import CaseVerdict
from roadmap.models.link_host import Verdict
from roadmap.models.resource import Level, LinkState

DAY: Final = timedelta(days=1)
SILENT: Final = (("200", "alive"), ("timeout", "failed"), ("timeout", "failed"))
BACK: Final = (("timeout", "failed"), ("200", "alive"), ("200", "alive"))


def curate(people: Sequence[User], now: datetime) -> None:
    """Let the two curators decide, and `people` say what is broken; the links are settled already."""
    first, second = User.objects.filter(is_staff=True).order_by("pk")[:2]
    unused = Resource.objects.exclude(pk__in=StepResource.objects.values("resource")).order_by("pk")
    idle = list(unused.filter(link_state=LinkState.UNKNOWN))
    led_on, gone = unused.filter(link_state=LinkState.GONE, replaced_by__isnull=False)[:2]
    _accept(idle[0], first, now - 5 * DAY)
    _replace(led_on, people[9], second, now - 12 * DAY)
    dead = cases.open_case(gone, CaseVerdict.DEAD, now - 10 * DAY)
    curation.retire(dead, by=second, why="The invitation ran out and won’t come back.", now=now - 9 * DAY)
    _edit_and_take_back(idle[-1], second, first, now - 4 * DAY)
    cases.open_case(idle[1], CaseVerdict.DEAD, now - 3 * DAY)
    cases.follow(idle[1], Verdict.ALIVE, silent=False, now=now - 2 * DAY)
    stand(idle[2], verdict=Verdict.OFFLINE, failing_since=now - timedelta(hours=2))
    _hosts(people[10:13], now)
    Resource.objects.filter(next_check_at__lt=now + LATER).update(next_check_at=now + LATER)


def _accept(moved: Resource, curator: User, now: datetime) -> None:
    """The same page, by the safer way."""
    stand(moved, verdict=Verdict.MOVED, found_address=moved.address.replace("http://", "https://", 1))
    case = cases.open_case(moved, CaseVerdict.MOVED, now - DAY)
    curation.accept(case, by=curator, why="https로도 열려요.", now=now)


def _replace(gone: Resource, by: User, curator: User, now: datetime) -> None:
    case = cases.say_broken(by, gone, now=now - DAY)
    assert gone.replaced_by_id is not None  # noqa: S101 - chosen so
    other = Resource.objects.get(pk=gone.replaced_by_id)
    curation.replace(case, by=curator, other=other, why="They answer questions there now.", now=now)


def _edit_and_take_back(resource: Resource, one: User, other: User, now: datetime) -> None:
    level = Level.MIDDLE if resource.level == Level.DEEP else Level.DEEP
    edited = curation.edit({f"resource {resource.key}": {"level": level.value}}, by=one, now=now)
    assert edited is not None  # noqa: S101 - the level is another
    curation.undo(edited, by=other, now=now + DAY)


def _hosts(tellers: Sequence[User], now: datetime) -> None:
    """One that was silent as a whole and answers again, and one that is silent still."""
    links = Count("resources", filter=Q(resources__retired_at=None))
    back, silent = LinkHost.objects.annotate(links=links).filter(links=2).order_by("pk")[:2]
    _fall_silent(back, tellers[:2], now - 9 * DAY)
    LinkHost.objects.filter(pk=back.pk).update(answered_at=now - timedelta(minutes=20))
    for resource in _links(back):
        stand(resource, verdict=Verdict.ALIVE, failing_since=None, answered_at=now, checks=daily(BACK, now))
        cases.follow(resource, Verdict.ALIVE, silent=False, now=now - 7 * DAY)
    _fall_silent(silent, tellers[2:], now - DAY)


def _fall_silent(host: LinkHost, tellers: Sequence[User], now: datetime) -> None:
    LinkHost.objects.filter(pk=host.pk).update(answered_at=now - 2 * DAY)
    for by in tellers:
        cases.say_broken(by, _links(host)[0], now=now - timedelta(hours=3))
    for resource in _links(host):
        stand(resource, verdict=Verdict.DEAD, failing_since=now - DAY, answered_at=now - 2 * DAY)
        stand(resource, checks=daily(SILENT, now))
        cases.follow(resource, Verdict.DEAD, before=Verdict.ALIVE, silent=True, now=now)


def _links(host: LinkHost) -> list[Resource]:
    return list(Resource.objects.current().filter(host=host).select_related("host").order_by("pk"))
