"""Where a learner stands on the trail, read by one statement a page: the ORM's six would cost more than the page itself."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from accounts.models import User
from kit import clock
from roadmap import trail
from roadmap.on_step import Line, OnStep
from roadmap.plan import Pace, Walked
from roadmap.walking import Walking

# For pages above this app too: their statements begin with these, and `walking` reads what comes back.
WALKING: Final = """
'pace', (
    SELECT json_build_array(phase.place, e.planned_from, e.hours_a_week, e.rest_weekdays, e.own_due_on)
    FROM roadmap_enrollment e JOIN roadmap_phase phase ON phase.id = e.first_phase_id
    WHERE e.learner_id = %(learner)s),
'progress', (
    SELECT json_agg(json_build_array(p.step_id, p.state, p.finished_on))
    FROM roadmap_progress p JOIN roadmap_enrollment e ON e.id = p.enrollment_id
    WHERE e.learner_id = %(learner)s)
"""


def walking(read: Mapping[str, Any]) -> Walking:
    """What the columns of WALKING say."""
    progress = read["progress"] or []
    return Walking(
        pace=_pace(read["pace"]),
        walked={step: Walked(day_of(finished), skipped=state == "skipped") for step, state, finished in progress},
        states={step: state for step, state, _finished in progress if state},
    )


def asked(statement: str, *, before: str = "", **values: Any) -> dict[str, Any]:
    """The one JSON object that a statement of this kind answers with; `before` may hold its WITH."""
    with connection.cursor() as cursor:
        cursor.execute(f"{before}SELECT json_build_object({statement})::text", values)
        read: dict[str, Any] = json.loads(cursor.fetchone()[0])
    return read


def day_of(read: str | None) -> date | None:
    return date.fromisoformat(read) if read else None


def _pace(read: list[Any] | None) -> Pace | None:
    if read is None:
        return None
    place, planned_from, hours, rest, own = read
    return Pace(place, date.fromisoformat(planned_from), hours, frozenset(rest), day_of(own))


def on_trail(learner: User) -> Walking:
    """Where `learner` stands, for a page that needs no more than that."""
    return walking(asked(WALKING, learner=learner.pk))


_ON_STEP: Final = f"""
{WALKING},
'here', (
    SELECT json_build_array(p.started_on, p.finished_on, p.note, p.note_version)
    FROM roadmap_progress p JOIN roadmap_enrollment e ON e.id = p.enrollment_id
    WHERE e.learner_id = %(learner)s AND p.step_id = %(step)s),
'marks', (
    SELECT json_agg(json_build_array(resource_id, array_remove(ARRAY[
        CASE WHEN saved THEN 'saved' END, CASE WHEN started THEN 'started' END,
        CASE WHEN finished THEN 'finished' END, CASE WHEN helped THEN 'helped' END], NULL)))
    FROM roadmap_mark WHERE learner_id = %(learner)s AND resource_id = ANY(%(resources)s)),
'entries', (
    SELECT json_agg(json_build_array(id, day, minutes, html)) FROM (
        SELECT id, day, minutes, html FROM portfolio_entry
        WHERE owner_id = %(learner)s AND removed_at IS NULL AND step_id = %(step)s
        ORDER BY day DESC, id DESC LIMIT 3) AS newest),
'links', (
    SELECT json_agg(json_build_array(id, verdict, answered_at))
    FROM roadmap_resource WHERE id = ANY(%(resources)s) AND coalesce(kept_until <= %(now)s, true)),
'logged', (
    SELECT json_build_array(count(*), coalesce(sum(minutes), 0)) FROM portfolio_entry
    WHERE owner_id = %(learner)s AND removed_at IS NULL AND step_id = %(step)s)
"""


def on_step(learner: User, step: trail.Step) -> OnStep:
    """What `learner` did, said and noted on `step`."""
    resources = [one.id for one in step.resources]
    read = asked(_ON_STEP, learner=learner.pk, now=clock.now(), step=step.id, resources=resources)
    started, finished, note, version = read["here"] or (None, None, "", 0)
    return OnStep(
        walking=walking(read),
        started_on=day_of(started),
        finished_on=day_of(finished),
        note=note,
        note_version=version,
        marks={resource: frozenset(said) for resource, said in read["marks"] or []},
        links={
            resource: (verdict, learner.day(datetime.fromisoformat(opened)) if opened else None)
            for resource, verdict, opened in read["links"] or []
        },
        entries=tuple(Line(pk, date.fromisoformat(day), *rest) for pk, day, *rest in read["entries"] or []),
        entry_count=read["logged"][0],
        minutes=read["logged"][1],
    )
