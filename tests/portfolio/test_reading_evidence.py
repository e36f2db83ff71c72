"""Evidence read from GitHub: whatever GitHub does, nothing is lost and no milestone changes its state."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from accounts.models import User
from portfolio import tasks
from portfolio.actions import evidence, milestones, verdicts
from portfolio.github import Said
from portfolio.links import Link
from portfolio.models import Evidence, Milestone
from portfolio.tasks import read_evidence
from roadmap.models import LinkHost
from tests.conftest import make_member
from tests.link_server import Answer, LinkServer, serving
from tests.portfolio.conftest import NOON
from tests.portfolio.github import ABOUT, MERGED, PATH, REPOSITORY, answer
from tests.portfolio.milestones import FACTS, claimed, drafted, told
from tests.portfolio.test_milestone_pages import form, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

SignedIn = Callable[[User], Client]
Move = Callable[[datetime], datetime]


@pytest.fixture
def hub(settings: Any) -> Iterator[LinkServer]:
    """GitHub, where the pull request of the tests is merged."""
    with serving() as links:
        settings.FETCH_ALSO = frozenset({links.name})
        settings.GITHUB_API, settings.GITHUB_TOKEN = links.url(""), ""
        links.paths[PATH] = answer(MERGED)
        yield links


@pytest.fixture
def milestone(learner: User) -> Milestone:
    return claimed(learner)


def about(milestone: Milestone) -> Evidence:
    return milestone.evidence.get(place=0)


def words(client: Client, milestone: Milestone) -> str:
    return page_of(client, f"/milestones/{milestone.pk}/").replace("\u00a0", " ")


# ---- what is read


def test_a_merged_pull_request_is_read_with_one_request(hub: LinkServer, milestone: Milestone, visitor: Client) -> None:
    assert "아직 읽지 않았어요. 보통 몇 분 안에 읽어요." in words(visitor, milestone)

    assert read_evidence() == 1

    read = about(milestone)
    assert read.facts["merged"] is True
    assert (read.facts["author"], read.facts["stars"]) == ("seoyeon-park", 14312)
    assert (read.read_due_at, read.trouble, read.tries) == (None, "", 0)
    assert hub.asked == [("GET", PATH)]
    assert hub.headers[0]["Accept"] == "application/vnd.github+json"
    assert hub.headers[0]["X-GitHub-Api-Version"] == "2022-11-28"
    assert hub.headers[0]["Authorization"] is None
    page = words(visitor, milestone)
    for word in (
        "GitHub에서 읽음, 오늘",
        "Add RoadRain",
        "seoyeon-park",
        "14,312",
        "누구의 계정인지는 멘토가 판단해요.",
    ):
        assert word in page
    milestone.refresh_from_db()
    assert (milestone.state, milestone.version, milestone.facts) == ("claimed", 1, FACTS["pull_request"])
    assert read_evidence() == 0


def test_english_says_it_too(hub: LinkServer, milestone: Milestone, peer: User, signed_in: SignedIn) -> None:
    read_evidence()

    assert "Read from GitHub, today" in words(signed_in(peer), milestone)
    profile = page_of(signed_in(peer), "/@seoyeon/").replace("\u00a0", " ")
    assert "Read from GitHub, today: merged 14 March 2026 · opened by seoyeon-park · 14,312 stars" in profile


def test_the_portfolio_and_the_form_say_what_was_read(
    hub: LinkServer, milestone: Milestone, learner: User, signed_in: SignedIn, visitor: Client
) -> None:
    mine, line = signed_in(learner), "GitHub에서 읽음, 오늘: 2026년 3월 14일에 병합됨 · 연 계정 seoyeon-park"
    assert "GitHub에서 읽음" not in page_of(visitor, "/@seoyeon/")
    read_evidence()

    assert line in page_of(visitor, "/@seoyeon/").replace("\u00a0", " ")
    edit = f"/milestones/{milestone.pk}/edit/"
    assert line in page_of(mine, edit).replace("\u00a0", " ")
    preview = form(version=1, do="preview", address="https://github.com/a/b/pull/1")
    assert "이정표를 세우면 병합됐는지 GitHub에서 읽어 볼게요." in mine.post(edit, preview).content.decode()
    new = form(do="preview", address="https://gitlab.com/a/b/-/merge_requests/1")
    assert "GitHub에서" not in mine.post("/milestones/new/pull_request/", new, HTTP_HX_REQUEST="true").content.decode()


@pytest.mark.parametrize(("state", "said"), [("open", "아직 병합되지 않았어요"), ("closed", "병합되지 않고 닫혔어요")])
def test_one_that_is_not_merged_is_said_to_be_so(
    state: str, said: str, hub: LinkServer, milestone: Milestone, visitor: Client
) -> None:
    hub.paths[PATH] = answer(MERGED | {"state": state, "merged": False, "merged_at": None})

    read_evidence()

    assert said in words(visitor, milestone)
    milestone.refresh_from_db()
    assert milestone.state == "claimed"


def test_the_repository_is_asked_for_its_stars_where_the_answer_lacks_them(
    hub: LinkServer, milestone: Milestone
) -> None:
    hub.paths[PATH] = answer(MERGED | {"base": {"repo": None}})
    hub.paths[ABOUT] = answer(REPOSITORY)

    read_evidence()

    assert about(milestone).facts["stars"] == 14312
    assert [path for _method, path in hub.asked] == [PATH, ABOUT]


def test_a_renamed_repository_is_followed_with_the_token(hub: LinkServer, milestone: Milestone, settings: Any) -> None:
    settings.GITHUB_TOKEN = "secret"
    renamed = REPOSITORY | {"full_name": "albumentations-team/AlbumentationsX"}
    hub.moves(PATH, hub.url("/repositories/126/pulls/2114"))
    hub.paths["/repositories/126/pulls/2114"] = answer(MERGED | {"base": {"repo": renamed}})

    read_evidence()

    assert about(milestone).facts["repository"] == "albumentations-team/AlbumentationsX"
    assert [sent["Authorization"] for sent in hub.headers] == ["Bearer secret"] * 2


def test_a_redirect_elsewhere_carries_no_token_and_is_not_believed(
    hub: LinkServer, milestone: Milestone, settings: Any
) -> None:
    with serving() as other:
        settings.FETCH_ALSO = frozenset({hub.name, other.name})
        settings.GITHUB_TOKEN = "secret"
        hub.moves(PATH, other.url(PATH))
        other.paths[PATH] = answer(MERGED)

        read_evidence()

        assert [sent["Authorization"] for sent in other.headers] == [None]
    assert (about(milestone).facts, about(milestone).trouble) == ({}, "down")


def test_what_only_our_token_may_see_is_not_told(hub: LinkServer, milestone: Milestone, visitor: Client) -> None:
    hub.paths[PATH] = answer(MERGED | {"base": {"repo": REPOSITORY | {"private": True}}})

    read_evidence()

    assert "RoadRain" not in words(visitor, milestone)
    assert "모두에게 공개되어 있지 않아요." in words(visitor, milestone)


# ---- what cannot be read


@pytest.mark.parametrize(
    ("said", "trouble", "words_said"),
    [
        (answer({"message": "Not Found"}, 404), "missing", "GitHub에 이 PR이 없거나, 모두에게 공개되어 있지 않아요."),
        (answer({}, 403, Retry_After="120"), "limited", "GitHub가 나중에 다시 오라고 했어요. 그때 읽을게요."),
        (answer({}, 500), "down", "저희가 GitHub를 읽지 못했어요. 나중에 다시 읽어 볼게요."),
        (Answer(200, {}, b"<html>Unicorn!</html>"), "down", "저희가 GitHub를 읽지 못했어요."),
        (answer({"merged": "yes"}), "down", "저희가 GitHub를 읽지 못했어요."),
        (answer(MERGED | {"body": "x" * 600_000}), "down", "저희가 GitHub를 읽지 못했어요."),
        (answer({}, 401), "down", "저희가 GitHub를 읽지 못했어요."),
        (Answer(301, {"Location": PATH}, b""), "down", "저희가 GitHub를 읽지 못했어요."),
        (Answer(200, {}, b"{" + b" " * 90, slowly=0.05), "down", "저희가 GitHub를 읽지 못했어요."),
    ],
    ids=["404", "403", "500", "html", "nonsense", "huge", "401", "circle", "slow"],
)
def test_each_trouble_is_said_plainly_and_loses_nothing(
    said: Answer,
    trouble: str,
    words_said: str,
    hub: LinkServer,
    milestone: Milestone,
    visitor: Client,
    at: Move,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tasks, "PATIENCE", 1.0)
    read_evidence()
    before = about(milestone)
    at(NOON + timedelta(hours=2))
    evidence.read_again(milestone, now=NOON + timedelta(hours=2))
    hub.paths[PATH] = said

    read_evidence()

    after = about(milestone)
    assert (after.facts, after.read_at, after.trouble) == (before.facts, before.read_at, trouble)
    milestone.refresh_from_db()
    assert (milestone.state, milestone.version) == ("claimed", 1)
    page = words(visitor, milestone)
    assert "Add RoadRain" in page
    Evidence.objects.filter(pk=after.pk).update(facts={}, read_at=None)
    assert words_said in words(visitor, milestone)


def test_a_server_that_is_away_is_tried_five_times_more_and_then_waits_for_its_owner(
    hub: LinkServer, milestone: Milestone, at: Move, signed_in: SignedIn, learner: User
) -> None:
    hub.paths[PATH] = answer({}, 502)
    moment = NOON
    tries = 0
    while read_evidence():
        tries += 1
        due = about(milestone).read_due_at
        if due is None:
            break
        assert read_evidence() == 0
        moment = due + timedelta(seconds=5)
        at(moment)

    assert tries == 1 + len(evidence.BACKOFF)
    assert "저희가 GitHub를 읽지 못했어요." in words(signed_in(learner), milestone)
    at(moment + timedelta(hours=1, minutes=1))
    hub.paths[PATH] = answer(MERGED)
    page = signed_in(learner).post(f"/milestones/{milestone.pk}/read-again/", follow=True).content.decode()
    assert "곧 GitHub를 읽을게요." in page
    read_evidence()
    assert about(milestone).facts["merged"] is True


def test_github_says_when_to_come_back_and_nobody_comes_before(
    hub: LinkServer, milestone: Milestone, peer: User, at: Move
) -> None:
    facts = FACTS["pull_request"] | {"address": "https://github.com/a/b/pull/1"}
    other = claimed(peer, facts=facts)
    hub.paths["/repos/a/b/pulls/1"] = answer(MERGED)
    hub.paths[PATH] = answer({"message": "API rate limit exceeded"}, 403, Retry_After="1200")

    assert read_evidence() == 1
    assert len(hub.asked) == 1
    assert about(milestone).tries == about(other).tries == 0
    at(NOON + timedelta(minutes=19))
    assert read_evidence() == 0
    hub.paths[PATH] = answer(MERGED)
    at(NOON + timedelta(minutes=21))
    assert read_evidence() == 2
    assert about(milestone).facts == about(other).facts != {}


def test_the_last_request_of_the_hour_is_used_and_then_it_is_waited(
    hub: LinkServer, milestone: Milestone, peer: User
) -> None:
    claimed(peer, facts=FACTS["pull_request"] | {"address": "https://github.com/a/b/pull/1"})
    reset = str(int(NOON.timestamp()) + 600)
    hub.paths[PATH] = answer(MERGED, X_RateLimit_Remaining="0", X_RateLimit_Reset=reset)

    assert read_evidence() == 1
    assert about(milestone).facts["merged"] is True
    assert len(hub.asked) == 1
    host = LinkHost.objects.get(name=hub.name)
    assert timedelta(minutes=9) < host.next_allowed_at - NOON < timedelta(minutes=11)


# ---- when it is read


def test_a_claim_and_a_change_ring_and_a_draft_does_not(learner: User, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as rung:
        draft = drafted(learner)
        claimed(learner, "tool")
    assert not rung

    with django_capture_on_commit_callbacks() as rung:
        milestone = milestones.change(draft, version=1, now=NOON, **told())
    assert [ring.args for ring in rung] == [("portfolio.tasks.read_evidence",)]
    assert about(milestone).read_due_at == NOON
    new = told(facts=FACTS["pull_request"] | {"address": "https://github.com/a/b/pull/1"})
    with django_capture_on_commit_callbacks() as rung:
        milestones.change(milestone, version=2, now=NOON, **new)
    assert len(rung) == 1


def test_an_edit_keeps_what_was_read_and_another_address_begins_anew(hub: LinkServer, milestone: Milestone) -> None:
    read_evidence()
    milestones.change(milestone, version=1, now=NOON, **told(deed="다른 말"))
    assert about(milestone).facts["merged"] is True
    assert about(milestone).read_due_at is None

    new = told(facts=FACTS["pull_request"] | {"address": "https://github.com/a/b/pull/1"})
    milestones.change(milestone, version=2, now=NOON, **new)

    assert (about(milestone).facts, about(milestone).read_due_at) == ({}, NOON)


def test_a_late_answer_for_an_address_that_has_gone_is_dropped(hub: LinkServer, milestone: Milestone) -> None:
    (ask,) = evidence.take(NOON)
    new = told(facts=FACTS["pull_request"] | {"address": "https://github.com/a/b/pull/1"})
    milestones.change(milestone, version=1, now=NOON, **new)

    evidence.record(ask, Said(told={"merged": True}), now=NOON)

    assert about(milestone).facts == {}


def test_a_worker_that_dies_leaves_it_due_again_and_an_answer_twice_is_one(
    hub: LinkServer, milestone: Milestone, at: Move
) -> None:
    (ask,) = evidence.take(NOON)
    assert evidence.take(NOON) == []
    at(NOON + evidence.LEASE)

    assert read_evidence() == 1
    evidence.record(ask, Said(told={"merged": False}), now=NOON)
    evidence.record(ask, Said(trouble="missing"), now=NOON)
    assert (about(milestone).facts["merged"], about(milestone).trouble) == (True, "")
    assert about(milestone).read_due_at is None


def test_an_answer_that_comes_late_but_first_counts(milestone: Milestone) -> None:
    (ask,) = evidence.take(NOON)

    evidence.record(ask, Said(told={"merged": True}), now=NOON + 2 * evidence.LEASE)
    evidence.record(ask, Said(told={"merged": False}), now=NOON + 2 * evidence.LEASE)

    assert about(milestone).facts == {"merged": True}
    assert evidence.take(NOON + 3 * evidence.LEASE) == []


def test_what_was_withdrawn_or_moved_to_another_place_is_not_read(hub: LinkServer, milestone: Milestone) -> None:
    old = milestone.facts["address"]
    new = told(facts=FACTS["pull_request"] | {"address": "https://github.com/a/b/pull/1"}, links=[Link("", old)])
    milestones.change(milestone, version=1, now=NOON, **new)
    milestones.withdraw(milestone, now=NOON)

    assert read_evidence() == 0
    assert not hub.asked
    assert not Evidence.objects.filter(read_due_at__isnull=False).exists()


def test_a_verdict_stays_whatever_is_read(hub: LinkServer, milestone: Milestone, curator: User) -> None:
    verdicts.give(milestone, "verified", by=curator, reason="", now=NOON)
    hub.paths[PATH] = answer(MERGED | {"merged": False, "merged_at": None})

    read_evidence()

    milestone.refresh_from_db()
    assert (milestone.state, milestone.verified_by) == ("verified", curator)


# ---- its owner asks again


def test_its_owner_asks_again_once_an_hour(
    hub: LinkServer, milestone: Milestone, learner: User, peer: User, curator: User, signed_in: SignedIn, at: Move
) -> None:
    mine, place = signed_in(learner), f"/milestones/{milestone.pk}/read-again/"
    for other in (peer, curator):
        assert signed_in(other).post(place).status_code == 404
        assert place not in words(signed_in(other), milestone)
    read_evidence()
    assert place not in words(mine, milestone)
    assert "한 시간에 한 번까지만 읽어요" in mine.post(place, follow=True).content.decode()
    at(NOON + timedelta(minutes=61))
    assert place in words(mine, milestone)

    assert "곧 GitHub를 읽을게요." in mine.post(place, follow=True).content.decode()
    assert "곧 GitHub를 읽을게요." in mine.post(place, follow=True).content.decode()
    assert "다시 읽을 차례를 기다려요." in words(mine, milestone)
    assert read_evidence() == 1


def test_where_there_is_nothing_to_read_it_says_so(learner: User, signed_in: SignedIn) -> None:
    mine = signed_in(learner)
    for other in (claimed(learner, "tool"), drafted(learner)):
        page = mine.post(f"/milestones/{other.pk}/read-again/", follow=True).content.decode()
        assert "GitHub에서 읽을 것이 없어요" in page
        assert "읽지 않았어요" not in page


# ---- what it costs, and who may see it


@pytest.mark.parametrize("rows", [3, 30])
def test_pages_and_batches_ask_as_much_of_3_rows_as_of_30(
    rows: int, hub: LinkServer, learner: User, visitor: Client, django_assert_num_queries: Any
) -> None:
    for n in range(rows):
        facts = FACTS["pull_request"] | {"address": f"https://github.com/a/b/pull/{n}"}
        milestone = claimed(learner, facts=facts)
    Evidence.objects.update(facts={"merged": False}, read_at=NOON)  # no more than that: its owner has left GitHub
    page_of(visitor, "/@seoyeon/")

    with django_assert_num_queries(1):
        page_of(visitor, "/@seoyeon/")
    with django_assert_num_queries(2):
        words(visitor, milestone)
    with django_assert_num_queries(5):  # two of them the transaction's
        assert len(evidence.take(NOON)) == min(rows, evidence.BATCH)


def test_what_was_read_of_a_private_one_is_nobodys(
    hub: LinkServer, learner: User, peer: User, signed_in: SignedIn, visitor: Client
) -> None:
    milestone = claimed(learner, visibility="private")
    read_evidence()

    for client in (signed_in(peer), visitor):
        assert client.get(f"/milestones/{milestone.pk}/").status_code == 404
        assert "RoadRain" not in page_of(client, "/@seoyeon/")
        assert "seoyeon-park" not in page_of(client, "/@seoyeon/")


def test_words_of_github_are_only_words(hub: LinkServer, milestone: Milestone, visitor: Client) -> None:
    evil = '<script>alert(1)</script><img src=x onerror="x">'
    hub.paths[PATH] = answer(MERGED | {"title": evil, "user": {"login": evil}})

    read_evidence()

    for place in (f"/milestones/{milestone.pk}/", "/@seoyeon/"):
        page = page_of(visitor, place)
        assert "<script>alert" not in page
        assert "<img src=x" not in page


@pytest.mark.django_db(transaction=True)
def test_eight_workers_share_what_is_due_and_none_is_read_twice() -> None:
    for n in range(20):
        facts = FACTS["pull_request"] | {"address": f"https://github.com/a/b/pull/{n}"}
        milestones.claim(
            make_member(f"one-{n:02}"), kind="pull_request", form_key=uuid4(), now=NOON, **told(facts=facts)
        )

    def work(_worker: int) -> list[int]:
        try:
            mine = []
            while batch := evidence.take(NOON):
                mine += [ask.evidence for ask in batch]
            return mine
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hands:
        taken = [pk for mine in hands.map(work, range(8)) for pk in mine]

    assert len(taken) == len({*taken}) == 20


def test_what_was_claimed_before_there_was_a_connector_is_read_too(milestone: Milestone, learner: User) -> None:
    migration = import_module("portfolio.migrations.0004_read_what_was_claimed_before")
    draft, article = drafted(learner, facts={"address": "https://github.com/a/b/pull/1"}), claimed(learner, "article")
    Evidence.objects.update(read_due_at=None)

    migration.make_due(apps, None)

    assert [*Evidence.objects.filter(read_due_at__isnull=False).values_list("milestone", flat=True)] == [milestone.pk]
    assert draft.pk != article.pk
