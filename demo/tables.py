"""Rows on their way into tables by COPY, in batches that fit into memory."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import Model
from psycopg import sql

from accounts.models import User
from mentoring.models import Mentor, Review, ReviewRequest
from notices.models import Notice, Preference
from peers.models import Follow, Introduction
from portfolio.models import Entry, Evidence, Milestone, Project, Reading, Verification
from roadmap.models import Enrollment, Progress

# The fields that a crowd tells of each table, in the order of its rows, and what is the same in all of them. A table
# comes after those it points at.
TABLES: Final[dict[str, tuple[type[Model], str, dict[str, Any]]]] = {
    "user": (
        User,
        """id created_at password email handle name about language time_zone day_ends_at target_role topics
        discoverable onboarded_at""",
        {"contact": "", "suspended_because": "", "is_staff": False, "is_superuser": False},
    ),
    "address": (EmailAddress, "user_id email verified primary", {}),
    "preference": (Preference, "user_id created_at mail hour remind_at", {}),
    "enrollment": (
        Enrollment,
        "id created_at learner_id first_phase_id planned_from hours_a_week rest_weekdays trail_visibility next_due_on",
        {},
    ),
    "progress": (
        Progress,
        "created_at enrollment_id step_id state started_on finished_on",
        {"note": "", "note_version": 0},
    ),
    "project": (
        Project,
        "id created_at owner_id visibility slug title value story story_html topics stage pinned form_key",
        {"version": 1, "render_version": 1, "links": "[]"},
    ),
    "entry": (
        Entry,
        "created_at visibility render_version owner_id day minutes text html step_id project_id form_key",
        {"version": 1},
    ),
    "follow": (Follow, "created_at follower_id followed_id", {}),
    "milestone": (
        Milestone,
        """id created_at owner_id kind title deed facts address project_id visibility state claimed_at verified_by_id
        verified_at form_key""",
        {"note": "", "version": 1},
    ),
    "evidence": (
        Evidence,
        "created_at milestone_id place address facts read_at",
        {"label": "", "tries": 0, "trouble": ""},
    ),
    "reading": (Reading, "created_at milestone_id source day value", {}),
    "verification": (Verification, "created_at milestone_id verdict reason by_id", {}),
    "mentor": (
        Mentor,
        "user_id created_at state about topics languages applied_at decided_at",
        {"kinds": [], "seats": 2, "note": ""},
    ),
    "request": (
        ReviewRequest,
        "id created_at learner_id project_id milestone_id question language title topics snapshot state ended_at",
        {"prolonged": False},
    ),
    "review": (
        Review,
        """created_at request_id mentor_id problem data result reader summary next_things verdict saved_at
        published_at""",
        {"reason": "", "version": 1},
    ),
    "introduction": (Introduction, "created_at sender_id recipient_id text state answered_at", {}),
    "notice": (Notice, "created_at recipient_id kind key subjects read_at", {}),
}


class Ids:
    """Keys that others point at, handed out here and taken from the sequence for good when the batch is written."""

    def __init__(self) -> None:
        self._next = {
            name: _last(TABLES[name][0]) for name in ("user", "enrollment", "project", "milestone", "request")
        }
        self.first_user = self._next["user"] + 1
        self.mentors: list[int] = []  # of those who were told

    def next(self, name: str) -> int:
        self._next[name] += 1
        return self._next[name]

    def settle(self) -> None:
        with connection.cursor() as cursor:
            for name, last in self._next.items():
                if last:
                    table = TABLES[name][0]._meta.db_table  # noqa: SLF001 - Django's documented name
                    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, last])


class Rows:
    """One batch."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Sequence[Any]]] = defaultdict(list)

    def add(self, table: str, row: Sequence[Any]) -> None:
        self._rows[table].append(row)

    def copy(self) -> int:
        """Write all of them, and be empty; returns how many."""
        with connection.cursor() as cursor:
            for name in TABLES:
                _copy(cursor, name, self._rows[name])
        many = sum(map(len, self._rows.values()))
        self._rows.clear()
        return many


@contextmanager
def search_put_off() -> Iterator[None]:
    """Leave the index of the search out while many entries come and make it at once at the end: half the time."""
    index = next(index for index in Entry._meta.indexes if index.name == "entry_search")  # noqa: SLF001 - likewise
    with connection.schema_editor() as editor:
        editor.remove_index(Entry, index)
    try:
        yield
    finally:
        connection.check_constraints()  # no index can be made while some wait to be looked at
        with connection.schema_editor() as editor:
            editor.add_index(Entry, index)


def analyze() -> None:
    """Let the planner know what came."""
    with connection.cursor() as cursor:
        for model, _fields, _same in TABLES.values():
            cursor.execute(f"ANALYZE {model._meta.db_table}")  # noqa: SLF001 - Django's documented name


def _copy(cursor: Any, name: str, rows: Sequence[Sequence[Any]]) -> None:
    model, fields, same = TABLES[name]
    columns = [sql.Identifier(_column(model, field)) for field in (*fields.split(), *same)]
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),  # noqa: SLF001 - likewise
        sql.SQL(", ").join(columns),
    )
    constant = tuple(same.values())
    with cursor.copy(into) as copy:
        for row in rows:
            copy.write_row((*row, *constant))


def _column(model: type[Model], field: str) -> str:
    found: Any = model._meta.get_field(field)  # noqa: SLF001 - likewise
    return str(found.column)


def _last(model: type[Model]) -> int:
    last: int | None = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()  # noqa: SLF001
    return last or 0
