"""Leaving: hidden at once, two weeks to come back, then gone with every file."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.storage import default_storage
from django.db import models
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from accounts.actions import handle as handles
from accounts.handles import HandleTaken
from accounts.models import Session, SpentHandle, User
from home.erasure import erase_due
from kit import clock
from portfolio.actions import pictures
from portfolio.models import Picture, Project
from tests.pictures import upload

SignIn = Callable[[User], Client]

# What of somebody stays when they go, without their name, because it belongs to another's thing (design: deletion).
STAYS = {
    "mentoring.Mentor.decided_by": models.SET_NULL,
    "mentoring.Review.mentor": models.SET_NULL,
    "mentoring.ReviewRequest.holder": models.SET_NULL,
    "accounts.Report.by": models.SET_NULL,
    "accounts.Report.decided_by": models.SET_NULL,
    "portfolio.Milestone.verified_by": models.SET_NULL,
    "portfolio.Verification.by": models.SET_NULL,
    "roadmap.LinkCase.decided_by": models.SET_NULL,
    "roadmap.CurationEvent.actor": models.SET_NULL,
    "roadmap.CurationEvent.undone_by": models.SET_NULL,
}


def relations() -> dict[str, Any]:
    fields = (field for model in apps.get_models(include_auto_created=True) for field in model._meta.get_fields())
    return {
        f"{field.model._meta.label}.{field.name}": field.remote_field.on_delete
        for field in fields
        if getattr(field, "many_to_one", False) or (field.one_to_one and field.concrete)
        if field.concrete and field.related_model is User
    }


def test_every_relation_to_a_person_ends_with_them_or_is_named_here() -> None:
    found = relations()

    assert {name: rule for name, rule in found.items() if rule is not models.CASCADE} == STAYS
    assert "portfolio.Entry.owner" in found


def test_whoever_leaves_is_signed_out_and_told_by_mail(
    signed_in: SignIn, learner: User, django_capture_on_commit_callbacks, settings: Any
) -> None:
    client = signed_in(learner)

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/settings/leave/", {"handle": " @SeoYeon "})

    assertContains(page, "길잡이를 떠났어요")
    assert not Session.objects.filter(user=learner).exists()
    assert client.get("/log/").status_code == 302
    assert "로그인해서 ‘돌아오기’를 눌러" in mail.outbox[0].body
    assert f"{settings.SITE_ADDRESS}/accounts/login/" in mail.outbox[0].body
    assert f"{settings.SITE_ADDRESS}/accounts/login/" in mail.outbox[0].alternatives[0].content


def test_nobody_leaves_by_a_slip(signed_in: SignIn, learner: User) -> None:
    page = signed_in(learner).post("/settings/leave/", {"handle": "aiko"})

    assertContains(page, "내 주소가 아니에요", status_code=422)
    learner.refresh_from_db()
    assert learner.erase_after is None


def test_at_once_nobody_else_sees_anything_of_theirs(signed_in: SignIn, learner: User, peer: User) -> None:
    project = Project.objects.create(owner=learner, title="밤길 지도", visibility="public")
    client = signed_in(peer)
    assert client.get(f"/@seoyeon/p/{project.pk}/").status_code == 200

    signed_in(learner).post("/settings/leave/", {"handle": "seoyeon"})

    assert client.get(f"/@seoyeon/p/{project.pk}/").status_code == 404
    assert client.get("/@seoyeon/").status_code == 404
    assert Client().get("/@seoyeon/").status_code == 404


def test_signing_in_again_offers_one_thing_and_all_is_as_it_was(signed_in: SignIn, learner: User) -> None:
    signed_in(learner).post("/settings/leave/", {"handle": "seoyeon"})
    client = signed_in(learner)

    page = client.get("/log/", follow=True)
    assert page.redirect_chain == [("/leaving/", 302)]
    client.post("/leaving/back/")

    assert client.get("/log/").status_code == 200
    assert Client().get("/@seoyeon/").status_code == 200
    assert client.get("/leaving/").url == "/"


def left(learner: User, at: datetime) -> Picture:
    picture = pictures.keep(learner, upload(), now=at)
    User.objects.filter(pk=learner.pk).update(erase_after=at + timedelta(days=14))
    return picture


def test_after_two_weeks_rows_and_files_are_gone(learner: User) -> None:
    now = clock.now()
    picture = left(learner, now)
    assert default_storage.exists(picture.path)

    assert erase_due(now + timedelta(days=13, hours=23)) == 0
    assert erase_due(now + timedelta(days=14)) == 1

    assert not User.objects.filter(pk=learner.pk).exists()
    assert not Picture.objects.exists()
    assert not default_storage.exists(picture.path)
    assert erase_due(now + timedelta(days=14)) == 0


def test_nobody_ever_stands_behind_the_handles_of_who_is_gone(learner: User) -> None:
    now = clock.now()
    handles.rename("seoyeon-long-ago", user=learner, leads_here=True, now=now - timedelta(days=100))
    handles.rename("seoyeon-park", user=learner, leads_here=True, now=now - timedelta(days=1))
    User.objects.filter(pk=learner.pk).update(erase_after=now)
    erase_due(now)
    later, newcomer = now + timedelta(days=1000), User.objects.create_user("new@example.org")

    for spent in ("seoyeon-park", "seoyeon-long-ago"):
        with pytest.raises(HandleTaken):
            handles.take(spent, user=newcomer, now=later)

    assert handles.take("seoyeon", user=newcomer, now=later).handle == "seoyeon"
    assert not [spent for spent in SpentHandle.objects.values_list("digest", flat=True) if "seoyeon" in spent]


def test_whose_files_cannot_be_removed_keeps_nobody_else(learner: User, peer: User) -> None:
    now = clock.now()
    stuck = Path(default_storage.path(left(learner, now).path))
    left(peer, now)
    stuck.unlink()
    stuck.mkdir()
    (stuck / "something").touch()

    assert erase_due(now + timedelta(days=14)) == 1

    assert [*User.objects.filter(pk__in=[learner.pk, peer.pk])] == [learner]


def test_who_came_back_on_the_last_evening_stays(learner: User) -> None:
    now = clock.now()
    left(learner, now)
    User.objects.filter(pk=learner.pk).update(erase_after=None)

    assert erase_due(now + timedelta(days=20)) == 0


def test_an_account_that_nobody_finished_goes_after_thirty_days_without_signing_in(learner: User) -> None:
    newcomer = User.objects.create_user("haeun@example.org")
    now = clock.now()

    assert erase_due(now + timedelta(days=29)) == 0
    User.objects.filter(pk=newcomer.pk).update(last_login=now + timedelta(days=20))
    assert erase_due(now + timedelta(days=31)) == 0
    assert erase_due(now + timedelta(days=51)) == 1

    assert User.objects.get() == learner


def test_who_is_suspended_may_leave_and_change_their_mind(signed_in: SignIn, learner: User) -> None:
    User.objects.filter(pk=learner.pk).update(suspended_at=clock.now())
    assertContains(signed_in(learner).get("/suspended/"), "/settings/leave/")

    signed_in(learner).post("/settings/leave/", {"handle": "seoyeon"})

    assertContains(signed_in(learner).get("/suspended/"), "계정을 지우기로 했어요")
    signed_in(learner).post("/leaving/back/")
    learner.refresh_from_db()
    assert (learner.erase_after, learner.suspended_at is None) == (None, False)


@pytest.mark.parametrize(("state", "page"), [("suspended_at", "/suspended/"), ("erase_after", "/leaving/")])
def test_where_all_else_leads_back_the_menu_offers_none_of_it(
    signed_in: SignIn, learner: User, state: str, page: str
) -> None:
    User.objects.filter(pk=learner.pk).update(**{state: clock.now()})

    shown = signed_in(learner).get(page)

    for place in ("/log/", "/peers/", "/notices/", 'href="/settings/"'):
        assertNotContains(shown, place)
    for place in ("/accounts/logout/", "/privacy/", "/settings/language/"):
        assertContains(shown, place)


@pytest.mark.parametrize("address", ["/settings/leave/", "/settings/blocks/"])
def test_a_visitor_is_sent_to_sign_in(visitor: Client, db: None, address: str) -> None:
    assert visitor.get(address).url.startswith("/accounts/login/")
