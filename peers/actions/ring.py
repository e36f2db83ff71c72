"""Opening a week: everybody who wants to be found is given their places in its rings."""

from datetime import date, datetime
from typing import Final

from django.db import connection, transaction

from kit.dates import week_of
from peers.candidates import AGAIN_AFTER
from peers.models import RingPlace, Suggestion

_LOCK: Final = "peers: a week is opened"

# A learner is in the phase of their next step; at the end of the trail, in that of the last one.
_PLACES: Final = """
INSERT INTO peers_ringplace (created_at, week, phase, topic, hash, learner_id)
SELECT %(now)s, %(week)s, ring.phase, ring.topic,
    hashtextextended(concat_ws('|', %(week)s::text, ring.phase, ring.topic, here.learner_id), 0), here.learner_id
FROM (
    SELECT e.learner_id, u.topics, coalesce(ahead.place, greatest(first.place, last.place)) AS phase
    FROM roadmap_enrollment e
    JOIN accounts_user u ON u.id = e.learner_id
    JOIN roadmap_phase first ON first.id = e.first_phase_id
    CROSS JOIN (
        SELECT max(p.place) AS place FROM roadmap_step s JOIN roadmap_phase p ON p.id = s.phase_id
        WHERE s.retired_at IS NULL AND p.retired_at IS NULL) AS last
    LEFT JOIN LATERAL (
        SELECT p.place FROM roadmap_step s JOIN roadmap_phase p ON p.id = s.phase_id
        WHERE s.retired_at IS NULL AND p.retired_at IS NULL AND p.place >= first.place AND NOT EXISTS (
            SELECT 1 FROM roadmap_progress w
            WHERE w.enrollment_id = e.id AND w.step_id = s.id AND w.state IN ('done', 'skipped'))
        ORDER BY p.place LIMIT 1) AS ahead ON true
    WHERE u.discoverable AND u.onboarded_at IS NOT NULL AND u.suspended_at IS NULL AND u.erase_after IS NULL
) AS here
CROSS JOIN LATERAL (
    SELECT here.phase AS phase, '' AS topic
    UNION ALL
    SELECT here.phase - back, topic FROM unnest(here.topics) AS topic, generate_series(0, 1) AS back WHERE topic <> ''
) AS ring
ON CONFLICT DO NOTHING
"""


def week_now(now: datetime) -> date:
    """The Monday of the week that it is in UTC: one for everybody."""
    return week_of(now.date())


@transaction.atomic
def open_week(now: datetime) -> bool:
    """Lay out the rings of this week and drop what is no longer asked for, unless somebody has; returns whether it did."""
    week = week_now(now)
    if RingPlace.objects.tickets(week).exists():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [_LOCK])
        if RingPlace.objects.tickets(week).exists():
            return False
        RingPlace.objects.filter(week__lt=week).delete()
        Suggestion.objects.filter(week__lt=week - AGAIN_AFTER).delete()
        cursor.execute(_PLACES, {"now": now, "week": week})
        laid: bool = cursor.rowcount > 0
        cursor.execute("ANALYZE peers_ringplace")  # the first batches follow at once, and all rows of it are new
    return laid
