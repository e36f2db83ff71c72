"""Giving learners the few people of the week, batch by batch; any number of workers share it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from django.db import transaction

from kit.batches import plan_anew
from peers.actions.ring import week_now
from peers.candidates import Choice, candidates
from peers.matching import best
from peers.models import RingPlace, Suggestion

BATCH: Final = 200  # learners, each with twelve others in memory at most


@transaction.atomic
def surface(now: datetime, batch: int = BATCH) -> int:
    """Serve up to `batch` learners of this week who have not been; returns how many, 0 when nobody is left.

    All or nothing: who a worker that died was at is served by the next one, and nobody twice.
    """
    week = week_now(now)
    tickets = RingPlace.objects.unserved(week).select_for_update(skip_locked=True, of=("self",)).order_by("pk")
    claimed = dict(tickets.values_list("pk", "learner_id")[:batch])
    if not claimed:
        return 0
    plan_anew()
    choices = candidates(week, list(claimed.values()), now)
    rows = [row for learner, choice in choices.items() for row in _suggestions(learner, choice, week, now)]
    Suggestion.objects.bulk_create(rows, ignore_conflicts=True)
    RingPlace.objects.filter(pk__in=list(claimed)).update(served_at=now)
    return len(claimed)


def _suggestions(learner: int, choice: Choice, week: date, now: datetime) -> Iterator[Suggestion]:
    for place, (peer, match) in enumerate(best(choice.me, choice.others), start=1):
        yield Suggestion(
            learner_id=learner, peer_id=peer, week=week, place=place, reasons=list(match.reasons), created_at=now
        )
