"""How many people a broken link touches."""

from collections.abc import Sequence
from typing import Final

from django.db import connection

_PEOPLE: Final = """
WITH RECURSIVE led_here AS (
    SELECT unnest(%(resources)s::bigint[]) AS id
    UNION
    SELECT r.id FROM roadmap_resource r JOIN led_here ON r.replaced_by_id = led_here.id
    WHERE r.retired_at IS NOT NULL
)
SELECT count(*) FROM (
    SELECT learner_id FROM roadmap_mark WHERE resource_id IN (TABLE led_here)
    UNION
    SELECT e.learner_id
    FROM roadmap_enrollment e JOIN roadmap_phase begun ON begun.id = e.first_phase_id
    WHERE EXISTS (
        SELECT 1
        FROM roadmap_stepresource used
        JOIN roadmap_step s ON s.id = used.step_id AND s.retired_at IS NULL
        JOIN roadmap_phase p ON p.id = s.phase_id AND p.place >= begun.place
        WHERE used.resource_id IN (TABLE led_here) AND NOT EXISTS (
            SELECT 1 FROM roadmap_progress g
            WHERE g.enrollment_id = e.id AND g.step_id = s.id AND g.state IN ('done', 'skipped')))
) AS people
"""


def people_on(resources: Sequence[int]) -> int:
    """Learners with a mark on one of `resources`, or with a step before them that uses one."""
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, {"resources": list(resources)})
        return int(cursor.fetchone()[0])
