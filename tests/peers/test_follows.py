"""Following: by a button, told to nobody."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from accounts.actions.blocks import block
from accounts.models import User
from peers.actions import follows
from peers.actions.follows import FollowsOneself, FollowsTooMany, follow
from peers.models import Follow
from tests.peers.conftest import NOON


def test_the_button_follows_and_the_same_place_unfollows(signed_in, learner: User, peer: User) -> None:
    client = signed_in(learner)
    assertContains(client.get("/@aiko/"), "팔로우하기")

    page = client.post("/follow/aiko/", follow=True)

    assertContains(page, "Aiko Mori님을 팔로우해요")
    assertContains(page, "그만 팔로우하기")
    assert Follow.objects.get().followed == peer
    client.post("/unfollow/aiko/")
    assert not Follow.objects.exists()


def test_nobody_sees_who_follows_them(signed_in, learner: User, peer: User) -> None:
    before = signed_in(peer).get("/portfolio/", follow=True).content
    follow(learner, peer, now=NOON)

    after = signed_in(peer).get("/portfolio/", follow=True).content

    assert len(before) == len(after)
    assertNotContains(signed_in(peer).get("/feed/"), learner.name)


def test_a_second_time_changes_nothing(learner: User, peer: User) -> None:
    assert follow(learner, peer, now=NOON) == follow(learner, peer, now=NOON)


def test_nobody_follows_themselves(signed_in, learner: User) -> None:
    with pytest.raises(FollowsOneself):
        follow(learner, learner, now=NOON)

    assert not Follow.objects.exists()
    assertNotContains(signed_in(learner).get("/@seoyeon/"), "팔로우하기")


def test_there_is_an_end_to_it(monkeypatch: pytest.MonkeyPatch, learner: User, peer: User, curator: User) -> None:
    monkeypatch.setattr(follows, "MOST", 1)
    follow(learner, peer, now=NOON)

    with pytest.raises(FollowsTooMany):
        follow(learner, curator, now=NOON)


@pytest.mark.parametrize("who", ["oneself", "twice"])
def test_the_database_says_so_too(learner: User, peer: User, who: str) -> None:
    followed = learner if who == "oneself" else peer
    if who == "twice":
        Follow.objects.create(follower=learner, followed=peer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Follow.objects.create(follower=learner, followed=followed)


@pytest.mark.parametrize(
    "hidden", [{"suspended_at": NOON}, {"erase_after": NOON + timedelta(days=14)}, {"onboarded_at": None}]
)
def test_who_cannot_be_seen_cannot_be_followed(signed_in, learner: User, peer: User, hidden: dict) -> None:
    User.objects.filter(pk=peer.pk).update(**hidden)

    assert signed_in(learner).post("/follow/aiko/").status_code == 404


@pytest.mark.parametrize("either", [True, False])
def test_nor_who_blocked_or_is_blocked(signed_in, learner: User, peer: User, either: bool) -> None:
    block(learner, peer) if either else block(peer, learner)

    assert signed_in(learner).post("/follow/aiko/").status_code == 404


def test_a_visitor_is_sent_to_sign_in(peer: User) -> None:
    assert Client().post("/follow/aiko/").status_code == 403
    assert Client().get("/feed/").url.startswith("/accounts/login/")
    assertNotContains(Client().get("/@aiko/"), "팔로우하기")
