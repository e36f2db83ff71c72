"""Each constraint of the tables, attacked once by SQL that asks no verb."""

from typing import Any

import pytest

from accounts.models import User
from mentoring.actions import requests
from mentoring.models import Mentor, Review, ReviewRequest
from tests.constraints import attacked
from tests.mentoring.conftest import NOON, asked, drafted, milestone_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ("state = 'asked'", "mentor_known_state"),
        ("seats = 0", "mentor_has_seats"),
        ("seats = 11", "mentor_has_seats"),
        ("languages = '{}'", "mentor_reads_a_language"),
        ("languages = '{fr}'", "mentor_reads_a_language"),
        ("topics = '{}'", "mentor_reads_a_topic"),
        ("about = ''", "mentor_says_who_they_are"),
        ("decided_at = NULL", "mentor_decided_at_a_time"),
        ("state = 'applied'", "mentor_decided_at_a_time"),
        ("state = 'declined'", "mentor_declined_with_a_note"),
        ("decided_by_id = user_id", "mentor_decided_by_another"),
    ],
)
def test_of_a_mentor(mentor: User, columns: str, name: str) -> None:
    assert attacked(f"UPDATE mentoring_mentor SET {columns}") == name  # noqa: S608 - from this table


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ("state = 'held', ended_at = created_at", "request_known_state"),
        ("language = 'fr'", "request_known_language"),
        ("question = ''", "request_asks_something"),
        ("holder_id = learner_id, held_until = created_at", "request_held_by_another"),
        ("held_until = NULL", "request_held_until_a_time"),
        ("held_until = NULL, holder_id = NULL, prolonged = true", "request_prolonged_while_held"),
        ("state = 'answered'", "request_ended_at_a_time"),
        ("ended_at = created_at", "request_ended_at_a_time"),
    ],
)
def test_of_a_request(mentor: User, request_: ReviewRequest, columns: str, name: str) -> None:
    requests.take(request_, by=mentor, now=NOON)

    assert attacked(f"UPDATE mentoring_reviewrequest SET {columns}") == name  # noqa: S608 - from this table


def test_a_request_is_about_one_thing(learner: User, request_: ReviewRequest) -> None:
    milestone = milestone_of(learner)

    said = attacked("UPDATE mentoring_reviewrequest SET milestone_id = %s", milestone.pk)

    assert said == "request_of_one_thing"


@pytest.mark.parametrize("about", ["project", "milestone", "portfolio"])
def test_one_is_open_of_a_thing_the_whole_portfolio_included(learner: User, project: Any, about: str) -> None:
    asked(learner, {"project": project, "milestone": milestone_of(learner), "portfolio": None}[about])

    said = attacked(
        "INSERT INTO mentoring_reviewrequest (created_at, learner_id, project_id, milestone_id, question, language, title,"
        " topics, snapshot, state, prolonged) SELECT created_at, learner_id, project_id, milestone_id, question, language,"
        " title, topics, snapshot, state, prolonged FROM mentoring_reviewrequest"
    )

    assert said == f"request_open_once_a_{about}"


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ("problem = 5", "review_problem_one_to_four"),
        ("data = 0", "review_data_one_to_four"),
        ("result = 5", "review_result_one_to_four"),
        ("reader = 0", "review_reader_one_to_four"),
        ("verdict = 'maybe'", "review_known_verdict"),
        ("published_at = created_at", "review_published_whole"),
        ("verdict = 'none', published_at = created_at, reader = NULL", "review_published_whole"),
        ("verdict = 'none', published_at = created_at, next_things = '{a,b,\"\"}'", "review_published_whole"),
        ("verdict = 'declined', published_at = created_at", "review_declines_with_a_reason"),
        ("thanked_at = created_at", "review_thanked_once_published"),
    ],
)
def test_of_a_review(mentor: User, request_: ReviewRequest, columns: str, name: str) -> None:
    drafted(requests.take(request_, by=mentor, now=NOON), mentor)

    assert attacked(f"UPDATE mentoring_review SET {columns}") == name  # noqa: S608 - from this table


_COPY = (
    "INSERT INTO mentoring_review (created_at, request_id, mentor_id, problem, data, result, reader, summary, next_things,"
    " verdict, reason, version, saved_at, published_at) SELECT created_at, request_id, {mentor}, problem, data, result,"
    " reader, summary, next_things, verdict, reason, version, saved_at, published_at FROM mentoring_review"
)


def test_one_review_of_a_mentor_and_one_published_of_a_request(mentor: User, request_: ReviewRequest) -> None:
    review = drafted(requests.take(request_, by=mentor, now=NOON), mentor)
    assert attacked(_COPY.format(mentor="mentor_id")) == "review_once_a_mentor"

    Review.objects.filter(pk=review.pk).update(verdict="none", published_at=NOON)

    assert attacked(_COPY.format(mentor="NULL")) == "review_published_once"


def test_a_published_review_stands(mentor: User, request_: ReviewRequest, other: User) -> None:
    drafted(requests.take(request_, by=mentor, now=NOON), mentor)
    Review.objects.update(verdict="none", published_at=NOON)

    for columns in ("summary = 'x'", "problem = 1", "published_at = NULL", f"mentor_id = {other.pk}"):
        assert attacked(f"UPDATE mentoring_review SET {columns}") == "a published review is never changed"  # noqa: S608
    assert Mentor.objects.count() == 2
