"""Mentors of the demo world, what was asked of them and what they said, by the product's own verbs at those moments."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import yaml
from django.db.models import F

from accounts.models import User
from demo.world.texts import HERE
from mentoring.actions import mentors, requests, reviews
from mentoring.models import Review, ReviewRequest
from mentoring.models.review import CRITERIA
from mentoring.snapshots import Subject
from notices.models import Notice
from portfolio.actions import milestones
from portfolio.models import Milestone, Project

_CURATOR: Final = "jiwoo"
_KINDS: Final = ("verdict", "review_answered", "review_taken", "mentor_accepted", "mentor_declined", "mentor_left")
_READ_WITHIN: Final = timedelta(days=2, hours=12)
Row = Mapping[str, Any]


def mentor(now: datetime) -> None:
    """Let some read for others, and the others ask."""
    world = yaml.safe_load((HERE / "mentoring.yaml").read_text())
    people = {person.handle: person for person in User.objects.exclude(handle="")}
    for row in world["mentors"]:
        _become(people[row["who"]], row, people[_CURATOR], now)
    for row in sorted(world["requests"], key=lambda row: -row["ago"]):
        _ask(people[row["of"]], row, people, now)
    told = Notice.objects.filter(kind__in=_KINDS, created_at__lte=now - _READ_WITHIN)
    told.update(read_at=F("created_at") + timedelta(hours=1))


def _become(person: User, row: Row, curator: User, now: datetime) -> None:
    told = {name: row[name] for name in ("about", "topics", "languages", "kinds", "seats")}
    then = now - timedelta(days=row["ago"])
    applied = mentors.apply(person, now=then - timedelta(days=2 if row["is"] != "applied" else 0), **told)
    if row["is"] in {"accepted", "left", "ended"}:
        mentors.accept(applied, by=curator, note=row.get("note", ""), now=then)
    if row["is"] == "declined":
        mentors.decline(applied, by=curator, note=row["note"], now=then)
    if row["is"] == "left":
        mentors.leave(person, now=then + timedelta(days=30))
    if row["is"] == "ended":
        mentors.end(applied, by=curator, note=row["ended"]["note"], now=now - timedelta(days=row["ended"]["ago"]))
    if "away" in row:
        mentors.away(person, until=person.day(now) + timedelta(days=row["away"]))


def _ask(learner: User, row: Row, people: Mapping[str, User], now: datetime) -> None:
    about = _subject(learner, row["about"])
    if "mended" in row and isinstance(about, Milestone):
        about = _mended(about, row["mended"], now)
    asked = requests.ask(
        learner,
        about=about,
        question=row["question"],
        language=learner.language,
        now=now - timedelta(days=row["ago"]),
    )
    for hold in row.get("taken", ()):
        _take(asked, people[hold["by"]], hold, now)
    if "answer" in row:
        _answer(asked, row["answer"], now)
    if "withdrawn" in row:
        requests.withdraw(asked, now=now - timedelta(days=row["withdrawn"]))


def _mended(declined: Milestone, mended: Row, now: datetime) -> Milestone:
    """What was missing is added, and the milestone claimed again by that."""
    return milestones.change(
        declined,
        version=declined.version,
        now=now - timedelta(days=mended["ago"]),
        title=declined.title,
        deed=declined.deed,
        note=mended["note"],
        facts=declined.facts,
        links=[],
        project=declined.project,
        visibility=declined.visibility,
    )


def _take(asked: ReviewRequest, reader: User, hold: Row, now: datetime) -> None:
    at = now - timedelta(days=hold["ago"])
    requests.take(asked, by=reader, now=at)
    if hold.get("prolong"):
        requests.prolong(asked, by=reader, now=at + timedelta(hours=30))
    if "draft" in hold:
        _write(Review.objects.get(request=asked, mentor=reader), hold["draft"], at + timedelta(hours=3))


def _answer(asked: ReviewRequest, said: Row, now: datetime) -> None:
    at = now - timedelta(days=said["ago"])
    review = reviews.publish(_write(Review.objects.get(request=asked), said, at), now=at)
    if "thanked" in said:
        reviews.thank(review, by=asked.learner, now=now - timedelta(days=said["thanked"]))


def _write(draft: Review, said: Row, at: datetime) -> Review:
    return reviews.save_draft(
        draft,
        version=draft.version,
        now=at,
        scores=dict(zip(CRITERIA, said["scores"], strict=True)),
        summary=said["summary"],
        next_things=said["next"],
        verdict=said.get("verdict", ""),
        reason=said.get("reason", ""),
    )


def _subject(learner: User, about: str) -> Subject:
    if about == "portfolio":
        return None
    if about == "project":
        return Project.objects.standing().filter(owner=learner).order_by("pk").first()
    return Milestone.objects.get(owner=learner, title=about.removeprefix("milestone: "))
