"""A block closes every door between two people, and says so to nobody."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.db import IntegrityError
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from accounts.actions.blocks import NotOneself, block, unblock
from accounts.models import Block, User
from accounts.models.block import apart
from portfolio.models import Project
from tests.conftest import make_member

SignIn = Callable[[User], Client]


@pytest.fixture
def project(learner: User) -> Project:
    return Project.objects.create(owner=learner, title="밤길 지도", slug="night-map", visibility="public")


@pytest.mark.parametrize("by_learner", [True, False])
def test_neither_sees_the_other_whoever_blocked(
    signed_in: SignIn, learner: User, peer: User, project: Project, *, by_learner: bool
) -> None:
    client, addresses = signed_in(peer), ["/@seoyeon/", "/@SeoYeon/", f"/@seoyeon/p/{project.pk}-night-map/"]
    assert {client.get(address, follow=True).status_code for address in addresses[::2]} == {200}

    block(*((learner, peer) if by_learner else (peer, learner)))

    assert {client.get(address).status_code for address in addresses} == {404}
    assert signed_in(learner).get("/@aiko/").status_code == 404
    assert not User.objects.visible_to(peer).filter(pk=learner.pk).exists()
    assert set(apart(learner)) == {peer.pk}


def test_a_third_person_and_a_visitor_see_both_as_before(
    signed_in: SignIn, learner: User, peer: User, curator: User, project: Project, visitor: Client
) -> None:
    block(learner, peer)

    assertContains(signed_in(curator).get("/@seoyeon/"), project.title)
    assertContains(visitor.get("/@seoyeon/"), project.title)
    assert not apart(curator)


def test_one_asks_first_and_can_take_it_back(signed_in: SignIn, learner: User, peer: User) -> None:
    client = signed_in(peer)
    assertContains(client.get("/@seoyeon/"), "/block/seoyeon/")

    assertContains(client.get("/block/seoyeon/"), "Block 박서연?")
    assert not Block.objects.exists()
    page = client.post("/block/seoyeon/", follow=True)
    assertContains(page, "박서연 is blocked.")
    assert client.post("/block/seoyeon/").url == "/settings/blocks/", "pressed twice"
    client.post(f"/settings/blocks/{Block.objects.get().pk}/end/")

    assert not Block.objects.exists()
    assert client.get("/@seoyeon/").status_code == 200


def test_unblocking_leaves_the_others_block(learner: User, peer: User) -> None:
    block(learner, peer)
    block(peer, learner)

    unblock(learner, peer)

    assert set(apart(learner)) == {peer.pk}


def test_nobody_blocks_themselves(signed_in: SignIn, learner: User) -> None:
    with pytest.raises(NotOneself):
        block(learner, learner)
    with pytest.raises(IntegrityError):
        Block.objects.create(blocker=learner, blocked=learner)


def test_another_s_block_cannot_be_ended(signed_in: SignIn, learner: User, peer: User, curator: User) -> None:
    made = block(learner, peer)

    assert signed_in(peer).post(f"/settings/blocks/{made.pk}/end/").status_code == 404
    assertNotContains(signed_in(peer).get("/settings/blocks/"), "박서연")


@pytest.mark.parametrize("number", [3, 30])
def test_the_list_costs_the_same_for_3_and_30(
    signed_in: SignIn, learner: User, django_assert_num_queries, number: int
) -> None:
    for one in range(number):
        block(learner, make_member(f"somebody-{one}"))
    client = signed_in(learner)

    with django_assert_num_queries(2):
        assert client.get("/settings/blocks/").content.decode().count("Somebody-") == number


def test_whoever_was_blocked_long_ago_stands_on_an_older_page(signed_in: SignIn, learner: User) -> None:
    people = User.objects.bulk_create(User(email=f"b{n}@example.org", name=f"Blocked-{n}.") for n in range(41))
    Block.objects.bulk_create(Block(blocker=learner, blocked=one) for one in people)
    client = signed_in(learner)

    first = client.get("/settings/blocks/").content.decode()
    older = re.search(r'href="(\?after=[^"]+)" rel="next"', first)

    assert (first.count("Blocked-"), "Blocked-0." in first) == (40, False)
    assert older
    assertContains(client.get(f"/settings/blocks/{unescape(older[1])}"), "Blocked-0.")
