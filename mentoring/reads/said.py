"""What ReviewRequest.objects says of a request `r` of the learner `u`, as conditions of a statement: `viewer`, `now`."""

from collections.abc import Mapping
from functools import reduce
from typing import Final

from accounts.models.block import UNBLOCKED

_MEMBER: Final = "{who}.suspended_at IS NULL AND {who}.erase_after IS NULL AND {who}.onboarded_at IS NOT NULL"

UNPARTED: Final = UNBLOCKED.format(owner="u.id")
IS_MEMBER: Final = _MEMBER.replace("{who}", "u")
IN_SIGHT: Final = f"{IS_MEMBER} AND {UNPARTED}"
# Each row asks by key: as EXISTS the planner may read all projects and milestones first, to ask about a few. Both say
# DISTINCT, which the planner takes to hold of nearly all; of IS NULL it would expect a row in two hundred.
ABOUT: Final = """(SELECT p.removed_at IS NULL FROM portfolio_project p WHERE p.id = r.project_id) IS DISTINCT FROM false
    AND (SELECT m.state FROM portfolio_milestone m WHERE m.id = r.milestone_id) IS DISTINCT FROM 'withdrawn'"""
# Of those that are open.
FREE: Final = f"""(r.holder_id IS NULL OR r.held_until <= %(now)s OR NOT EXISTS (
        SELECT 1 FROM accounts_user h WHERE h.id = r.holder_id AND {_MEMBER.replace("{who}", "h")}
            AND {UNBLOCKED.format(owner="h.id").replace("%(viewer)s", "r.learner_id")}))"""
# `viewer` holds it.
HOLDS: Final = f"r.holder_id = %(viewer)s AND r.state = 'open' AND r.held_until > %(now)s AND {IN_SIGHT} AND {ABOUT}"

_CONDITIONS: Final = {
    "{unparted}": UNPARTED,
    "{is_member}": IS_MEMBER,
    "{in_sight}": IN_SIGHT,
    "{about}": ABOUT,
    "{free}": FREE,
    "{holds}": HOLDS,
}


def with_conditions(statement: str, **more: str) -> str:
    """The statement with these in the place of their names in braces, and first with `more`."""
    parts: Mapping[str, str] = {f"{{{name}}}": part for name, part in more.items()} | _CONDITIONS
    return reduce(lambda said, part: said.replace(*part), parts.items(), statement)
