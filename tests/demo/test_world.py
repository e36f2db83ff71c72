from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db.models import Count, Model
from django.test import Client
from django.urls import get_resolver, reverse

from accounts import access
from accounts.models import Block, Report, User
from accounts.visibility import Visibility
from demo.actions import PASSWORD, PeopleHere, settle
from demo.world import drawing, texts
from kit import clock
from mentoring.models import Mentor, Review, ReviewRequest
from mentoring.models.mentor import MentorState
from mentoring.models.request import RequestState
from mentoring.models.review import Say
from notices import kinds
from notices.actions.deliver import deliver
from notices.models import Mail, Notice, Preference
from notices.models.mail import MailState
from notices.models.preference import MailWish
from peers.models import Introduction, Suggestion
from peers.reads import feed
from portfolio.kinds import BY_KEY as KINDS
from portfolio.models import Entry, Evidence, Milestone, Picture, Project, Verification
from portfolio.models.evidence import Trouble
from portfolio.models.milestone import State
from portfolio.models.project import Stage
from portfolio.models.verification import Verdict
from roadmap.models import CurationEvent, Enrollment, LinkCase, Progress, Resource, Step, StepResource
from roadmap.models.link_case import CaseVerdict
from roadmap.models.link_host import Verdict as LinkVerdict
from roadmap.models.progress import ProgressState
from roadmap.models.resource import LinkState
from roadmap.planning import plan_of
from tests.accounts.test_access import pages
from tests.demo.conftest import World

pytestmark = pytest.mark.django_db
KNOWN = ("learner@demo.example", "mentor@demo.example", "curator@demo.example")
# What goes through states: the field, and all that it can be.
MACHINES: tuple[tuple[type[Model], str, Any], ...] = (
    (Enrollment, "trail_visibility", Visibility.values),
    (Entry, "visibility", Visibility.values),
    (Evidence, "trouble", Trouble.values),
    (Introduction, "state", Introduction.State.values),
    (LinkCase, "state", LinkCase.State.values),
    (LinkCase, "decision", LinkCase.Decision.values),
    (LinkCase, "verdict", CaseVerdict.values),
    (CurationEvent, "verb", CurationEvent.Verb.values),
    (Mail, "state", MailState.values),
    (Mentor, "state", MentorState.values),
    (Milestone, "state", State.values),
    (Milestone, "visibility", Visibility.values),
    (Preference, "mail", MailWish.values),
    (Progress, "state", ProgressState.values),
    (Project, "stage", Stage.values),
    (Project, "visibility", Visibility.values),
    (Report, "state", Report.State.values),
    (Resource, "verdict", LinkVerdict.values),
    (Resource, "link_state", LinkState.values),
    (Review, "verdict", Say.values),
    (ReviewRequest, "state", RequestState.values),
    (Verification, "verdict", Verdict.values),
)
ANSWERS = {200, 302, 405}  # 405: only to be sent to


def entered(email: str) -> Client:
    client = Client(headers={"accept-language": "ko"})
    client.force_login(User.objects.get(email=email))
    return client


def told() -> list[Any]:
    """What the world says, without ids, days (which follow today) and the times of day."""
    entries = Entry.objects.order_by("pk").values_list(
        "owner__handle", "day", "minutes", "text", "visibility", "form_key"
    )
    projects = Project.objects.order_by("pk").values_list("owner__handle", "title", "cover__key", "stage", "pinned")
    walks = Enrollment.objects.order_by("pk").values_list("learner__handle", "planned_from", "next_due_on")
    return [*entries, *projects, *walks]


def test_the_plan_of_everybody_is_what_their_row_says(world: World) -> None:
    for enrollment in Enrollment.objects.select_related("first_phase"):
        upcoming = plan_of(enrollment).next
        assert enrollment.next_due_on == (upcoming.due_on if upcoming else None), enrollment


def test_every_state_a_page_can_have_lives_here(world: World) -> None:
    now = clock.now()
    late = [(user.day(now) - row.next_due_on).days for row in Enrollment.objects.select_related("learner")
            if (user := row.learner) and row.next_due_on]  # fmt: skip

    assert 9 in late
    assert min(late) < -14
    assert Enrollment.objects.filter(next_due_on=None).exists()  # the end of the trail
    assert User.objects.filter(enrollment=None).exists()
    assert User.objects.filter(enrollment__progress=None, enrollment__isnull=False).exists()  # the first day
    assert {*Entry.objects.values_list("visibility", flat=True)} == {"private", "members", "public"}
    assert {*User.objects.values_list("language", flat=True)} == {"ko", "en"}


