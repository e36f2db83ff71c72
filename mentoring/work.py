"""What a mentor has before them: a request of the queue in words, and the one that is open."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.topics import BY_KEY as TOPICS
from kit import markdown
from kit.dates import say_moment
from kit.durations import say_left, say_since
from mentoring import policies
from mentoring.asked import is_gone, kind_of, title_of
from mentoring.models import Mentor, Review, ReviewRequest
from mentoring.models.request import RequestState
from mentoring.rubric import RUBRIC
from portfolio.kinds import BY_KEY as KINDS
from portfolio.measured import Measured, measured
from portfolio.models import Milestone
from portfolio.models.milestone import State as MilestoneState


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: the number it is ordered by, what it is called, who asked and why it stands there."""

    pk: int
    number: str
    title: str
    note: str
    href: str


def waiting(row: Mapping[str, Any], now: datetime, href: str, why: str) -> Line:
    """A free request: how long it has waited, and the `reason` to read it."""
    return Line(row["id"], say_since(now - row["created_at"]), _title(row), f"{row['name']} · {why}", href)


def holding(row: Mapping[str, Any], now: datetime, href: str) -> Line:
    """One that is held: how long it still is."""
    left = _("left to answer")
    return Line(row["id"], say_left(row["held_until"] - now), _title(row), f"{row['name']} · {left}", href)


def written(row: Mapping[str, Any], now: datetime, href: str) -> Line:
    """A review that was sent, which leads to it, or the draft of a request that is held no longer."""
    said = _("thanked you") if row["thanked"] else _("sent") if row["sent"] else _("draft kept")
    href = reverse("mentoring:review", args=[row["review"]]) if row["sent"] else href
    title = _title(row) if row["title"] is not None else _("A withdrawn request")
    return Line(row["id"], say_since(now - row["at"]), title, f"{row['name']} · {said}", href)


@dataclass(frozen=True, slots=True)
class Opened:
    """A request before its mentor. `holds`: they may read what is in it; `takeable`: they may take it.

    `unjudged` is empty, or says why they can give no verdict on its milestone: it isn’t claimed, or its kind isn’t theirs.

    `ended` is empty, or says why what they wrote cannot be sent: another holds it, answered, withdrawn, gone, or it is
    free and not for them any more.
    """

    request: ReviewRequest
    review: Review | None
    holds: bool
    takeable: bool
    unjudged: str
    ended: str

    @classmethod
    def of(  # noqa: PLR0913 - what was found of it
        cls,
        request: ReviewRequest,
        person: User,
        mentor: Mentor | None,
        *,
        review: Review | None,
        holds: bool,
        free: bool,
        takeable: bool,
    ) -> "Opened":
        milestone = request.milestone if holds or takeable else None
        unjudged = _why_unjudged(person, milestone, mentor) if milestone else ""
        ended = "" if holds or takeable else _why_ended(request, free=free)
        return cls(request, review, holds, takeable, unjudged, ended)

    @property
    def may_judge(self) -> bool:
        return not self.unjudged and not self.ended

    @property
    def writes(self) -> bool:
        """Whether there is a draft to write on."""
        return self.review is not None and self.review.published_at is None


def words_of(opened: Opened, person: User, now: datetime) -> dict[str, Any]:
    """What the page says of it. What was in the request is there for as long as the hold runs."""
    request = opened.request
    shown: dict[str, Any] = {
        "request_title": _("A withdrawn request") if opened.ended == "withdrawn" else title_of(request),
        "kind_word": kind_of(request),
        "asked_on": person.day(request.created_at),
        "rubric": RUBRIC,
        "kinds": KINDS,
        "until": "",
        "left": "",
        "snapshot": None,
        "before": None,
    }
    if opened.holds and request.held_until:
        here = request.held_until.astimezone(ZoneInfo(person.time_zone))
        shown |= {"until": say_moment(here, person.calendar_day(now)), "left": say_left(request.held_until - now)}
    if opened.holds:
        shown |= _inside(request, person.calendar_day(now)) | _before(request, person)
    return shown


def _before(request: Any, person: User) -> dict[str, Any]:
    """What the review said after which it was asked again, of a request that comes with it."""
    before = request.before
    return {"before": before, "before_on": before and person.day(datetime.fromisoformat(before["at"]))}


def _inside(request: ReviewRequest, on: date) -> dict[str, Any]:
    """The snapshot, what of it reads otherwise today, and what was measured up to then."""
    then, project, milestone = request.snapshot, request.project, request.milestone
    today = project or (milestone.project if milestone else None)
    before = then.get("project") or {}
    story = before.get("story", "")
    changed = today is not None and before and (today.story != story or today.value != before.get("value"))
    return {
        "snapshot": then,
        "story": markdown.render(story, links="members") if story else "",
        "project_now": today,
        "changed": changed,
        "milestone_now": milestone,
        "says": KINDS[milestone.kind].says(then["milestone"]["facts"]) if milestone and "milestone" in then else "",
        "measured": _measured(request, on),
        "milestone_changed": bool(milestone and then.get("milestone", {}).get("version") != milestone.version),
    }


def _measured(request: Any, today: date) -> Measured | None:
    """Of a request that comes with its `readings`."""
    series = KINDS[request.milestone.kind].series if request.milestone else None
    points = [(date.fromisoformat(read["day"]), read["value"]) for read in request.readings]
    return measured(series, points, today) if series else None


def _why_unjudged(person: User, milestone: Milestone, mentor: Mentor | None) -> str:
    if milestone.state != MilestoneState.CLAIMED:
        return "not claimed"
    return "" if policies.may_verify(person, milestone, mentor) else "not your kind"


def _why_ended(request: ReviewRequest, *, free: bool) -> str:
    if request.state == RequestState.ANSWERED:
        return "answered"
    if request.state == RequestState.WITHDRAWN:
        return "withdrawn"
    if is_gone(request):
        return "gone"
    return "not for you" if free else "held"


def _title(row: Mapping[str, Any]) -> str:
    return row["title"] or _("The whole portfolio")


def reason(  # noqa: PLR0913, PLR0917 - what the desk reads of one
    kinds: Collection[str],
    read_before: bool,
    lapsed: bool,
    again: bool,
    of_milestone: bool,
    claimed: str | None,
    shared: str | None,
) -> str:
    """The one thing that says most about why to read a request; `kinds` one may verify."""
    if read_before:
        return _("you read it last time")
    if lapsed:
        return _("a hold ran out, so it’s free again")
    if of_milestone:
        return _of_milestone(claimed, kinds, again=again)
    if shared in TOPICS:
        return _("%(topic)s, a topic of yours") % {"topic": TOPICS[shared].name}
    return _("asked again") if again else _("a first review")


def _of_milestone(claimed: str | None, kinds: Collection[str], *, again: bool) -> str:
    if claimed is None:
        return _("a milestone, with nothing to verify now")
    if claimed not in kinds:
        return _("a milestone of a kind you don’t verify")
    return _("a milestone to verify, asked again") if again else _("a milestone to verify")
