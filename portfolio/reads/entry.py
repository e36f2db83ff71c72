"""An entry as its page shows it to one viewer: by one statement."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Any, Final

from accounts.models import User
from accounts.models.block import UNBLOCKED
from portfolio.models import Entry, Project
from portfolio.models.grant import GRANTED_PROJECTS
from portfolio.reads import seen
from roadmap.models import Step

# The entry and its project as their `visible_to` says it; both have one owner.
_ENTRY: Final = """
SELECT json_build_object(
'owner', json_build_object('id', u.id, 'handle', u.handle, 'name', u.name),
'entry', json_build_object('id', e.id, 'day', e.day, 'minutes', minutes, 'html', html, 'visibility', e.visibility),
'step', (SELECT json_build_object('key', key, 'title_ko', title_ko, 'title_en', title_en)
    FROM roadmap_step WHERE id = e.step_id),
'project', (
    SELECT json_build_object('id', id, 'slug', slug, 'title', title) FROM portfolio_project
    WHERE id = e.project_id AND removed_at IS NULL
        AND (visibility = ANY(%(shown)s) OR owner_id = %(viewer)s OR id IN ({granted})))
)::text FROM portfolio_entry e JOIN accounts_user u ON u.id = e.owner_id
WHERE e.id = %(entry)s AND removed_at IS NULL AND (u.id = %(viewer)s
    OR (suspended_at IS NULL AND erase_after IS NULL AND visibility = ANY(%(shown)s) AND {unblocked}))
"""
_PARTS: Final = {"{granted}": GRANTED_PROJECTS, "{unblocked}": UNBLOCKED.format(owner="u.id")}
_STATEMENT: Final = reduce(lambda said, part: said.replace(*part), _PARTS.items(), _ENTRY)


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with its owner and its step, and its project if the viewer sees that too: as far as they were read."""

    entry: Entry
    project: Project | None


def entry(pk: int, viewer: Any, now: datetime) -> Shown:
    """What the entry shows to `viewer`. Raises Entry.DoesNotExist."""
    told = seen.read(_STATEMENT, viewer, now, entry=pk)
    if told is None:
        raise Entry.DoesNotExist
    owner, said = User(**told["owner"]), told["entry"]
    step = told["step"] and Step(**told["step"])
    project = told["project"] and Project(**told["project"], owner=owner)
    return Shown(Entry(**said | {"day": date.fromisoformat(said["day"])}, owner=owner, step=step), project)