def test_each_machine_stands_in_each_of_its_states(world: World) -> None:
    missing = {
        f"{model.__name__}.{name}": set(choices) - set(model._default_manager.values_list(name, flat=True))
        for model, name, choices in MACHINES
    }

    assert {machine: states for machine, states in missing.items() if states} == {
        # A worker would hand both over at once, and nobody is to be written to about what is long over.
        "Mail.state": {"queued", "sending"},
        # GitHub would be asked again, for what it doesn't have.
        "Evidence.trouble": {"down", "limited"},
    }


def test_every_kind_of_notice_was_told(world: World) -> None:
    told = {*Notice.objects.values_list("kind", flat=True)}

    assert told >= {"verdict", "mentor_declined", "mentor_left", "milestone_revoked", "review_answered"}
    # These two come by themselves with somebody's next calm mail.
    assert {kind.name for kind in kinds.calm()} - told == {"quiet", "request_lapsed"}


def test_people_come_and_go_as_they_do(world: World) -> None:
    now, everybody = clock.now(), User.objects.all()

    assert everybody.filter(is_staff=True).count() == 2
    assert {*everybody.filter(is_staff=True).values_list("language", flat=True)} == {"ko", "en"}
    assert everybody.filter(suspended_at__lt=now).exclude(suspended_because="").count() == 1
    assert everybody.filter(erase_after__gt=now).count() == 1
    assert everybody.filter(onboarded_at=None).count() == 1
    assert {everybody.by_handle("eunji-bank", now).handle} == {"eunji-l"}
    assert Block.objects.filter(blocker__suspended_at=None, blocked__suspended_at=None).exists()
    assert Mentor.objects.filter(state="left").exclude(note="").exclude(decided_by=None).exists()
    assert Mentor.objects.filter(state="left", note="", decided_by=None).exists()
    for model in (Entry, Project):
        assert model.objects.filter(removed_at__gt=now - timedelta(days=30)).count() == 1


def test_one_was_declined_mended_it_and_was_verified(world: World) -> None:
    mended = Milestone.objects.get(owner__handle="elif")

    assert [*mended.verifications.order_by("pk").values_list("verdict", flat=True)] == ["declined", "verified"]
    assert ReviewRequest.objects.get(milestone=mended, after__isnull=False).after.verdict == "declined"
    assert "What the knife leaves out" in Client().get("/@elif/").content.decode()


def test_nobody_is_written_to_about_what_is_long_over(world: World) -> None:
    deliver()

    assert mail.outbox == []


def test_what_curators_decided_leads_nobody_astray(world: World) -> None:
    used = Resource.objects.filter(pk__in=StepResource.objects.values("resource"))

    assert CurationEvent.objects.filter(undone_at__isnull=False).count() == 1
    assert LinkCase.objects.filter(host__isnull=False, state="open").exists()
    assert not used.exclude(retired_at=None).exists()
    assert not used.exclude(cases__decision__in=["", "kept"]).filter(cases__isnull=False).exists()


def test_every_state_of_a_meeting_lives_here(world: World) -> None:
    learner = User.objects.get(handle="seoyeon")

    assert {*Introduction.objects.values_list("state", flat=True)} == {"sent", "accepted", "declined", "withdrawn"}
    assert {one.state for one in Introduction.objects.visible_to(learner)} == {"sent", "accepted", "declined"}
    assert feed(learner).things
    assert Suggestion.objects.visible_to(learner).exists()


def test_the_learner_has_a_token_whose_secret_nobody_has(world: World) -> None:
    assert "자전거 업로더" in entered("learner@demo.example").get("/settings/tokens/").content.decode()


def test_a_tool_was_read_for_a_year_and_an_article_a_few_times(world: World) -> None:
    tool, article = (
        Milestone.objects.filter(kind=kind).annotate(count=Count("readings")).order_by("-count").first()
        for kind in ("tool", "article")
    )
    points = [*tool.readings.values_list("day", "value")]

    assert (len(points), article.readings.count()) == (52, 8)
    assert KINDS["tool"].series.rule(points).on < tool.verified_at.date()


def test_milestones_stand_in_every_state_and_the_mentor_verified_some(world: World) -> None:
    learner = User.objects.get(handle="seoyeon")

    assert {*Milestone.objects.values_list("state", flat=True)} == {*State.values}
    assert {*Milestone.objects.values_list("kind", flat=True)} == {*KINDS}
    assert {*learner.milestones.values_list("state", flat=True)} == {*State.values} - {"revoked"}
    assert Milestone.objects.filter(verified_by__handle="minho").count() > 3
    assert not Milestone.objects.filter(created_at__gt=clock.now()).exists()
    assert Client().get("/@seoyeon/", headers={"accept-language": "ko"}).content.decode().count("검증했어요") == 1


def test_github_was_read_where_it_could_and_is_not_asked_for_what_it_does_not_have(world: World) -> None:
    read = Evidence.objects.filter(milestone__kind="pull_request", place=0)

    assert {*read.values_list("trouble", flat=True)} == {"", "missing"}
    assert read.filter(facts__merged=True).count() == 3
    assert not Evidence.objects.filter(read_due_at__isnull=False).exists()


