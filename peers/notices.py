"""Everything that peers ever tells anybody."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from kit import clock
from notices.kinds import Ids, Kind, Words, register
from notices.models import Notice
from peers.actions.ring import week_now
from peers.models import Introduction, Suggestion


def this_week(people: Sequence[User], now: datetime) -> Iterator[tuple[User, str, Ids]]:
    """Whom there are suggestions for; once a week."""
    week = week_now(now)
    learners = set(Suggestion.objects.of_week(week, people).values_list("learner", flat=True))
    for person in people:
        if person.pk in learners:
            yield person, f"peers {week}", {"week": week.isoformat()}


def words_of_week(notices: Sequence[Notice]) -> dict[int, Words]:
    """True during its week, as long as one of those people can still be met."""
    week = week_now(clock.now())
    told = [notice for notice in notices if notice.subjects == {"week": week.isoformat()}]
    counts = _counts(week, [notice.recipient for notice in told])
    return {notice.pk: _words_of_week(counts[notice.recipient_id]) for notice in told if counts[notice.recipient_id]}


def words_of_received(notices: Sequence[Notice]) -> dict[int, Words]:
    """True until it is answered or taken back."""
    return {
        notice.pk: {
            "title": _("Someone wrote to you"),
            "text": _("%(name)s. If you decline, they aren’t told.") % {"name": introduction.sender.name},
            "address": f"{reverse('peers:peers')}#introduction-{introduction.pk}",
            "button": _("Read it"),
        }
        for notice, introduction in _introductions(notices, Introduction.State.SENT)
        if introduction.recipient_id == notice.recipient_id
    }


def words_of_accepted(notices: Sequence[Notice]) -> dict[int, Words]:
    return {
        notice.pk: {
            "title": _("There’s an answer to what you wrote"),
            "text": _("You’re in touch with %(name)s: each sees how to reach the other.")
            % {"name": introduction.recipient.name},
            "address": f"{reverse('peers:peers')}#introduction-{introduction.pk}",
            "button": _("See how to reach them"),
        }
        for notice, introduction in _introductions(notices, Introduction.State.ACCEPTED)
        if introduction.sender_id == notice.recipient_id
    }


register(
    Kind(name="peers_of_week", icon="users", calm=True, contexts=words_of_week, gather=this_week),
    Kind(name="introduction_received", icon="hand", calm=False, contexts=words_of_received),
    Kind(name="introduction_accepted", icon="handshake", calm=False, contexts=words_of_accepted),
)


def _counts(week: date, people: Sequence[User]) -> Mapping[int, int]:
    rows = Suggestion.objects.of_week(week, people).order_by().values_list("learner").annotate(Count("pk"))
    return Counter(dict(rows))


def _words_of_week(count: int) -> Words:
    return {
        "title": ngettext("%(num)s person to meet this week", "%(num)s people to meet this week", count)
        % {"num": count},
        "text": ngettext("It says why.", "Each comes with the reason.", count),
        "address": reverse("peers:peers"),
        "button": _("See who"),
    }


def _introductions(notices: Sequence[Notice], state: str) -> Iterator[tuple[Notice, Introduction]]:
    """The notices whose introduction stands in that state between two who may see each other, in one query."""
    ids = [notice.subjects["introduction"] for notice in notices]
    found = Introduction.objects.in_sight().filter(pk__in=ids, state=state)
    standing = found.select_related("sender", "recipient").in_bulk()
    for notice in notices:
        if introduction := standing.get(notice.subjects["introduction"]):
            yield notice, introduction
