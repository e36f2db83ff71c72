"""The states of one learner's requests, walked at random over the verbs and the clock."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.models import User
from kit.errors import Refusal
from mentoring.actions import requests, reviews
from mentoring.models import Review, ReviewRequest
from portfolio.actions import milestones
from portfolio.models import Grant, Milestone
from tests.conftest import make_member
from tests.mentoring.conftest import NOON, WHOLE, asked, make_mentor, milestone_of, project_of

SUBJECTS = ("project", "milestone", "portfolio")
VERDICTS = ("none", "verified", "declined")


class Mentoring(RuleBasedStateMachine):
    """Three things of one learner, two mentors, and time that goes on; each verb answers or refuses, and nothing breaks."""

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.now = NOON
        self.learner = make_member("learner-of-states")
        self.mentors = [make_mentor(f"mentor-of-states-{n}", seats=2) for n in range(2)]
        self.things: dict[str, Any] = {
            "project": project_of(self.learner),
            "milestone": milestone_of(self.learner),
            "portfolio": None,
        }
        self.texts: dict[int, str] = {}  # of each draft, what its mentor wrote last

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def _try(self, verb: Any, *about: Any, **how: Any) -> Any:
        try:
            with transaction.atomic():
                return verb(*about, now=self.now, **how)
        except Refusal:
            return None

    def _one(self, subject: str) -> ReviewRequest | None:
        found = ReviewRequest.objects.filter(
            project__isnull=subject != "project", milestone__isnull=subject != "milestone"
        )
        return found.order_by("-pk").first()

    @rule(hours=st.sampled_from([1, 23, 24, 48, 72, 100]))
    def time_goes_on(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(subject=st.sampled_from(SUBJECTS))
    def ask(self, subject: str) -> None:
        opened = ReviewRequest.objects.open()
        claimable = subject != "milestone" or Milestone.objects.get().state in {"claimed", "verified"}
        must = (
            opened.count() < requests.MOST_OPEN and not opened.filter(pk=getattr(self._one(subject), "pk", 0)).exists()
        )
        found = self._try(lambda **how: asked(self.learner, self.things[subject], **how))
        assert found or not (must and claimable)

    @rule(subject=st.sampled_from(SUBJECTS))
    def withdraw(self, subject: str) -> None:
        if request := self._one(subject):
            self._try(requests.withdraw, request)

    @rule(subject=st.sampled_from(SUBJECTS), who=st.integers(0, 1))
    def take(self, subject: str, who: int) -> None:
        request = self._one(subject)
        if request is None:
            return
        free = ReviewRequest.objects.free(self.now).filter(pk=request.pk).exists()
        mine = ReviewRequest.objects.held_by(self.mentors[who], self.now).filter(pk=request.pk).exists()
        has_seat = ReviewRequest.objects.on_desk_of(self.mentors[who], self.now).count() < 2
        taken = self._try(requests.take, request, by=self.mentors[who])
        assert bool(taken) == (mine or (free and has_seat))

    @rule(subject=st.sampled_from(SUBJECTS), who=st.integers(0, 1), verb=st.sampled_from(["prolong", "give_back"]))
    def hold(self, subject: str, who: int, verb: str) -> None:
        if request := self._one(subject):
            self._try(getattr(requests, verb), request, by=self.mentors[who])

    @rule(subject=st.sampled_from(SUBJECTS), who=st.integers(0, 1), text=st.text("가나다", min_size=1, max_size=5))
    def draft(self, subject: str, who: int, text: str) -> None:
        review = Review.objects.filter(request=self._one(subject), mentor=self.mentors[who]).first()
        if review and self._try(
            reviews.save_draft, review, version=review.version, **(WHOLE | {"summary": text, "verdict": "none"})
        ):
            self.texts[review.pk] = text

    @rule(subject=st.sampled_from(SUBJECTS), who=st.integers(0, 1), verdict=st.sampled_from(VERDICTS))
    def publish(self, subject: str, who: int, verdict: str) -> None:
        request = self._one(subject)
        review = Review.objects.filter(request=request, mentor=self.mentors[who]).first()
        if request is None or review is None:
            return
        others = request.is_held(self.now) and request.holder_id != self.mentors[who].pk
        said = WHOLE | {"verdict": verdict, "reason": "아직이에요."}
        if saved := self._try(reviews.save_draft, review, version=review.version, **said):
            self.texts[review.pk] = saved.summary
        was_published = review.published_at is not None
        opened = request.state == "open" and not others
        judged = subject == "milestone" and verdict != "none"
        published = self._try(reviews.publish, review)
        assert not (published and others and not was_published)
        assert published or not opened or judged, "what is free or held is answered, also after the hold ran out"

    @rule()
    def claim_again(self) -> None:
        self._try(milestones.claim_again, self.things["milestone"])

    @invariant()
    def all_holds(self) -> None:
        rows = list(ReviewRequest.objects.all())
        assert sum(row.state == "open" for row in rows) <= requests.MOST_OPEN
        for mentor in self.mentors:
            assert ReviewRequest.objects.held_by(mentor, self.now).count() <= 2
        for row in rows:
            published = row.reviews.published().count()
            assert published == (row.state == "answered")
        for review in Review.objects.filter(pk__in=self.texts):
            assert review.summary == self.texts[review.pk], "nothing that was written is lost"

    @invariant()
    def a_grant_goes_with_a_hold(self) -> None:
        granted = set(Grant.objects.filter(until__gt=self.now).values_list("reader", "project", "milestone"))
        held = ReviewRequest.objects.open().filter(holder__isnull=False, held_until__gt=self.now)
        held = held.exclude(project=None, milestone=None)
        assert granted == set(held.values_list("holder", "project", "milestone"))

    @invariant()
    def the_milestone_says_what_was_last_decided(self) -> None:
        milestone = Milestone.objects.get(pk=self.things["milestone"].pk)
        last = milestone.verifications.order_by("-pk").first()
        assert milestone.state == "claimed" or (last and last.verdict == milestone.state)


@pytest.mark.django_db
def test_whatever_happens_in_whatever_order_the_rules_hold() -> None:
    assert not User.objects.exists()
    run_state_machine_as_test(
        Mentoring,
        settings=settings(
            max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
