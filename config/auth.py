"""Who is signed in. Every page asks, so one statement reads the session, whose it is, and the number on their bell."""

from typing import Any, Final

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.db import connection
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from accounts import sessions
from accounts.models import User
from kit import clock
from kit.http import Req
from notices.reads import MOST_COUNTED

_FIELDS: Final = User._meta.concrete_fields  # noqa: SLF001 - as Django itself names it
_STATEMENT: Final = f"""
SELECT session.session_data,
    EXISTS (SELECT 1 FROM mentoring_mentor WHERE user_id = person.id AND state = 'accepted'),
    cardinality(ARRAY(SELECT 1 FROM notices_notice WHERE recipient_id = person.id AND unread LIMIT {MOST_COUNTED})),
    {", ".join(f"person.{field.column}" for field in _FIELDS)}
FROM accounts_session session LEFT JOIN accounts_user person ON person.id = session.user_id
WHERE session.session_key = %s AND session.expire_date > %s
"""  # noqa: S608 - made of names of columns


class SessionStore(sessions.SessionStore):
    """A session that brings its owner along when it is read."""

    owner: User | None = None

    def load(self) -> dict[str, Any]:
        with connection.cursor() as cursor:
            cursor.execute(_STATEMENT, [self.session_key, clock.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        data, mentors, unread, *person = row
        if person[0] is not None:
            self.owner = User.from_db(connection.alias, [field.attname for field in _FIELDS], person)
            self.owner.mentors = mentors  # type: ignore[attr-defined] # base.html asks for it
            self.owner.unread_notices = unread  # type: ignore[attr-defined] # notices.reads asks for it
        return self.decode(data)


class Authentication(AuthenticationMiddleware):
    def process_request(self, request: Req) -> None:  # type: ignore[override]
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _user(request))


def _user(request: Req) -> Any:
    """The owner of the session where Django's own answer would be the same; else Django is asked, who clears up too."""
    session: Any = request.session
    said, owner = session.get(SESSION_KEY), getattr(session, "owner", None)
    if (
        owner is not None
        and said == str(owner.pk)
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), owner.get_session_auth_hash())
    ):
        request._cached_user = owner  # type: ignore[attr-defined] # noqa: SLF001 - where Django looks first
    return get_user(request)
