"""Marks go with their resource to the one that replaces it, and back when that is taken back."""

from typing import Final

from django.db import connection

from roadmap.models import Resource

# Whoever has a mark on both keeps both rows; what the old one says is then said of the new one too, for as long as the
# new one stands in its place.
_JOIN: Final = """
UPDATE roadmap_mark onto
SET saved = onto.saved OR old.saved, started = onto.started OR old.started,
    finished = onto.finished OR old.finished, helped = onto.helped OR old.helped,
    lent = onto.lent || jsonb_strip_nulls(jsonb_build_object(
        'saved', CASE WHEN old.saved AND NOT onto.saved THEN old.resource_id END,
        'started', CASE WHEN old.started AND NOT onto.started THEN old.resource_id END,
        'finished', CASE WHEN old.finished AND NOT onto.finished THEN old.resource_id END,
        'helped', CASE WHEN old.helped AND NOT onto.helped THEN old.resource_id END))
FROM roadmap_mark old
WHERE old.resource_id = %(old)s AND onto.resource_id = %(new)s AND onto.learner_id = old.learner_id
"""
_PART: Final = """
UPDATE roadmap_mark
SET saved = saved AND lent -> 'saved' IS DISTINCT FROM to_jsonb(%(old)s::bigint),
    started = started AND lent -> 'started' IS DISTINCT FROM to_jsonb(%(old)s::bigint),
    finished = finished AND lent -> 'finished' IS DISTINCT FROM to_jsonb(%(old)s::bigint),
    helped = helped AND lent -> 'helped' IS DISTINCT FROM to_jsonb(%(old)s::bigint),
    lent = (SELECT coalesce(jsonb_object_agg(said, lender), '{}') FROM jsonb_each(lent) AS each (said, lender)
            WHERE lender <> to_jsonb(%(old)s::bigint))
WHERE resource_id = %(new)s AND lent <> '{}'
"""
_MOVE: Final = """
UPDATE roadmap_mark mark SET resource_id = %(new)s, came_from = array_append(came_from, %(old)s::bigint)
WHERE resource_id = %(old)s AND NOT EXISTS (
    SELECT 1 FROM roadmap_mark onto WHERE onto.resource_id = %(new)s AND onto.learner_id = mark.learner_id)
"""
_BACK: Final = """
UPDATE roadmap_mark SET resource_id = %(old)s, came_from = trim_array(came_from, 1)
WHERE resource_id = %(new)s AND came_from[cardinality(came_from)] = %(old)s
"""


def move_marks(old: Resource, new: Resource) -> None:
    _run(_JOIN, old, new)
    _run(_MOVE, old, new)


def take_marks_back(old: Resource, new: Resource) -> None:
    """To `old` what came from there to `new`; what was lent is no longer said of `new`."""
    _run(_PART, old, new)
    _run(_BACK, old, new)


def _run(statement: str, old: Resource, new: Resource) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"old": old.pk, "new": new.pk})
