"""The feed: what those whom one follows show, and nothing else."""

import gzip
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from accounts.actions.blocks import block
from accounts.models import User
from accounts.roles import ROLES
from accounts.topics import TOPICS
from peers import reads
from peers.actions.follows import follow
from peers.models import Follow
from peers.reads import A_PAGE, KINDS, OLDER, Feed, feed
from portfolio.models import Entry, Milestone, Project
from roadmap.models import Enrollment, Progress
from tests.peers.conftest import MONDAY, NOON, Walks
from tests.portfolio.milestones import FACTS, claimed

DAY = timedelta(days=1)
WIDTHS = ("private", "members", "public")


def wrote(owner: User, day: date = MONDAY, visibility: str = "members", **fields: object) -> Entry:
    said = {"html": "<p>라벨 320장</p>", "text": "라벨 320장"} | fields
    return Entry.objects.create(owner=owner, day=day, visibility=visibility, form_key=uuid4(), **said)


def proved(owner: User, visibility: str = "members", at: datetime = NOON) -> Milestone:
    """A verified milestone of theirs; another address each time."""
    facts = FACTS["pull_request"] | {"address": f"https://github.com/example/road/pull/{at.toordinal()}"}
    made = claimed(owner, visibility=visibility, facts=facts, title="비 오는 노면")
    Milestone.objects.filter(pk=made.pk).update(state="verified", verified_at=at)
    return made


@pytest.fixture
def author(walks: Walks, learner: User) -> User:
    """Somebody at phase 3, whom the learner follows."""
    somebody = walks("author", at=3, name="최민호")
    follow(learner, somebody, now=NOON)
    return somebody


def by_orm(viewer: User) -> list[tuple[str, int]]:
    """The whole feed as plain ORM has it."""
    followed = [one.followed for one in Follow.objects.visible_to(viewer).select_related("followed")]
    entries = [("entry", one) for one in Entry.objects.visible_to(viewer).filter(owner__in=followed)]
    shown = Enrollment.objects.filter(learner__in=followed, trail_visibility__in=["members", "public"])
    steps = [("step", one) for one in Progress.objects.filter(enrollment__in=shown, state="done")]
    things = [(kind, one, one.day if kind == "entry" else one.finished_on) for kind, one in entries + steps]
    verified = Milestone.objects.visible_to(viewer).filter(owner__in=followed, state="verified")
    things += [("milestone", one, one.verified_at.date()) for one in verified]
    things.sort(key=lambda thing: (thing[2], KINDS.index(thing[0]), thing[1].pk), reverse=True)
    return [(kind, one.pk) for kind, one, _day in things]


def ids(page: Feed) -> list[tuple[str, int]]:
    return [(thing.kind, thing.id) for thing in page.things]


def whole(viewer: User) -> list[tuple[str, int]]:
    page, read = feed(viewer), []
    while True:
        read += ids(page)
        if not page.older:
            return read
        page = feed(viewer, after=page.older)


@pytest.fixture
def crowd(walks: Walks, learner: User) -> list[User]:
    """Five people with entries of every visibility on few days, some taken away, and trails of every visibility."""
    people = [walks(f"p-{number}", at=number) for number in range(1, 6)]
    for number, person in enumerate(people):
        Enrollment.objects.filter(learner=person).update(trail_visibility=WIDTHS[number % 3])
        for turn in range(24):
            gone = {"removed_at": NOON} if turn % 7 == 0 else {}
            wrote(person, MONDAY + DAY * (turn * (number + 1) % 5), WIDTHS[(turn + number) % 3], **gone)
        follow(learner, person, now=NOON)
        for turn, visibility in enumerate(WIDTHS):
            proved(person, visibility, NOON - DAY * (3 + turn))
        claimed(person, visibility="public")
    return people


# ---- what stands there


def test_one_statement_reads_what_the_orm_would(crowd: list[User], learner: User) -> None:
    everything = by_orm(learner)

    assert len(everything) > A_PAGE
    assert whole(learner) == everything


def test_every_place_of_a_day_can_be_a_page_s_end(
    monkeypatch: pytest.MonkeyPatch, crowd: list[User], learner: User
) -> None:
    everything = by_orm(learner)
    monkeypatch.setattr(reads, "A_PAGE", 3)

    assert whole(learner) == everything


def test_one_comes_back_the_way_one_went(crowd: list[User], learner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reads, "A_PAGE", 7)
    first = feed(learner)
    second = feed(learner, after=first.older)
    third = feed(learner, after=second.older)

    assert ids(feed(learner, before=third.newer)) == ids(second)
    assert ids(feed(learner, before=second.newer)) == ids(first)
    assert not feed(learner, before=second.newer).newer


@pytest.mark.parametrize("place", ["", "nonsense", "WzEsMSwxXQ:bad"])
def test_a_place_that_is_none_shows_the_first_page(crowd: list[User], learner: User, place: str) -> None:
    assert ids(feed(learner, after=place)) == ids(feed(learner, before=place)) == ids(feed(learner))


