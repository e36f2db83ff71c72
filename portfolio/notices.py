"""Everything that the portfolio ever tells anybody."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, Max, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Block, User
from kit import clock
from notices.kinds import Ids, Kind, Words, register
from notices.models import Notice
from portfolio.models import Verification
from portfolio.models.milestone import State
from portfolio.models.seen import theirs_stand

QUIET_AFTER: Final = (4, 10, 30)  # days; after the last of them comes nothing until the next entry


def quiet(people: Sequence[User], now: datetime) -> Iterator[tuple[User, str, Ids]]:
    """Who has not logged for 4, 10 or 30 days: once for each, and only the longest that has been reached.

    It goes on yielding the last of them for as long as somebody stays away. That has been told, so nothing comes of it;
    and as the kind stands alone, nothing else comes either, until the next entry.
    """
    for away in _away(people):
        if ids := away.ids(now):
            yield away.person, f"quiet {ids['days']} {ids['since']}", ids


def words_of_quiet(notices: Sequence[Notice]) -> dict[int, Words]:
    """True until the next entry, and until the next of these notices."""
    now = clock.now()
    still = {away.person.pk: away.ids(now) for away in _away(notice.recipient for notice in notices)}
    return {
        notice.pk: _words(notice.subjects["days"])
        for notice in notices
        if notice.subjects == still.get(notice.recipient_id)
    }


def words_of_revoked(notices: Sequence[Notice]) -> dict[int, Words]:
    """True until its owner claims the milestone again or withdraws it. Who it was, is said where they see each other."""
    asked = [notice.subjects["verification"] for notice in notices]
    apart = Exists(Block.objects.between(OuterRef("milestone__owner"), OuterRef("by")))
    seen = ExpressionWrapper(theirs_stand("by") & ~apart, BooleanField())
    rows = Verification.objects.filter(pk__in=asked, milestone__state=State.REVOKED).annotate(by_seen=seen)
    by_id = rows.select_related("milestone", "by").in_bulk()
    found = ((notice, by_id.get(notice.subjects["verification"])) for notice in notices)
    return {notice.pk: _revoked(row) for notice, row in found if row and row.milestone.owner_id == notice.recipient_id}


register(Kind(name="milestone_revoked", icon="flag-off", calm=False, contexts=words_of_revoked))
register(Kind(name="quiet", icon="tent", calm=True, contexts=words_of_quiet, gather=quiet, alone=True))


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody on the roadmap and when they last wrote, or set out."""

    person: User
    since: datetime

    def ids(self, now: datetime) -> dict[str, Any] | None:
        """How long that is, as the longest span that has passed; None before the first has."""
        days = (self.person.day(now) - self.person.day(self.since)).days
        reached = max((span for span in QUIET_AFTER if span <= days), default=None)
        return {"days": reached, "since": self.since.isoformat()} if reached else None


def _away(people: Iterable[User]) -> Iterator[Away]:
    # The moment of writing, not the day written about: who fills in last week today is not away.
    written = Max("entries__created_at", filter=Q(entries__removed_at=None))
    ids = [person.pk for person in people]
    for person in User.objects.filter(pk__in=ids).annotate(written=written, set_out=F("enrollment__created_at")):
        if signs := [sign for sign in (person.written, person.set_out) if sign]:
            yield Away(person, max(signs))


def _revoked(row: Any) -> Words:
    who = row.by if row.by_seen else None
    said = _("%(name)s took back the verification of ‘%(title)s’.") if who else None
    said = said or _("The verification of ‘%(title)s’ was taken back.")
    names = {"name": who.name if who else "", "title": row.milestone.title}
    return {
        "title": _("Something changed on a milestone"),
        "text": f"{said % names} {_('The reason stands with it. Fix it, and you can claim it again.')}",
        "address": reverse("portfolio:milestone", args=[row.milestone_id]),
        "button": _("Read the reason"),
    }


def _words(days: int) -> Words:
    title, text, place, button = {
        4: (
            _("One line today?"),
            _("No entry for 4 days. All is where you left it, and ten minutes are enough for one line."),
            "portfolio:log",
            _("Log it"),
        ),
        10: (
            _("You can start from today"),
            _(
                "No entry for 10 days. All is where you left it: choose fewer hours a week, count from today,"
                " and you get new dates."
            ),
            "roadmap:plan",
            _("Redraw the plan"),
        ),
        30: (
            _("We’ll be quiet now"),
            _(
                "No entry for 30 days, so no more reminders until the next one. Your log and your plan stay as they are."
            ),
            "home:landing",
            _("Go to Today"),
        ),
    }[days]
    return {"title": title, "text": text, "address": reverse(place), "button": button}