def test_nobody_writes_ahead_of_time(world: World) -> None:
    now = clock.now()

    assert not Entry.objects.filter(created_at__gt=now).exists()
    for user in User.objects.all():
        assert not user.entries.filter(day__gt=user.day(now)).exists()


def test_no_two_people_show_the_same_story(world: World) -> None:
    shown = Entry.objects.exclude(visibility="private").exclude(text="").values_list("text", flat=True)

    assert [text for text, times in Counter(shown).items() if times > 1 and len(text) > 60] == []


def test_the_same_seed_makes_the_same_world_and_another_another(world: World) -> None:
    first, now = told(), clock.now()

    User.objects.all().delete()
    settle(now=now, seed=1)
    again = told()
    User.objects.all().delete()
    settle(now=now, seed=2)

    assert again == first
    assert told() != first


def test_it_is_made_within_seconds(world: World) -> None:
    assert world.seconds < 6  # of the processor: the first `make run` waits for it


@pytest.mark.parametrize("email", KNOWN)
def test_three_people_can_sign_in(world: World, email: str) -> None:
    assert Client().login(email=email, password=PASSWORD)


@pytest.mark.parametrize("email", KNOWN)
def test_every_page_opens_for_those_who_can_sign_in(world: World, email: str) -> None:
    client = entered(email)
    plain = [
        path for path, page in pages(get_resolver().url_patterns)
        if access.of(page.callback) in {"public", "members", "signed in"} and "<" not in path and path != "suspended/"
    ]  # fmt: skip

    answers = {path: client.get(f"/{path.removesuffix('$')}").status_code for path in plain}

    assert {path: status for path, status in answers.items() if status not in ANSWERS} == {}


def test_their_own_things_and_their_steps_open(world: World) -> None:
    learner = User.objects.get(handle="seoyeon")
    client = entered(learner.email)
    steps = [reverse("roadmap:step", args=[step.phase.key, step.key]) for step in Step.objects.select_related("phase")]
    pictures = [picture.address for picture in learner.pictures.all()]

    for address in (*steps, *pictures):
        assert client.get(address).status_code == 200, address


def test_the_bell_of_the_learner_rings_with_something_true(world: World) -> None:
    notices = list(Notice.objects.unread().filter(recipient__handle__in=["seoyeon", "jiwoo"]))

    assert {notice.kind for notice in notices} == {
        "step",
        "plan",
        "introduction_received",
        "peers_of_week",
        "review_taken",
    }
    assert set(kinds.words_of(notices)) == {notice.pk for notice in notices}
    assert Preference.objects.count() == User.objects.exclude(onboarded_at=None).count()


def test_the_curator_looks_after_content_and_runs_nothing(world: World) -> None:
    curator = User.objects.get(email="curator@demo.example")

    assert curator.is_staff
    assert not curator.is_superuser
    assert not User.objects.filter(is_superuser=True).exists()


def test_each_project_has_its_cover_as_a_file(world: World) -> None:
    for picture in Picture.objects.all():
        assert (world.media / picture.path).stat().st_size == picture.size
    assert not Project.objects.filter(cover=None).exists()


def test_the_texts_name_steps_figures_and_people_that_exist(world: World) -> None:
    steps = set(Step.objects.values_list("key", flat=True)) | {"", texts.END, texts.FIRST_DAY}
    lines = [line for person in texts.people() for tale in person.projects for line in tale.log]
    lines += [*texts.step_lines("ko"), *texts.step_lines("en")]

    assert {person.at for person in texts.people()} | {line.step for line in lines} <= steps
    assert all(line.text and line.minutes for line in lines)
    for kind in {line.figure for line in lines} - {""}:
        assert drawing.figure(kind, 1)[8:12] == b"WEBP"


def test_nobody_settles_where_people_live(world: World) -> None:
    with pytest.raises(PeopleHere):
        settle(now=clock.now())


def test_requests_of_every_state_wait_are_held_and_were_answered(world: World) -> None:
    now = clock.now()

    assert {*Mentor.objects.values_list("state", flat=True)} == {"applied", "accepted", "declined", "left"}
    assert Mentor.objects.accepted().count() == 8
    assert {*ReviewRequest.objects.values_list("state", flat=True)} == {"open", "answered", "withdrawn"}
    assert ReviewRequest.objects.open().filter(held_until__gt=now, prolonged=True).exists()
    assert ReviewRequest.objects.free(now).filter(holder__isnull=False).exists(), "one whose hold ran out"
    assert {*ReviewRequest.objects.free(now).values_list("language", flat=True)} == {"ko", "en"}
    assert Review.objects.drafts().exclude(summary="").exists()
    assert Review.objects.filter(thanked_at__isnull=False).exists()
