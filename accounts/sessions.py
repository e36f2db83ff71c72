"""The session engine: Django's own, in a table that knows whose session it is."""

from datetime import date
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as InDatabase

from accounts.models import Session


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
