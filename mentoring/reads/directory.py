"""The directory of mentors as one viewer sees it, in one statement; and one more for a page further on."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection
from django.db.models import F

from kit import paging
from mentoring.models import Mentor
from mentoring.reads.said import with_conditions

Row = dict[str, Any]
A_PAGE: Final = 40
_BY: Final = ("-user_id",)
_COLUMNS: Final = ("user_id", "about", "topics", "languages", "kinds", "away_until")

# As `rows` says it. The limit is no parameter: a plan that knows it would look cheaper, and be made anew each time.
_STATEMENT: Final = with_conditions(f"""
SELECT json_build_object(
'standing', (SELECT state FROM mentoring_mentor WHERE user_id = %(viewer)s),
'mentors', (
    SELECT json_agg(row_to_json(mentor)) FROM (
        SELECT {", ".join(f"m.{column}" for column in _COLUMNS)}, u.name, u.handle
        FROM mentoring_mentor m JOIN accounts_user u ON u.id = m.user_id
        WHERE m.state = 'accepted' AND {{in_sight}}
        ORDER BY m.user_id DESC LIMIT {A_PAGE + 1}) AS mentor)
)::text
""")


@dataclass(frozen=True, slots=True)
class Directory:
    """A page of the mentors whom the viewer may see; `standing` is how their own application stands, None without one."""

    mentors: paging.Page[Row]
    standing: str | None


def directory(viewer: Any, *, after: str | None = None, before: str | None = None) -> Directory:
    """What `viewer`, a User or a visitor, sees of it, the newest member first."""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, {"viewer": viewer.pk})
        read = json.loads(cursor.fetchone()[0])
    if after or before:
        page = paging.page(rows(viewer), keys=_BY, after=after, before=before, size=A_PAGE)
    else:
        page = _first(read["mentors"] or [])
    return Directory(page, read["standing"])


def rows(viewer: Any) -> Any:
    """The same rows by the ORM."""
    seen = Mentor.objects.visible_to(viewer)
    return seen.values(*_COLUMNS, name=F("user__name"), handle=F("user__handle"))


def _first(found: list[Row]) -> paging.Page[Row]:
    shown = found[:A_PAGE]
    for row in shown:
        row["away_until"] = row["away_until"] and date.fromisoformat(row["away_until"])
    older = paging.cursor(Mentor, shown[-1], _BY) if len(found) > len(shown) else None
    return paging.Page(shown, newer=None, older=older)
