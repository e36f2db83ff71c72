"""After the roadmap changed: every plan drawn anew, batch by batch, by as many workers as there are."""

from typing import Final

from django.db import transaction

from roadmap.models import Edition, Enrollment
from roadmap.plan import draw
from roadmap.planning import legs, pace_of, walked

BATCH: Final = 500


@transaction.atomic
def replan() -> int:
    """Renew `next_due_on` of up to 500 learners whose plan is of an older edition; returns how many those were.

    Rows that another worker or a learner holds are passed over; the next call finds what is left.
    """
    version = Edition.objects.version()
    if version is None:
        return 0
    behind = Enrollment.objects.drawn_before(version).select_for_update(skip_locked=True, of=("self",))
    batch = list(behind.select_related("first_phase").prefetch_related("progress").order_by("pk")[:BATCH])
    trail = legs()
    for enrollment in batch:
        upcoming = draw(trail, pace_of(enrollment), walked(enrollment.progress.all())).next
        enrollment.next_due_on = upcoming.due_on if upcoming else None
        enrollment.drawn_from = version
    Enrollment.objects.bulk_update(batch, ["next_due_on", "drawn_from"])
    return len(batch)
