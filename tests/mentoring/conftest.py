from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from mentoring.actions import mentors, requests, reviews
from mentoring.models import Mentor, Review, ReviewRequest
from portfolio.actions import milestones
from portfolio.models import Milestone, Project
from tests.conftest import make_member
from tests.portfolio.milestones import told as told_of_milestone

NOON = datetime(2026, 4, 9, 3, 0, tzinfo=UTC)  # of a Thursday in Seoul

APPLIED = {
    "about": "노면 균열을 4년 봤어요.",
    "topics": ["vision"],
    "languages": ["ko", "en"],
    "kinds": ["pull_request", "tool"],
    "seats": 2,
}
WHOLE: dict[str, Any] = {
    "scores": {"problem": 4, "data": 2, "result": 3, "reader": 3},
    "summary": "무엇을 왜 만들었는지 첫 줄에 있어서 좋아요.",
    "next_things": ["경로별로 다시 나눠 재기", "시간대별 표 하나 넣기", "기준선 하나와 견주기"],
    "verdict": "",
    "reason": "",
}


def make_mentor(handle: str, *, now: datetime = NOON, curator: User | None = None, **told: Any) -> User:
    """An accepted mentor."""
    person = make_member(handle, name=told.pop("name", handle.title()), language=told.pop("language", "ko"))
    row = mentors.apply(person, now=now, **(APPLIED | told))
    Mentor.objects.filter(pk=row.pk).update(state="accepted", decided_at=now, decided_by=curator)
    return person


def project_of(learner: User, **fields: Any) -> Project:
    said = {
        "title": "밤길 지도",
        "value": "밤에도 알려요.",
        "story": "넘어진 날부터 만들었어요.",
        "topics": ["vision"],
    }
    return Project.objects.create(owner=learner, **(said | fields))


def milestone_of(learner: User, now: datetime = NOON, kind: str = "pull_request", **said: Any) -> Milestone:
    return milestones.claim(learner, kind=kind, form_key=uuid4(), now=now, **told_of_milestone(kind, **said))


def asked(learner: User, about: Any = None, now: datetime = NOON, **said: Any) -> ReviewRequest:
    words = {"question": "나눈 방법이 새지 않는지 봐 주세요.", "language": "ko"} | said
    return requests.ask(learner, about=about, now=now, **words)


def drafted(request: ReviewRequest, mentor: User, now: datetime = NOON, **told: Any) -> Review:
    """What that mentor wrote of a request they took, saved."""
    review = Review.objects.get(request=request, mentor=mentor)
    return reviews.save_draft(review, version=review.version, now=now, **(WHOLE | told))


def answered(request: ReviewRequest, mentor: User, now: datetime = NOON, **told: Any) -> Review:
    requests.take(request, by=mentor, now=now)
    return reviews.publish(drafted(request, mentor, now, **told), now=now)


@pytest.fixture
def mentor(db: None) -> User:
    return make_mentor("minho", name="최민호")


@pytest.fixture
def other(db: None) -> User:
    return make_mentor("jonas", name="Jonas Weber", language="en")


@pytest.fixture
def project(learner: User) -> Project:
    """Shown to nobody."""
    return project_of(learner)


@pytest.fixture
def request_(learner: User, project: Project) -> ReviewRequest:
    return asked(learner, project)


@pytest.fixture(autouse=True)
def noon(at: Any) -> datetime:
    """It is noon; what is seen by a hold is asked of the clock."""
    return at(NOON)
