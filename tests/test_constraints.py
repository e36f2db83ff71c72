"""Every constraint is attacked once, by a statement that asks no verb of ours.

Proofs of milestones, reviews and rings are attacked beside their own rules.
"""

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.db.models import Model

from accounts.models import ApiToken, Block, Report, SpentHandle, User
from kit import clock
from mentoring.models import ReviewRequest
from notices.models import Notice, Preference
from peers.models import Follow, Introduction
from portfolio.models import Entry, Milestone, Picture, Project
from roadmap.models import Edition, Enrollment, LinkCase, LinkHost, LinkReport, Mark, Progress, Resource, StepResource
from tests.constraints import attacked
from tests.roadmap.conftest import make_phase, make_step

APPS = ("accounts", "notices", "roadmap", "portfolio", "mentoring", "peers")
HERE = Path(__file__).parent


def again(model: type[Model], times: int = 1, **other: str) -> str:
    """A statement that writes each row of `model` so many times more, with other values where they are named."""
    fields = [field for field in model._meta.local_concrete_fields if field.column != "id" and not field.generated]
    columns = ", ".join(field.column for field in fields)
    values = ", ".join(other.get(field.column, field.column) for field in fields)
    table = model._meta.db_table
    return f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table}, generate_series(1, {times})"  # noqa: S608


ATTACKS = {
    "user_email_is_lower_case": "UPDATE accounts_user SET email = upper(email)",
    "user_handle_is_well_formed": "UPDATE accounts_user SET handle = 'No Handle'",
    "user_handle_is_unique": "UPDATE accounts_user SET handle = 'same'",
    "user_onboarded_has_handle": "UPDATE accounts_user SET handle = '', onboarded_at = created_at",
    "user_day_ends_by_six": "UPDATE accounts_user SET day_ends_at = 7",
    "user_at_most_three_topics": "UPDATE accounts_user SET topics = '{nlp,vision,audio,rl}'",
    "block_once": again(Block),
    "block_not_oneself": "UPDATE accounts_block SET blocker_id = blocked_id",
    "spent_handle_is_a_digest": "UPDATE accounts_spenthandle SET digest = 'seoyeon'",
    "report_open_once_a_person": again(Report),
    "report_not_of_oneself": "UPDATE accounts_report SET by_id = person_id",
    "report_decided_at_a_time": "UPDATE accounts_report SET decided_at = created_at",
    "api_token_once_a_name": again(ApiToken, digest="repeat('b', 64)"),
    "api_token_has_a_name": "UPDATE accounts_apitoken SET name = ''",
    "api_token_is_a_digest": "UPDATE accounts_apitoken SET digest = 'giljabi_secret'",
    "notice_told_once": again(Notice),
    "preference_hour_of_a_day": "UPDATE notices_preference SET hour = 24",
    "project_once_a_form": again(Project),
    "entry_once_a_form": again(Entry),
    "entry_minutes_of_a_day": "UPDATE portfolio_entry SET minutes = 1441",
    "entry_says_something": "UPDATE portfolio_entry SET text = '', minutes = 0",
    "picture_once_a_file": again(Picture, key="'other'"),
    "picture_of_one_thing": "UPDATE portfolio_picture SET project_id = (SELECT id FROM portfolio_project)",
    "picture_of_nothing_goes": "UPDATE portfolio_picture SET entry_id = NULL, tidy_after = NULL",
    "phase_low_to_high": "UPDATE roadmap_phase SET months_low = months_high + 1",
    "step_low_to_high": "UPDATE roadmap_step SET hours_low = hours_high + 1",
    "resource_once_a_step": again(StepResource, place="place + 1"),
    "link_case_of_a_resource_or_a_host": "UPDATE roadmap_linkcase SET resource_id = NULL, host_id = NULL",
    "link_case_open_once_a_resource": again(LinkCase),
    "link_case_open_once_a_host": again(LinkCase, 2, resource_id="NULL", host_id="(SELECT id FROM roadmap_linkhost)"),
    "link_case_decided_at_a_time": "UPDATE roadmap_linkcase SET state = 'decided'",
    "link_report_once_a_person": again(LinkReport),
    "edition_is_one_row": "INSERT INTO roadmap_edition (id, created_at, version) VALUES (2, now(), gen_random_uuid())",
    "enrollment_hours_of_a_week": "UPDATE roadmap_enrollment SET hours_a_week = 0",
    "enrollment_rests_less_than_a_week": "UPDATE roadmap_enrollment SET rest_weekdays = '{0,1,2,3,4,5,6}'",
    "mark_once_a_resource": again(Mark),
    "progress_once_a_step": again(Progress),
    "progress_done_has_its_day": "UPDATE roadmap_progress SET state = 'done'",
    "progress_starts_before_it_ends": "UPDATE roadmap_progress SET state = 'done', finished_on = started_on - 1",
    "request_open_once_a_project": again(ReviewRequest, 2, project_id="(SELECT id FROM portfolio_project)"),
    "request_open_once_a_milestone": again(ReviewRequest, 2, milestone_id="(SELECT id FROM portfolio_milestone)"),
    "request_open_once_a_portfolio": again(ReviewRequest),
    "follow_once": again(Follow),
    "follow_not_oneself": "UPDATE peers_follow SET follower_id = followed_id",
    "introduction_once_a_pair": again(Introduction, sender_id="recipient_id", recipient_id="sender_id"),
    "introduction_not_to_oneself": "UPDATE peers_introduction SET sender_id = recipient_id",
    "introduction_says_something": "UPDATE peers_introduction SET text = ''",
    "introduction_answered_at_a_time": "UPDATE peers_introduction SET state = 'accepted'",
}


