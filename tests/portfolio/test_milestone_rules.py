"""What the database itself refuses, each attacked once; and a machine that presses every verb in any order."""

from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import settings as pace
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from accounts.models import User
from kit.errors import Refusal
from portfolio.actions import grants, milestones, verdicts
from portfolio.models import Grant, Milestone, Verification
from tests.conftest import make_member
from tests.portfolio.conftest import NOON
from tests.portfolio.milestones import FACTS, claimed, drafted, told
from tests.portfolio.test_milestones import changed, verified
from tests.portfolio.test_projects import made

UPDATE = "UPDATE portfolio_milestone SET {} WHERE id = %(milestone)s"
ATTACKS = {
    "milestone_once_a_form": UPDATE.format(
        "form_key = (SELECT form_key FROM portfolio_milestone WHERE id = %(other)s)"
    ),
    "milestone_once_an_address": UPDATE.format(
        "address = (SELECT address FROM portfolio_milestone WHERE id = %(other)s)"
    ),
    "milestone_known_state": UPDATE.format("state = 'famous'"),
    "milestone_verified_at_a_time": UPDATE.format("verified_at = now()"),
    "milestone_verified_by_another": UPDATE.format(
        "state = 'verified', verified_at = now(), verified_by_id = owner_id"
    ),
    "milestone_claims_something": UPDATE.format("address = ''"),
    "evidence_once_an_address": "INSERT INTO portfolio_evidence"
    " (created_at, milestone_id, place, label, address, facts, tries, trouble)"
    " SELECT created_at, milestone_id, 9, label, address, facts, tries, trouble FROM portfolio_evidence"
    " WHERE milestone_id = %(milestone)s",
    "evidence_in_order": "INSERT INTO portfolio_evidence"
    " (created_at, milestone_id, place, label, address, facts, tries, trouble)"
    " SELECT created_at, milestone_id, place, label, 'https://a.example', facts, tries, trouble FROM portfolio_evidence"
    " WHERE milestone_id = %(milestone)s",
    "evidence_known_trouble": "UPDATE portfolio_evidence SET trouble = 'lost' WHERE milestone_id = %(milestone)s",
    "evidence_read_at_a_time": """UPDATE portfolio_evidence SET facts = '{{"a": 1}}' WHERE milestone_id = %(milestone)s""",
    "reading_once_a_day": "INSERT INTO portfolio_reading (created_at, milestone_id, source, day, value)"
    " SELECT now(), %(milestone)s, 'hand', '2026-04-09', n FROM generate_series(1, 2) AS n",
    "reading_has_a_source": "INSERT INTO portfolio_reading (created_at, milestone_id, source, day, value)"
    " VALUES (now(), %(milestone)s, '', '2026-04-09', 1)",
    "portfolio_reading_value_check": "INSERT INTO portfolio_reading (created_at, milestone_id, source, day, value)"
    " VALUES (now(), %(milestone)s, 'hand', '2026-04-09', -1)",
    "verification_known_verdict": "INSERT INTO portfolio_verification (created_at, milestone_id, verdict, reason)"
    " VALUES (now(), %(milestone)s, 'maybe', 'why')",
    "verification_says_why_not": "INSERT INTO portfolio_verification (created_at, milestone_id, verdict, reason)"
    " VALUES (now(), %(milestone)s, 'declined', '')",
    "never changed": "UPDATE portfolio_verification SET verdict = 'declined', reason = 'why'",
    "grant_of_one_thing": "UPDATE portfolio_grant SET project_id = %(project)s",
    "grant_to_another": "UPDATE portfolio_grant SET reader_id = owner_id",
    "grant_once_a_milestone": "INSERT INTO portfolio_grant (created_at, owner_id, reader_id, milestone_id, until)"
    " SELECT created_at, owner_id, reader_id, milestone_id, until FROM portfolio_grant",
    "grant_once_a_project": "INSERT INTO portfolio_grant (created_at, owner_id, reader_id, project_id, until)"
    " SELECT created_at, owner_id, reader_id, %(project)s, until FROM portfolio_grant, generate_series(1, 2)",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_the_database_itself_refuses(name: str, learner: User, peer: User, curator: User) -> None:
    milestone, other = claimed(learner), verified(claimed(learner, kind="pull_request", **_elsewhere()), curator)
    grants.give(peer, milestone=milestone, until=NOON, now=NOON)
    ids = {"milestone": milestone.pk, "other": other.pk, "project": made(learner).pk}

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            cursor.execute(ATTACKS[name].replace("{{", "{").replace("}}", "}"), ids)


def test_every_constraint_was_attacked() -> None:
    from django.apps import apps  # noqa: PLC0415

    ours = [apps.get_model("portfolio", name) for name in ("Milestone", "Evidence", "Reading", "Verification", "Grant")]

    assert {constraint.name for model in ours for constraint in model._meta.constraints} <= {*ATTACKS}


def test_a_verification_cannot_be_put_into_anothers_mouth(learner: User, peer: User, curator: User) -> None:
    verified(claimed(learner), curator)

    with pytest.raises(IntegrityError), transaction.atomic():
        Verification.objects.update(by=peer)
    Verification.objects.update(by=None)


def _elsewhere() -> dict[str, Any]:
    return {"facts": FACTS["pull_request"] | {"address": "https://github.com/numpy/numpy/pull/1"}}


class Claims(RuleBasedStateMachine):
    """One milestone at a time, in the hands of its owner, a mentor who may judge it, and a stranger."""

    numbers = count(1)

    @initialize()
    def people(self) -> None:
        number = next(self.numbers)
        self.owner, self.mentor = make_member(f"owner-{number}"), make_member(f"mentor-{number}")
        self.curator = make_member(f"curator-{number}", is_staff=True)
        self.state, self.said, self.milestone = "", 0, None

    @precondition(lambda self: self.milestone is None)
    @rule(draft=st.booleans())
    def begin(self, draft: bool) -> None:
        self.milestone = (drafted if draft else claimed)(self.owner)
        self.state = "draft" if draft else "claimed"

    def _press(self, verb: Any, allowed: set[str], then: str) -> None:
        self.milestone.refresh_from_db()
        try:
            verb()
        except Refusal:
            assert self.state not in allowed
        else:
            assert self.state in allowed
            self.state = then

    @precondition(lambda self: self.milestone)
    @rule(words=st.integers(), claim=st.booleans())
    def change(self, words: int, claim: bool) -> None:
        stays = self.state == "draft" and not claim
        self._press(
            lambda: changed(self.milestone, claim=claim, deed=f"{words}"),
            {"draft", "claimed", "verified", "declined", "revoked"},
            self.state if stays or (self.milestone.deed == f"{words}" and self.state == "verified") else "claimed",
        )

    @precondition(lambda self: self.milestone)
    @rule(visibility=st.sampled_from(["private", "members", "public"]))
    def show(self, visibility: str) -> None:
        then = "claimed" if self.state in {"declined", "revoked", "draft"} else self.state
        allowed = {"draft", "claimed", "verified", "declined", "revoked"}
        self._press(lambda: changed(self.milestone, visibility=visibility), allowed, then)

    @precondition(lambda self: self.milestone)
    @rule()
    def claim_again(self) -> None:
        verb = lambda: milestones.claim_again(self.milestone, now=NOON)  # noqa: E731
        self._press(verb, {"claimed", "declined", "revoked"}, "claimed")

    @precondition(lambda self: self.milestone)
    @rule(verdict=st.sampled_from(["verified", "declined"]))
    def judge(self, verdict: Any) -> None:
        said = self.state == "claimed"
        verb = lambda: verdicts.give(self.milestone, verdict, by=self.mentor, reason="이유", now=NOON)  # noqa: E731
        self._press(verb, {"claimed"}, verdict)
        self.said += said

    @precondition(lambda self: self.milestone)
    @rule(by=st.sampled_from(["mentor", "curator"]))
    def revoke(self, by: str) -> None:
        said = self.state == "verified"
        verb = lambda: verdicts.revoke(self.milestone, by=getattr(self, by), reason="이유", now=NOON)  # noqa: E731
        self._press(verb, {"verified"}, "revoked")
        self.said += said

    @precondition(lambda self: self.milestone)
    @rule()
    def judge_oneself(self) -> None:
        with pytest.raises(Refusal):
            verdicts.give(self.milestone, "verified", by=self.owner, now=NOON)

    @precondition(lambda self: self.milestone)
    @rule()
    def let_see(self) -> None:
        verb = lambda: grants.give(self.mentor, milestone=self.milestone, until=NOON + timedelta(days=3), now=NOON)  # noqa: E731
        self._press(verb, {"draft", "claimed", "verified", "declined", "revoked"}, self.state)

    @precondition(lambda self: self.milestone)
    @rule()
    def withdraw(self) -> None:
        milestones.withdraw(self.milestone, now=NOON)
        self.state = "withdrawn"
        assert not Grant.objects.filter(milestone=self.milestone).exists()

    @precondition(lambda self: self.state == "withdrawn")
    @rule()
    def claim_the_same_anew(self) -> None:
        self.milestone, self.state, self.said = claimed(self.owner), "claimed", 0

    @precondition(lambda self: self.milestone)
    @rule()
    def claim_it_twice(self) -> None:
        if self.state != "withdrawn":
            with pytest.raises(milestones.ClaimedAlready):
                milestones.claim(self.owner, kind="pull_request", form_key=uuid4(), now=NOON, **told(deed="또"))

    @invariant()
    def it_stands_as_it_should(self) -> None:
        if not self.milestone:
            return
        row = Milestone.objects.get(pk=self.milestone.pk)
        assert row.state == self.state
        assert (row.verified_at is not None) == (row.verified_by is not None) == (self.state == "verified")
        assert row.verifications.count() == self.said
        last = row.verifications.order_by("-pk").first()
        if self.state in {"verified", "declined", "revoked"}:
            assert last.verdict == self.state


class TestClaims(Claims.TestCase, TestCase):  # type: ignore[name-defined,misc]
    settings = pace(max_examples=30, stateful_step_count=25, deadline=None)
