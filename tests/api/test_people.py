"""What others are told of somebody by the API: no more than their page shows."""

from collections.abc import Callable

import pytest

from accounts.actions.blocks import block
from accounts.models import User
from kit import clock
from portfolio.actions import grants, milestones, verdicts
from portfolio.models import Project
from tests.api.conftest import NOON, Program
from tests.conftest import make_member
from tests.portfolio.milestones import FACTS, claimed, drafted

Programs = Callable[..., Program]
WIDTHS = ("private", "members", "public")


@pytest.fixture
def shown(learner: User, curator: User) -> User:
    """Whoever shows something of each width, and has what nobody sees."""
    for width in WIDTHS:
        Project.objects.create(owner=learner, title=f"project {width}", slug="a", visibility=width)
        facts = FACTS["art"] | {"address": f"https://example.org/{width}"}
        claimed(learner, "art", title=f"milestone {width}", visibility=width, facts=facts)
    Project.objects.create(owner=learner, title="removed", visibility="public", removed_at=NOON)
    drafted(learner, "art", title="draft", visibility="public", facts={"address": "https://example.org/draft"})
    withdrawn = claimed(learner, "art", title="withdrawn", facts=FACTS["art"] | {"address": "https://example.org/gone"})
    milestones.withdraw(withdrawn, now=NOON)
    return learner


def told(program: Program, handle: str = "seoyeon") -> set[str]:
    rows = (row for what in ("projects", "milestones") for row in program.get(f"people/{handle}/{what}")["results"])
    return {row["title"] for row in rows}


def both(*widths: str) -> set[str]:
    return {f"{what} {width}" for what in ("project", "milestone") for width in widths}


def test_a_visitor_is_told_what_is_public(program: Programs, shown: User) -> None:
    assert told(program(None)) == both("public")


def test_a_member_also_what_is_for_members(program: Programs, shown: User, peer: User) -> None:
    assert told(program(peer)) == both("members", "public")


def test_its_owner_all_of_it(program: Programs, shown: User) -> None:
    assert told(program(shown)) == both(*WIDTHS)


def test_a_live_grant_shows_what_it_covers_and_ends(program: Programs, shown: User, peer: User) -> None:
    private = Project.objects.get(title="project private")
    later = clock.now().replace(year=clock.now().year + 1)
    grants.give(peer, project=private, until=later, now=clock.now())
    reader = program(peer)
    assert told(reader) == both("members", "public") | {"project private"}

    grants.end(peer, project=private, now=clock.now())

    assert told(reader) == both("members", "public")


@pytest.mark.parametrize("by_owner", [True, False])
def test_a_block_either_way_leaves_nothing(program: Programs, shown: User, peer: User, *, by_owner: bool) -> None:
    reader = program(peer)
    block(*((shown, peer) if by_owner else (peer, shown)))

    asked = {reader("GET", f"people/seoyeon{what}").status_code for what in ("", "/projects", "/milestones")}

    assert asked == {404}


@pytest.mark.parametrize("field", ["suspended_at", "erase_after"])
def test_of_who_is_suspended_or_leaving_nobody_is_told_anything(
    program: Programs, shown: User, peer: User, field: str
) -> None:
    User.objects.filter(pk=shown.pk).update(**{field: clock.now()})

    assert program(peer)("GET", "people/seoyeon").status_code == 404


def test_a_profile_holds_no_address_and_no_way_to_reach_them(program: Programs, shown: User, peer: User) -> None:
    User.objects.filter(pk=shown.pk).update(contact="010-0000-0000", about="길을 봐요", discoverable=True)

    profile = program(peer).get("people/seoyeon")

    assert profile.keys() == {"handle", "name", "about", "target_role", "topics", "url"}
    assert program(shown).get("me").keys() & {"email", "contact"} == set()


def test_others_learn_that_it_is_not_verified_and_not_why(
    program: Programs, shown: User, peer: User, curator: User
) -> None:
    mine = shown.milestones.get(title="milestone public")
    verdicts.give(mine, "declined", by=curator, reason="아직", now=NOON)

    row = next(row for row in program(peer).get("people/seoyeon/milestones")["results"] if row["id"] == mine.pk)

    assert (row["verified"], row["verified_by"]) == (False, None)
    assert "state" not in row


def test_who_verified_is_named_unless_a_block_stands_between(
    program: Programs, shown: User, peer: User, curator: User
) -> None:
    mine = shown.milestones.get(title="milestone public")
    verdicts.give(mine, "verified", by=curator, now=NOON)
    reader = program(peer)

    def verifier() -> object:
        rows = reader.get("people/seoyeon/milestones")["results"]
        return next(row["verified_by"] for row in rows if row["id"] == mine.pk)

    assert verifier() == {"handle": "jiwoo", "name": "한지우"}
    block(curator, peer)
    assert verifier() is None


@pytest.mark.parametrize("rows", [3, 30])
def test_lists_of_others_cost_the_same_however_long(
    program: Programs, learner: User, peer: User, curator: User, django_assert_num_queries, rows: int
) -> None:
    Project.objects.bulk_create(Project(owner=learner, title=str(n), visibility="public") for n in range(rows))
    for number in range(rows):
        facts = FACTS["art"] | {"address": f"https://example.org/{number}"}
        mentor = make_member(f"mentor-{number}", is_staff=True)
        verdicts.give(claimed(learner, "art", facts=facts), "verified", by=mentor, now=NOON)
    reader = program(peer)
    reader.get("me")

    for what, queries in (("projects", 3), ("milestones", 4)):  # whose token, whose page, the rows, who verified
        with django_assert_num_queries(queries):
            reader.get(f"people/seoyeon/{what}")