def test_the_page_says_who_did_what(signed_in, author: User, learner: User) -> None:
    project = Project.objects.create(owner=author, title="밤길 지도", slug="night", visibility="members")
    hidden = Project.objects.create(owner=author, title="비밀 프로젝트", visibility="private")
    wrote(author, project=project, minutes=90)
    wrote(author, project=hidden)
    proved(author)

    page = signed_in(learner).get("/feed/")

    assertContains(page, "최민호")
    assertContains(page, "라벨 320장")
    assertContains(page, "밤길 지도")
    assertContains(page, "1시간\xa030분")
    assertContains(page, "걸음을 마쳤어요")
    assertContains(page, "비 오는 노면")
    assertNotContains(page, "비밀 프로젝트")


def test_following_nobody_and_hearing_nothing_are_two_things(signed_in, learner: User, peer: User) -> None:
    assertContains(signed_in(learner).get("/feed/"), "아직 팔로우한 사람이 없어요")

    follow(learner, peer, now=NOON)

    assertContains(signed_in(learner).get("/feed/"), "아직 조용해요")


# ---- what does not


def _private(author: User, learner: User) -> None:
    Entry.objects.update(visibility="private")
    Milestone.objects.update(visibility="private")
    Enrollment.objects.update(trail_visibility="private")


def _removed(author: User, learner: User) -> None:
    Entry.objects.update(removed_at=NOON)
    Milestone.objects.update(state="withdrawn", verified_at=None)
    Enrollment.objects.update(trail_visibility="private")


def _set(**fields: object) -> Callable[[User, User], object]:
    return lambda author, _learner: User.objects.filter(pk=author.pk).update(**fields)


HIDES: dict[str, Callable[[User, User], object]] = {
    "private": _private,
    "removed": _removed,
    "blocked by me": lambda author, learner: block(learner, author),
    "blocked by them": block,
    "suspended": _set(suspended_at=NOON),
    "leaving": _set(erase_after=NOON),
    "unfollowed": lambda _author, _learner: Follow.objects.all().delete(),
}


@pytest.mark.parametrize("how", HIDES)
def test_at_once_it_is_gone(signed_in, author: User, learner: User, how: str) -> None:
    wrote(author)
    proved(author)
    client = signed_in(learner)
    assertContains(client.get("/feed/"), "라벨 320장")
    assertContains(client.get("/feed/"), "비 오는 노면")

    HIDES[how](author, learner)

    page = client.get("/feed/")
    assertNotContains(page, "라벨 320장")
    assertNotContains(page, "마쳤어요")
    assertNotContains(page, "비 오는 노면")
    assert whole(learner) == by_orm(learner) == []


def test_a_feed_is_nobody_else_s(signed_in, author: User, learner: User, peer: User) -> None:
    wrote(author)

    assertNotContains(signed_in(peer).get("/feed/"), "라벨 320장")


def test_being_undiscoverable_hides_nothing_from_who_follows(signed_in, author: User, learner: User) -> None:
    wrote(author)
    User.objects.filter(pk=author.pk).update(discoverable=False)

    assertContains(signed_in(learner).get("/feed/"), "라벨 320장")


# ---- what it costs


@pytest.mark.parametrize("entries", [3, 30])
def test_three_queries_however_much_there_is(
    signed_in, author: User, learner: User, django_assert_num_queries: DjangoAssertNumQueries, entries: int
) -> None:
    for number in range(entries):
        wrote(author, MONDAY - DAY * number)
    client = signed_in(learner)
    client.get("/feed/")

    with django_assert_num_queries(3):
        client.get("/feed/")


def test_forty_rows_are_eight_kilobytes_at_most(signed_in, walks: Walks, learner: User) -> None:
    words = [str(topic.name) for topic in TOPICS] + [role.line.ko for role in ROLES] + ["기준선", "그림자", "재현율"]
    words = " ".join(words).split()
    authors = [walks(f"p-{number}", name=f"사람 {number}") for number in range(10)]
    for author in authors:
        follow(learner, author, now=NOON)
    for number in range(A_PAGE):
        text = " ".join(words[(number * 7 + place * place) % len(words)] for place in range(60))
        wrote(authors[number % 10], MONDAY + DAY * number, html=f"<p>{text}</p>", minutes=10 + number)

    page = signed_in(learner).get("/feed/", headers={"accept-encoding": "identity"})

    assert page.content.count(b"<li><time") == A_PAGE
    assert len(gzip.compress(page.content, 6)) <= 8_000


def test_it_is_read_by_the_index_of_each_author(walks: Walks, learner: User) -> None:
    authors = [walks(f"a-{number}") for number in range(20)]
    for author in authors:
        follow(learner, author, now=NOON)
    others = User.objects.bulk_create(User(email=f"{number}@example.org") for number in range(30))
    rows = (
        Entry(owner=owner, day=MONDAY - DAY * place, text="x", visibility="public", form_key=uuid4())
        for owner in [*authors, *others]
        for place in range(1_000)
    )
    Entry.objects.bulk_create(rows, batch_size=10_000)
    values = {"viewer": learner.pk, "shown": ["public", "members"], "day": date.max, "most": 41}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {OLDER}", values | dict.fromkeys(KINDS, 2**63 - 1))
        plan = json.dumps(cursor.fetchone()[0])

    assert Entry.objects.count() == 50_000
    assert "entry_newest_first" in plan
    assert '"Seq Scan", "Parallel Aware": false, "Async Capable": false, "Relation Name": "portfolio_entry"' not in plan
