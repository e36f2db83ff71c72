"""Whoever sees harm tells a curator; whoever did it never learns who told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from accounts import reports
from accounts.actions import suspension
from accounts.actions.blocks import block
from accounts.actions.reports import MOST_A_DAY, DecidedAlready, keep, report, suspend
from accounts.actions.suspension import NoReason, NotThisOne, lift
from accounts.models import Report, User
from kit import clock
from portfolio.models import Project
from tests.conftest import make_member

SignIn = Callable[[User], Client]
WORDS = {"why": "not_theirs", "words": "제 데이터와 같아요."}


@pytest.fixture
def project(learner: User) -> Project:
    return Project.objects.create(owner=learner, title="밤길 지도", slug="night-map", visibility="members")


@pytest.fixture
def told(peer: User, project: Project) -> Report:
    found = reports.get("project").find(project.pk, peer)
    return report(peer, kind="project", subject=project.pk, found=found, **WORDS, now=clock.now())


def test_a_member_reports_what_they_see(signed_in: SignIn, peer: User, learner: User, project: Project) -> None:
    client, address = signed_in(peer), f"/report/project/{project.pk}/"
    assertContains(client.get(f"/@seoyeon/p/{project.pk}-night-map/"), address)

    assertContains(client.get(address), project.title)
    page = client.post(address, WORDS, follow=True)

    assertContains(page, "A curator reads it")
    kept = Report.objects.get()
    assert (kept.person, kept.by, kept.why, kept.words) == (learner, peer, "not_theirs", WORDS["words"])


def test_the_same_twice_is_one(signed_in: SignIn, peer: User, project: Project) -> None:
    for _ in range(2):
        signed_in(peer).post(f"/report/project/{project.pk}/", WORDS)

    assert Report.objects.count() == 1


def test_what_one_reported_says_so_until_it_is_decided(
    signed_in: SignIn, peer: User, curator: User, told: Report
) -> None:
    at = f"/report/project/{told.subject}/"
    assertContains(signed_in(peer).get(at), "You reported this already</b> · today")
    assertNotContains(signed_in(peer).get(at), 'name="why"')
    assertContains(signed_in(curator).get(at), 'name="why"')

    keep(told, by=curator, note="", now=clock.now())

    assertContains(signed_in(peer).get(at), 'name="why"')


def test_without_a_reason_it_asks_and_keeps_the_words(signed_in: SignIn, peer: User, project: Project) -> None:
    page = signed_in(peer).post(f"/report/project/{project.pk}/", {"words": WORDS["words"]})

    assertContains(page, "Choose what comes closest.", status_code=422)
    assertContains(page, WORDS["words"], status_code=422)


def test_what_one_may_not_see_cannot_be_reported(
    signed_in: SignIn, peer: User, learner: User, project: Project
) -> None:
    Project.objects.update(visibility="private")
    addresses = [f"/report/project/{project.pk}/", "/report/project/999999999999/", "/report/nothing/1/"]

    assert {signed_in(peer).get(address).status_code for address in addresses} == {404}
    assert signed_in(learner).get(f"/report/person/{learner.pk}/").status_code == 404


def test_what_is_hidden_while_one_writes_is_reported_all_the_same(
    signed_in: SignIn, peer: User, curator: User, learner: User, project: Project
) -> None:
    client, at = signed_in(peer), f"/report/project/{project.pk}/"
    seen = client.get(at).content.decode().split('name="seen" value="')[1].split('"')[0]
    block(learner, peer)

    assert client.post(at, WORDS).status_code == 404
    assert client.post(f"/report/person/{learner.pk}/", WORDS | {"seen": seen}).status_code == 404
    Project.objects.update(visibility="private")
    assert signed_in(curator).post(at, WORDS | {"seen": seen}).status_code == 404
    page = client.post(at, WORDS | {"seen": seen}, follow=True)

    assertContains(page, "A curator reads it")
    assert Report.objects.get().person == learner


def test_twenty_a_day_are_enough(signed_in: SignIn, peer: User) -> None:
    people = [make_member(f"somebody-{one}") for one in range(MOST_A_DAY + 1)]
    client = signed_in(peer)

    pages = [client.post(f"/report/person/{person.pk}/", {"why": "spam"}) for person in people]

    assert [page.status_code for page in pages] == [302] * MOST_A_DAY + [422]


def test_a_curator_lets_it_stand(told: Report, curator: User) -> None:
    keep(told, by=curator, note="둘이 함께 만들었어요.", now=clock.now())

    told.refresh_from_db()
    assert (told.state, told.decided_by) == ("kept", curator)


def test_a_curator_suspends_and_lifts_again(told: Report, curator: User, learner: User, visitor: Client) -> None:
    suspend(told, by=curator, because="남의 데이터를 올렸어요.", now=clock.now())
    learner.refresh_from_db()
    assert learner.suspended_because == "남의 데이터를 올렸어요."
    assert visitor.get("/@seoyeon/").status_code == 404

    lift(learner, by=curator)

    assert visitor.get("/@seoyeon/").status_code == 200


def test_who_is_suspended_or_let_back_hears_it_by_mail_once(
    curator: User, peer: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            suspension.suspend(peer, by=curator, because="Others’ data <b>", now=clock.now())
        for _ in range(2):
            lift(peer, by=curator)

    suspended, back = mail.outbox
    assert suspended.to == back.to == [peer.email]
    assert suspended.subject == back.subject == "Something changed on your account"
    assert "Others’ data <b>" in suspended.body
    assert "Others’ data &lt;b&gt;" in suspended.alternatives[0].content
    assert "open again" in back.body


def test_only_the_first_decision_counts(told: Report, curator: User, learner: User) -> None:
    keep(told, by=curator, note="", now=clock.now())

    with pytest.raises(DecidedAlready, match=curator.name):
        suspend(told, by=curator, because="…", now=clock.now())
    learner.refresh_from_db()
    assert learner.suspended_at is None


def test_without_a_reason_nobody_is_suspended_and_the_report_stays_open(told: Report, curator: User) -> None:
    with pytest.raises(NoReason):
        suspend(told, by=curator, because="", now=clock.now())

    assert Report.objects.open().count() == 1


@pytest.mark.parametrize(
    ("by", "whom", "may"),
    [
        ({"is_staff": True}, {}, True),
        ({"is_staff": True}, {"is_staff": True}, False),
        ({"is_superuser": True}, {"is_staff": True}, True),
        ({"is_superuser": True}, {"is_superuser": True}, False),
        ({}, {}, False),
    ],
)
def test_who_may_suspend_whom(db: None, by: dict[str, bool], whom: dict[str, bool], *, may: bool) -> None:
    one, other = make_member("one", **by), make_member("other", **whom)

    if may:
        lift(other, by=one)
    else:
        with pytest.raises(NotThisOne):
            lift(other, by=one)


def test_who_told_is_forgotten_when_they_go(told: Report, peer: User) -> None:
    peer.delete()

    told.refresh_from_db()
    assert told.by is None
    assert told.created_at < clock.now() + timedelta(seconds=1)
