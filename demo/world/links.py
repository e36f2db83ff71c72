"""The state of the roadmap's links in the demo world: most open, a few wait for a curator, one was decided."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from accounts.models import User
from kit.fetch import Refused
from roadmap.actions import cases, curation
from roadmap.affected import people_on
from roadmap.checking import host_name
from roadmap.models import LinkCase, LinkHost, Resource
from roadmap.models.link_case import CaseVerdict
from roadmap.models.link_host import Verdict

LATER: Final = timedelta(hours=22)  # until then nothing real is asked, so that the world stays as it was made
STEADY: Final = (("200", "alive"), ("200", "alive"))
WHY: Final = {
    "ko": "나한테는 열려요. 로그인만 먼저 해요.",
    "en": "It opens for me; it only asks to sign in first.",
}


def settle_links(people: Sequence[User], now: datetime) -> None:
    """Hosts and verdicts of every link, then what waits on the curators' desk."""
    for place, resource in enumerate(Resource.objects.current().order_by("pk")):
        host = LinkHost.objects.named(_host(resource.address))
        answered = now - timedelta(minutes=7 * place + 20)
        checks = daily(STEADY, answered)
        stand(resource, verdict=Verdict.ALIVE, host=host, ask_host=host, answered_at=answered, checks=checks)
        resource.next_check_at = now + LATER
        resource.save(update_fields=["next_check_at"])
    LinkHost.objects.update(answered_at=now - timedelta(minutes=20), next_allowed_at=now)
    _break(list(Resource.objects.current().filter(link_state="").order_by("pk")), people, now)


def _break(sound: Sequence[Resource], people: Sequence[User], now: datetime) -> None:
    used = [one for one in sound if people_on([one.pk])]
    dead, moved, told, walled, decided = used[2], used[5], used[8], used[11], used[14]
    week = now - timedelta(days=6)
    gone = (("200", "alive"), ("404", "failed"), ("404", "failed"))
    stand(dead, verdict=Verdict.DEAD, failing_since=week, answered_at=week, checks=daily(gone, now))
    cases.open_case(dead, CaseVerdict.DEAD, week)
    there = moved.address.rstrip("/") + "/new/"
    led_on = (("200", "alive"), ("301 200", "moved"), ("301 200", "moved"))
    stand(moved, verdict=Verdict.MOVED, found_address=there, checks=daily(led_on, now))
    cases.open_case(moved, CaseVerdict.MOVED, now - timedelta(days=2))
    for by in people[2:5]:
        cases.say_broken(by, told, now=now - timedelta(hours=5))
    stand(walled, verdict=Verdict.BLOCKED, checks=daily((("403", "blocked"),) * 3, now))
    cases.say_broken(people[5], decided, now=now - timedelta(days=1))
    curator = User.objects.filter(is_staff=True).order_by("pk")[0]
    case = LinkCase.objects.open().get(resource=decided)
    curation.keep(case, by=curator, why=WHY[curator.language], now=now - timedelta(hours=20))
    Resource.objects.filter(pk__in=[told.pk, decided.pk]).update(next_check_at=now + LATER)


def daily(results: Sequence[tuple[str, str]], last: datetime) -> list[Mapping[str, Any]]:
    """Daily results up to `last`."""
    days = range(len(results) - 1, -1, -1)
    return [
        {"at": (last - timedelta(days=day)).isoformat(), "said": said, "outcome": outcome}
        for day, (said, outcome) in zip(days, results, strict=True)
    ]


def stand(resource: Resource, **values: Any) -> None:
    """What checking found of a link, column by column."""
    for name, value in values.items():
        setattr(resource, name, value)
    resource.save(update_fields=list(values))


def _host(address: str) -> str:
    try:
        return host_name(address)
    except Refused:
        return "-"
