"""The database that is measured on: made once for a day, a size and a state of the code, then kept."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as StandardStore
from django.contrib.sessions.models import Session as StandardSession
from django.core.management import call_command
from django.db import connection
from django.utils.crypto import get_random_string

from accounts.models import Session, User
from accounts.sessions import SessionStore
from bench import size
from roadmap.models import LinkCase, Resource

CURATORS = 10  # learners for one curator
STANDARD = "django.contrib.auth.backends.ModelBackend"

# Those with the most in their log and something to show, as many who read Korean as who read English.
_PEOPLE = """
SELECT id, handle, project, slug, entry, is_mentor, is_staff FROM (
    SELECT u.id, u.handle, p.id AS project, p.slug, e.entry, is_staff,
        EXISTS (SELECT 1 FROM mentoring_mentor m WHERE m.user_id = u.id AND m.state = 'accepted') AS is_mentor,
        row_number() OVER (PARTITION BY u.language ORDER BY e.entries DESC, u.id)
    FROM accounts_user u
    JOIN roadmap_enrollment r ON r.learner_id = u.id
    JOIN LATERAL (
        SELECT count(*) AS entries, max(id) AS entry FROM portfolio_entry
        WHERE owner_id = u.id AND removed_at IS NULL) e ON true
    JOIN LATERAL (
        SELECT id, slug FROM portfolio_project
        WHERE owner_id = u.id AND removed_at IS NULL AND visibility = 'public' ORDER BY id DESC LIMIT 1) p ON true
    WHERE u.onboarded_at IS NOT NULL AND u.suspended_at IS NULL) ranked
WHERE row_number <= %s ORDER BY row_number
"""


@dataclass(frozen=True, slots=True)
class Person:
    """A learner who is signed in twice: on our site, and on the yardstick's."""

    id: int
    handle: str
    project: int
    slug: str
    entry: int
    is_mentor: bool
    is_curator: bool
    cookie: str
    standard_cookie: str


def make() -> None:
    """Make the database that settings name, unless it is there whole; older ones of the bench go."""
    wanted = size.DATABASE
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [size.KIND])
        there = {name for (name,) in cursor.fetchall()}
        for name in there - {wanted}:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        if wanted not in there:
            cursor.execute(f'CREATE DATABASE "{wanted}"')
    call_command("prepare", "files")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_roadmap", verbosity=0)
    if not User.objects.exists():
        call_command("populate", learners=size.LEARNERS, entries=size.ENTRIES, seed=size.SEED)
        _make_desks()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _make_desks() -> None:
    """Some curators, and broken links for them to decide about."""
    User.objects.filter(pk__in=User.objects.members().order_by("pk")[: User.objects.count() // CURATORS]).update(
        is_staff=True
    )
    broken = Resource.objects.order_by("pk")[:40]
    LinkCase.objects.bulk_create(
        [LinkCase(resource=one, verdict="dead", people=place) for place, one in enumerate(broken)]
    )


def people() -> list[Person]:
    """Sign in as many learners as are asked for, half of them Korean."""
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [size.PEOPLE // 2])
        rows = cursor.fetchall()
    if len(rows) < size.PEOPLE:
        sys.exit(f"Only {len(rows)} learners with a public project in this world; {size.PEOPLE} are needed.")
    users = User.objects.in_bulk([row[0] for row in rows])
    cookies = [_sign_in(users[row[0]]) for row in rows]
    StandardSession.objects.all().delete()
    Session.objects.all().delete()
    Session.objects.bulk_create([ours for ours, _ in cookies])
    StandardSession.objects.bulk_create([standard for _, standard in cookies])
    return [Person(*row, _cookie(ours), _cookie(standard)) for row, (ours, standard) in zip(rows, cookies, strict=True)]


def _cookie(session: Session | StandardSession) -> str:
    """As a browser sends it that has once been shown a form."""
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={get_random_string(32)}"


def _sign_in(user: User) -> tuple[Session, StandardSession]:
    """Both sessions, as they are once the first page of the day has been shown."""
    said = {SESSION_KEY: str(user.pk), HASH_SESSION_KEY: user.get_session_auth_hash()}
    seen = {"seen_on": user.calendar_day().isoformat(), "device": "Firefox on Linux"}
    until = datetime.now(UTC) + timedelta(days=30)
    ours, standard = SessionStore(), StandardStore()
    row = ours.create_model_instance(said | seen | {BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0]})
    plain = standard.create_model_instance(said | {BACKEND_SESSION_KEY: STANDARD})
    row.session_key, plain.session_key = ours._get_new_session_key(), standard._get_new_session_key()
    row.expire_date = plain.expire_date = until
    return row, plain


def rows() -> Sequence[tuple[str, int]]:
    """How many rows of what."""
    tables = ("accounts_user", "portfolio_entry", "portfolio_project", "portfolio_milestone", "peers_follow")
    tables += ("mentoring_reviewrequest", "peers_introduction", "notices_notice")
    with connection.cursor() as cursor:
        counted = []
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            counted.append((table.partition("_")[2], cursor.fetchone()[0]))
    return counted
