"""The session engine: Django's own, in a table that knows whose session it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.db import transaction

from accounts.models import Session
from kit import clock


class SessionStore(InDatabase):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast("Session", super().create_model_instance(data))
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.device = data.get("device", "")
        row.seen_on = date.fromisoformat(data["seen_on"]) if "seen_on" in data else None
        return row

    def get_expiry_date(self, **how: Any) -> datetime:
        """By our own clock, which is asked when a session is read; the cookie lasts as long, by the browser's."""
        return super().get_expiry_date(**{"modification": clock.now(), **how})

    @contextmanager
    def alone(self) -> Iterator[None]:
        """The session as it stands now, for one request at a time: what is counted in it is counted once."""
        with transaction.atomic():
            list(Session.objects.select_for_update().filter(pk=self.session_key).values_list("pk"))
            self._session_cache = self.load()
            yield
            if self.modified:
                self.save()
                self.modified = False  # saved again at the end of the request, it would undo what the next one counts

    def _validate_session_key(self, key: str) -> bool:
        """A cookie can hold what no key of ours does and no column takes, a NUL for one."""
        return bool(key) and key.isascii() and key.isalnum() and super()._validate_session_key(key)  # type: ignore[misc] # Django’s, which its stubs leave out