@pytest.fixture
def world(learner: User, peer: User) -> None:
    """A row of everything."""
    now, day = clock.now(), date(2026, 3, 2)
    Block.objects.create(blocker=learner, blocked=peer)
    SpentHandle.objects.keep(["gone"])
    Report.objects.create(kind="entry", subject=1, person=peer, by=learner, why="other")
    ApiToken.objects.create(owner=learner, name="laptop", digest="a" * 64)
    Notice.objects.create(recipient=learner, kind="quiet", key="quiet 1")
    Preference.objects.get_or_create(user=learner, defaults={"remind_at": now})
    Project.objects.create(owner=learner, title="밤길 지도", form_key=uuid4())
    entry = Entry.objects.create(owner=learner, day=day, text="x", form_key=uuid4())
    Picture.objects.create(owner=learner, key="one", suffix=".webp", width=1, height=1, size=1, entry=entry, digest="d")
    told = {"kind": "tool", "deed": "x", "title": "x", "address": "x", "state": "claimed"}
    Milestone.objects.create(owner=learner, claimed_at=now, form_key=uuid4(), **told)
    phase = make_phase("first", 1)
    step = make_step(phase, 1, 10)
    said = dict.fromkeys(("title_ko", "title_en", "why_ko", "why_en"), "x")
    resource = Resource.objects.create(key="anki", kind="tool", address="https://example.org", **said)
    StepResource.objects.create(step=step, resource=resource, place=1)
    LinkHost.objects.create(name="example.org")
    case = LinkCase.objects.create(resource=resource, verdict="dead")
    LinkReport.objects.create(case=case, by=learner)
    Edition.objects.lock()
    enrollment = Enrollment.objects.create(learner=learner, first_phase=phase, planned_from=day, hours_a_week=5)
    Mark.objects.create(learner=learner, resource=resource)
    Progress.objects.create(enrollment=enrollment, step=step, state="doing", started_on=day)
    ReviewRequest.objects.create(learner=learner, question="?", language="ko")
    Follow.objects.create(follower=learner, followed=peer)
    Introduction.objects.create(sender=learner, recipient=peer, text="x")


@pytest.mark.parametrize("name", ATTACKS)
def test_the_database_itself_refuses(name: str, world: None) -> None:
    assert attacked(ATTACKS[name]) == name


def test_no_constraint_is_left_unattacked() -> None:
    models = (model for app in APPS for model in apps.get_app_config(app).get_models())
    names = {constraint.name for model in models for constraint in model._meta.constraints}
    elsewhere = "".join(file.read_text(encoding="utf-8") for file in HERE.glob("*/test_*.py"))

    assert [name for name in names - {*ATTACKS} if name not in elsewhere] == []
