"""What the demo people claim and what became of it, by the product's own verbs at the moments when it happened."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final, Protocol
from uuid import UUID

import yaml

from accounts.models import User
from demo.world.texts import HERE
from portfolio import github
from portfolio.actions import evidence, milestones, verdicts
from portfolio.links import Link
from portfolio.models import Milestone, Project, Reading
from portfolio.models.evidence import BY_HAND

_DAYS: Final = ("merged_on", "published_on", "ended_on", "shown_on", "began_on", "week_of")


class Maker(Protocol):
    """Somebody with projects of their own."""

    user: User
    today: date
    chance: Random
    projects: list[Project]


def prove(makers: Iterable[Maker], now: datetime) -> None:
    """Let each claim theirs, and the others decide."""
    by_handle = {maker.user.handle: maker for maker in makers}
    for row in yaml.safe_load((HERE / "milestones.yaml").read_text()):
        maker = by_handle[row["of"]]
        milestone = _claimed(maker, row, now)
        Reading.objects.bulk_create(_measured(maker, milestone, row), ignore_conflicts=True)  # the claim’s own is there
        if "read" in row:
            _read(milestone, row["read"], now)
        for event in row.get("then", ()):
            milestone.refresh_from_db()
            _decided(milestone, event, now - timedelta(days=event["ago"]))


def _claimed(maker: Maker, row: Mapping[str, Any], now: datetime) -> Milestone:
    facts = {
        name: (maker.today - timedelta(days=value)).isoformat() if name in _DAYS else value
        for name, value in row["facts"].items()
    }
    if "year" in facts:
        facts["year"] = (maker.today - timedelta(days=200)).year
    verb = milestones.save_draft if row.get("draft") else milestones.claim
    return verb(
        maker.user,
        kind=row["kind"],
        form_key=UUID(int=maker.chance.getrandbits(128), version=4),
        now=now - timedelta(days=row["ago"]),
        title=row["title"],
        deed=row["deed"],
        note=row.get("note", ""),
        facts=facts,
        links=[Link(label, address) for label, address in row.get("links", {}).items()],
        project=maker.projects[0] if row.get("from_project") else None,
        visibility=row["sees"],
    )


def _read(milestone: Milestone, read: Mapping[str, Any], now: datetime) -> None:
    """As if GitHub had been read some days ago: what it said, or the trouble. Nobody asks it for what it doesn't have."""
    at = now - timedelta(days=read["ago"])
    pull, about = github.pull_of(milestone.kind, milestone.address), milestone.evidence.get(place=0)
    assert pull is not None  # noqa: S101 - written so
    assert about.read_due_at is not None  # noqa: S101 - just claimed
    told: dict[str, Any] = {}
    if "trouble" not in read:
        merged_at = datetime.fromisoformat(f"{milestone.facts['merged_on']}T09:30:00+00:00")
        told = {"title": read["title"], "author": read["author"], "merged": True, "merged_at": merged_at.isoformat()}
        told |= {"closed": True, "repository": pull.repository, "stars": milestone.facts["stars"] + 12}
    said = github.Said(told=told, trouble=read.get("trouble", ""))
    evidence.record(evidence.Ask(about.pk, about.address, 1, about.read_due_at, pull), said, now=at)


def _measured(maker: Maker, milestone: Milestone, row: Mapping[str, Any]) -> Iterator[Reading]:
    """What was measured: as written, by days ago; or week by week, climbing for two thirds of the time, then staying."""
    weeks = row.get("measured_weeks", 0)
    climbed = {
        7 * (weeks - week): round(14 + 124 * min(1, week / (weeks * 0.66)) ** 1.4 + maker.chance.uniform(-6, 9))
        for week in range(1, weeks)
    }
    for ago, value in {**climbed, **row.get("measured", {})}.items():
        day = maker.today - timedelta(days=ago)
        yield Reading(milestone=milestone, source=BY_HAND, day=day, value=value)


def _decided(milestone: Milestone, event: Mapping[str, Any], at: datetime) -> None:
    if event["is"] == "withdrawn":
        milestones.withdraw(milestone, now=at)
        return
    by = User.objects.get(handle=event["by"])
    if event["is"] == "revoked":
        verdicts.revoke(milestone, by=by, reason=event["why"], now=at)
    else:
        verdicts.give(milestone, event["is"], by=by, reason=event.get("why", ""), now=at)
