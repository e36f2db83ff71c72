"""What others decide about a milestone. Each verdict is a row that stays; the milestone shows the last."""

from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit.errors import Refusal
from notices.actions.tell import tell
from portfolio import policies, prose
from portfolio.actions import keeping
from portfolio.models import Milestone, Verification
from portfolio.models.milestone import State
from portfolio.models.verification import MOST_REASON, Verdict


class NotYours(Refusal):
    message = _("This milestone is not for you to decide.")


class NotClaimed(Refusal):
    """`standing` is the milestone as it stands by now."""

    message = _("Something changed meanwhile: this milestone no longer waits for a verdict.")

    def __init__(self, standing: Milestone) -> None:
        self.standing = standing
        super().__init__()


class NotVerified(NotClaimed):
    message = _("Something changed meanwhile: this milestone is no longer verified.")


class ChangedSince(Refusal):
    message = _("The milestone has been changed since you read it. Read it again, then decide.")


class NoReason(Refusal):
    message = _("Write the reason. Its owner will read it.")


class ReasonTooLong(Refusal):
    message = _("Keep the reason within 1,000 characters.")


@transaction.atomic
def give(  # noqa: PLR0913 - a verdict, whose, why, on what was read, and when
    milestone: Milestone,
    verdict: Literal["verified", "declined"],
    *,
    by: User,
    reason: str = "",
    version: int | None = None,
    now: datetime,
) -> Verification:
    """Say of a claimed milestone that it holds, or not yet and why. Whether `by` may is asked by whoever calls, too.

    `version` is the one that was read, if that matters. Call it with the learner, the mentor and the request held, in
    that order, if any is. Raises NotYours, NotClaimed, ChangedSince, NoReason, ReasonTooLong.
    """
    standing = keeping.held(milestone)
    if not policies.may_judge(by, standing):
        raise NotYours
    if standing.state != State.CLAIMED:
        raise NotClaimed(standing)
    if version is not None and standing.version != version:
        raise ChangedSince
    if verdict == "verified":
        return _decide(standing, Verdict.VERIFIED, by, reason, now, verified_at=now, verified_by=by)
    return _decide(standing, Verdict.DECLINED, by, reason, now)


@transaction.atomic
def revoke(milestone: Milestone, *, by: User, reason: str, now: datetime) -> Verification:
    """Take a verification back, and tell the owner at once. Raises NotYours, NotVerified, NoReason, ReasonTooLong."""
    standing = keeping.held(milestone)
    if standing.state != State.VERIFIED:
        raise NotVerified(standing)
    if not policies.may_revoke(by, standing):
        raise NotYours
    row = _decide(standing, Verdict.REVOKED, by, reason, now, verified_at=None, verified_by=None)
    subjects = {"milestone": standing.pk, "verification": row.pk}
    tell(standing.owner, kind="milestone_revoked", key=f"revoked {row.pk}", subjects=subjects, now=now)
    return row


def _decide(
    standing: Milestone, verdict: Verdict, by: User, reason: str, now: datetime, **columns: Any
) -> Verification:
    said = prose.lines(reason)
    if verdict != Verdict.VERIFIED and not said:
        raise NoReason
    if len(said) > MOST_REASON:
        raise ReasonTooLong
    values = {"state": State(verdict.value), "version": standing.version + 1, **columns}
    for name, value in values.items():
        setattr(standing, name, value)
    standing.save(update_fields=list(values))
    return Verification.objects.create(milestone=standing, verdict=verdict, reason=said, by=by, created_at=now)
