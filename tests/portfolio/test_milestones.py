"""What the verbs of milestones do: drafting, claiming, changing, withdrawing, verdicts, grants."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from accounts.actions.blocks import block
from accounts.models import User
from kit import clock
from kit.errors import Refusal
from notices import kinds as notices
from notices.models import Mail, Notice
from portfolio import policies
from portfolio.actions import grants, keeping, milestones, verdicts
from portfolio.links import Link
from portfolio.models import Grant, Milestone, Picture, Project, Verification
from tests.conftest import make_member
from tests.portfolio.conftest import NOON
from tests.portfolio.milestones import FACTS, claimed, drafted, told
from tests.portfolio.test_projects import made

LATER = NOON + timedelta(hours=1)
TITLE = "albumentations: 비 오는 노면"


def changed(milestone: Milestone, *, claim: bool = True, **said: Any) -> Milestone:
    current = {name: getattr(milestone, name) for name in ("title", "deed", "note", "facts", "project", "visibility")}
    links = [Link(row.label, row.address) for row in milestone.evidence.filter(place__gt=0)]
    return milestones.change(
        milestone, version=milestone.version, now=LATER, claim=claim, **(current | {"links": links} | said)
    )


def verified(milestone: Milestone, by: User) -> Milestone:
    verdicts.give(milestone, "verified", by=by, now=NOON)
    milestone.refresh_from_db()
    return milestone


# ---- what its owner does


def test_a_claim_keeps_the_facts_the_address_and_the_evidence(learner: User) -> None:
    links = [Link("문서", "https://albumentations.ai/docs"), Link("같은 것", FACTS["pull_request"]["address"])]

    milestone = claimed(learner, links=links, title="  albumentations:  비 오는 노면 ")

    milestone.refresh_from_db()
    assert (milestone.state, milestone.title, milestone.claimed_at) == ("claimed", TITLE, NOON)
    assert milestone.address == "https://github.com/albumentations-team/albumentations/pull/2114"
    assert milestone.facts == FACTS["pull_request"]
    assert [(row.place, row.label, row.address) for row in milestone.evidence.all()] == [
        (0, "", FACTS["pull_request"]["address"]),
        (1, "문서", "https://albumentations.ai/docs"),
    ]


def test_a_draft_may_lack_anything_and_is_claimed_by_a_change(learner: User) -> None:
    draft = drafted(learner, title="", deed="", facts={})

    assert (draft.state, draft.address, draft.claimed_at) == ("draft", "", None)
    draft = changed(draft, claim=False, title="비 오는 노면")
    assert draft.state == "draft"
    draft = changed(draft, **told())
    assert (draft.state, draft.claimed_at) == ("claimed", LATER)


def test_the_same_form_sent_again_is_one_milestone(learner: User) -> None:
    key = uuid4()

    once, twice = (milestones.claim(learner, kind="tool", form_key=key, now=NOON, **told("tool")) for _ in range(2))

    assert once == twice
    assert Milestone.objects.count() == 1


@pytest.mark.parametrize("said", ["claimed", "draft"])
def test_the_same_thing_claimed_twice_by_one_person_is_one(learner: User, peer: User, said: str) -> None:
    first = claimed(learner)
    again = FACTS["pull_request"] | {
        "address": "http://www.GitHub.com/Albumentations-Team/albumentations/pull/2114/files?w=1"
    }
    again["address"] = again["address"].replace("http:", "https:")

    with pytest.raises(milestones.ClaimedAlready) as refused:
        (claimed if said == "claimed" else drafted)(learner, facts=again)

    assert refused.value.other == first
    assert claimed(peer, facts=again).address == first.address
    milestones.withdraw(first, now=NOON)
    assert claimed(learner, facts=again)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"title": " "}, milestones.Untitled),
        ({"title": "가" * 121}, milestones.TitleTooLong),
        ({"deed": ""}, milestones.NoDeed),
        ({"deed": "가" * 141}, milestones.DeedTooLong),
        ({"note": "가" * 1001}, milestones.NoteTooLong),
        ({"links": [Link("", f"https://example.org/{n}") for n in range(7)]}, milestones.TooManyLinks),
        ({"facts": {}}, milestones.UnfitFacts),
        ({"facts": FACTS["pull_request"] | {"merged_on": "2026-04-10"}}, milestones.UnfitFacts),
        ({"facts": FACTS["pull_request"] | {"address": "https://github.com/numpy/numpy"}}, milestones.UnfitFacts),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(learner: User, said: Any, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        claimed(learner, **said)

    assert not Milestone.objects.exists()


def test_nobody_claims_from_anothers_project_or_an_unknown_kind(learner: User, peer: User) -> None:
    with pytest.raises(milestones.NotYourProject):
        claimed(learner, project=made(peer))
    with pytest.raises(milestones.NoSuchKind):
        milestones.claim(learner, kind="fame", form_key=uuid4(), now=NOON, **told())


def test_a_hundred_are_enough(learner: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(milestones, "MOST_MILESTONES", 1)
    claimed(learner)

    with pytest.raises(milestones.TooManyMilestones):
        claimed(learner, "tool")


def test_an_older_version_overwrites_nothing(learner: User) -> None:
    milestone = claimed(learner)
    changed(milestone, deed="먼저 고친 글")
    milestone.version = 1

    with pytest.raises(keeping.ChangedMeanwhile) as refused:
        changed(milestone, deed="나중에 고친 글")

    assert refused.value.standing.deed == "먼저 고친 글"
    assert changed(milestone, deed="먼저 고친 글").version == 2  # the same again is no conflict


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"title": "다른 이름"}, "claimed"),
        ({"deed": "다른 일"}, "claimed"),
        ({"note": "덧붙임"}, "claimed"),
        ({"facts": FACTS["pull_request"] | {"stars": 15000}}, "claimed"),
        ({"links": [Link("문서", "https://albumentations.ai/docs")]}, "claimed"),
        ({"visibility": "members"}, "verified"),
        ({}, "verified"),
    ],
)
def test_a_verified_one_is_verified_anew_only_once_its_claim_changed(
    learner: User, curator: User, said: Any, state: str
) -> None:
    milestone = verified(claimed(learner), curator)

    milestone = changed(milestone, **said)

    milestone.refresh_from_db()
    assert milestone.state == state
    assert (milestone.verified_at is not None) == (milestone.verified_by is not None) == (state == "verified")
    assert Verification.objects.count() == 1


def test_its_project_can_change_without_a_new_verdict(learner: User, curator: User) -> None:
    milestone = verified(claimed(learner), curator)

    assert changed(milestone, project=made(learner)).state == "verified"


def test_what_was_read_from_a_link_stays_while_the_link_does(learner: User) -> None:
    milestone = claimed(learner)
    milestone.evidence.update(facts={"merged": True}, read_at=NOON)

    changed(milestone, deed="다른 일", links=[Link("문서", "https://albumentations.ai/docs")])

    assert [(row.facts, row.place) for row in milestone.evidence.all()] == [({"merged": True}, 0), ({}, 1)]


def test_declined_and_mended_it_is_claimed_again(learner: User, curator: User) -> None:
    milestone = claimed(learner)
    verdicts.give(milestone, "declined", by=curator, reason="테스트가 더 있어야 해요.", now=NOON)
    milestone.refresh_from_db()
    assert milestone.state == "declined"

    assert milestones.claim_again(milestone, now=LATER).state == "claimed"
    assert milestones.claim_again(milestone, now=LATER).state == "claimed"
    assert verified(milestone, curator).state == "verified"
    with pytest.raises(milestones.NothingToClaimAgain):
        milestones.claim_again(milestone, now=LATER)


def test_withdrawn_it_is_nobody_elses_and_never_changes(learner: User, curator: User, peer: User) -> None:
    milestone = verified(claimed(learner), curator)
    grants.give(peer, milestone=milestone, until=clock.now() + timedelta(days=3), now=NOON)

    for _ in range(2):
        milestones.withdraw(milestone, now=LATER)

    milestone.refresh_from_db()
    assert (milestone.state, milestone.verified_at, milestone.verified_by) == ("withdrawn", None, None)
    assert not Grant.objects.exists()
    assert not Milestone.objects.visible_to(peer).exists()
    assert Milestone.objects.visible_to(learner).get() == milestone
    with pytest.raises(milestones.Withdrawn):
        changed(milestone, deed="다시")
    with pytest.raises(verdicts.NotClaimed):
        verdicts.give(milestone, "verified", by=curator, now=LATER)


# ---- what others decide


def test_a_verdict_is_a_row_that_stays(learner: User, curator: User) -> None:
    milestone = claimed(learner)

    verdicts.give(milestone, "declined", by=curator, reason="아직이에요.", now=NOON)
    milestones.claim_again(milestone, now=NOON)
    verdicts.give(milestone, "verified", by=curator, now=LATER)

    rows = milestone.verifications.order_by("pk").values_list("verdict", "reason", "by__handle", "created_at")
    assert list(rows) == [("declined", "아직이에요.", "jiwoo", NOON), ("verified", "", "jiwoo", LATER)]
    milestone.refresh_from_db()
    assert (milestone.state, milestone.verified_by, milestone.verified_at) == ("verified", curator, LATER)


def test_nobody_judges_their_own_nor_across_a_block_nor_while_suspended(
    learner: User, peer: User, curator: User
) -> None:
    milestone = claimed(learner)
    suspended = make_member("gone", suspended_at=NOON)

    assert not policies.may_verify(peer, milestone)
    assert policies.may_verify(curator, milestone)
    block(learner, peer)
    for person in (learner, peer, suspended):
        with pytest.raises(verdicts.NotYours):
            verdicts.give(milestone, "verified", by=person, now=NOON)
    assert not Verification.objects.exists()


def test_a_no_comes_with_its_reason(learner: User, curator: User) -> None:
    milestone = claimed(learner)

    with pytest.raises(verdicts.NoReason):
        verdicts.give(milestone, "declined", by=curator, reason="  ", now=NOON)
    with pytest.raises(verdicts.ReasonTooLong):
        verdicts.give(milestone, "declined", by=curator, reason="가" * 1001, now=NOON)
    with pytest.raises(verdicts.NoReason):
        verdicts.revoke(verified(milestone, curator), by=curator, reason="", now=NOON)


def test_revoking_is_for_who_verified_it_and_curators_and_is_told_at_once(
    learner: User, peer: User, curator: User
) -> None:
    milestone = verified(claimed(learner), peer)
    stranger = make_member("stranger")

    with pytest.raises(verdicts.NotYours):
        verdicts.revoke(milestone, by=stranger, reason="아니에요", now=LATER)
    verdicts.revoke(milestone, by=curator, reason="PR이 되돌려졌어요.", now=LATER)

    milestone.refresh_from_db()
    assert (milestone.state, milestone.verified_by) == ("revoked", None)
    notice = Notice.objects.get(recipient=learner, kind="milestone_revoked")
    assert Mail.objects.filter(notices=notice).exists()
    words = notices.words_of([notice])[notice.pk]
    assert TITLE in words["text"]
    assert TITLE not in words["title"]
    with pytest.raises(verdicts.NotVerified):
        verdicts.revoke(milestone, by=curator, reason="또", now=LATER)
    milestones.claim_again(milestone, now=LATER)
    assert notices.words_of([notice]) == {}


@pytest.mark.parametrize("away", ["blocked", "suspended", "left"])
def test_who_revoked_it_is_not_named_to_somebody_who_may_not_see_them(learner: User, curator: User, away: str) -> None:
    milestone = verified(claimed(learner), curator)
    verdicts.revoke(milestone, by=curator, reason="PR이 되돌려졌어요.", now=LATER)
    notice = Notice.objects.get(kind="milestone_revoked")
    assert curator.name in notices.words_of([notice])[notice.pk]["text"]

    if away == "blocked":
        block(learner, curator)
    elif away == "suspended":
        User.objects.filter(pk=curator.pk).update(suspended_at=LATER)
    else:
        User.objects.get(pk=curator.pk).delete()

    words = notices.words_of([notice])[notice.pk]["text"]
    assert curator.name not in words
    assert TITLE in words


def test_of_a_mentor_who_left_a_verification_stays_without_a_name(learner: User, peer: User) -> None:
    milestone = verified(claimed(learner), peer)

    User.objects.get(pk=peer.pk).delete()

    milestone.refresh_from_db()
    assert (milestone.state, milestone.verified_by, milestone.verified_at) == ("verified", None, NOON)
    assert Verification.objects.get().by is None


# ---- who sees it


def people(learner: User, peer: User) -> dict[str, Any]:
    return {"owner": learner, "member": peer, "visitor": AnonymousUser(), "newcomer": User(pk=0)}


@pytest.mark.parametrize("state", ["draft", "claimed", "verified", "declined", "revoked", "withdrawn"])
@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [
        ("private", {"owner"}),
        ("members", {"owner", "member"}),
        ("public", {"owner", "member", "visitor", "newcomer"}),
    ],
)
def test_it_is_seen_by_whom_its_owner_shows_it_once_claimed(
    learner: User, peer: User, state: str, visibility: str, seen_by: set[str]
) -> None:
    Milestone.objects.filter(pk=claimed(learner, visibility=visibility).pk).update(
        state=state, verified_at=NOON if state == "verified" else None
    )
    shown = seen_by if state not in {"draft", "withdrawn"} else {"owner"}

    who = {name for name, one in people(learner, peer).items() if Milestone.objects.visible_to(one).exists()}

    assert who == shown


def test_a_live_grant_shows_a_private_milestone_its_project_and_its_pictures_and_nothing_else(
    learner: User, peer: User, at: Callable[..., Any]
) -> None:
    at(NOON)
    from tests.portfolio.test_profile import picture_of  # noqa: PLC0415 - its module waits for the clock

    cover, other = picture_of(learner), made(learner, title="다른 것", visibility="private")
    project = made(learner, visibility="private", cover=cover)
    milestone = drafted(learner, visibility="private", project=project)
    hidden = drafted(learner, "tool", visibility="private", project=other)

    grants.give(peer, milestone=milestone, until=LATER, now=NOON)

    assert set(Milestone.objects.visible_to(peer)) == {milestone}
    assert set(Project.objects.visible_to(peer)) == {project}
    assert set(Picture.objects.visible_to(peer)) == {cover}
    assert hidden in Milestone.objects.visible_to(learner)
    at(LATER)
    for things in (Milestone, Project, Picture):
        assert not things.objects.visible_to(peer).exists()


def granted(learner: User, peer: User, until: Any) -> Project:
    project = made(learner, visibility="private")
    grants.give(peer, project=project, until=until, now=NOON)
    assert Project.objects.visible_to(peer).exists()
    return project


@pytest.mark.parametrize("end", ["end", "block", "blocked", "suspend", "leave", "suspend owner"])
def test_a_grant_ends_at_once(learner: User, peer: User, end: str) -> None:
    now = clock.now()
    project = granted(learner, peer, now + timedelta(days=3))

    {
        "end": lambda: grants.end(peer, project=project, now=now),
        "block": lambda: block(learner, peer),
        "blocked": lambda: block(peer, learner),
        "suspend": lambda: User.objects.filter(pk=peer.pk).update(suspended_at=now),
        "leave": lambda: User.objects.filter(pk=peer.pk).update(erase_after=now),
        "suspend owner": lambda: User.objects.filter(pk=learner.pk).update(suspended_at=now),
    }[end]()

    assert not Project.objects.visible_to(peer).exists()


def test_a_grant_given_again_ends_then_and_one_s_own_needs_none(learner: User, peer: User) -> None:
    project = made(learner, visibility="private")

    for until in (NOON, LATER):
        grants.give(peer, project=project, until=until, now=NOON)

    assert Grant.objects.get().until == LATER
    with pytest.raises(grants.NotGrantable):
        grants.give(learner, project=project, until=LATER, now=NOON)
    with pytest.raises(grants.NotGrantable):
        grants.give(peer, until=LATER, now=NOON)


# ---- at once


def race(*verbs: Callable[[], Any]) -> list[Any]:
    """What each of the verbs returned or refused, all begun at the same moment."""
    ready = Barrier(len(verbs))

    def run(verb: Callable[[], Any]) -> Any:
        try:
            ready.wait()
            return verb()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as hands:
        return list(hands.map(run, verbs))


@pytest.mark.django_db(transaction=True)
def test_of_eight_verdicts_at_once_one_is_given(learner: User) -> None:
    milestone = claimed(learner)
    curators = [make_member(f"curator-{n}", is_staff=True) for n in range(8)]

    said = race(
        *(
            lambda n=n, by=by: verdicts.give(
                milestone, "verified" if n % 2 else "declined", by=by, reason="이유", now=NOON
            )
            for n, by in enumerate(curators)
        )
    )

    assert sum(isinstance(one, Verification) for one in said) == Verification.objects.count() == 1
    assert sum(isinstance(one, verdicts.NotClaimed) for one in said) == 7
    milestone.refresh_from_db()
    assert milestone.state == Verification.objects.get().verdict


@pytest.mark.django_db(transaction=True)
def test_a_verdict_against_a_withdrawal_leaves_it_withdrawn(learner: User, curator: User) -> None:
    several = [claimed(learner, kind) for kind in FACTS]

    race(
        *(lambda one=one: verdicts.give(one, "verified", by=curator, now=NOON) for one in several),
        *(lambda one=one: milestones.withdraw(one, now=NOON) for one in several),
    )

    assert {*Milestone.objects.values_list("state", "verified_at")} == {("withdrawn", None)}


@pytest.mark.django_db(transaction=True)
def test_the_same_address_claimed_eight_times_at_once_is_one(learner: User) -> None:
    said = race(*(lambda: claimed(learner) for _ in range(8)))

    assert Milestone.objects.count() == 1
    assert sum(isinstance(one, milestones.ClaimedAlready) for one in said) == 7
