"""What every page asks of notices: the number on the bell, and for operators whether everything that should run does."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from django.utils.translation import gettext as _

from accounts.policies import is_operator
from kit import clock
from kit.http import Req
from notices.models import Notice, Pulse

MOST_COUNTED: Final = 100
STALLED_AFTER: Final = timedelta(minutes=5)


def unread(request: Req) -> int:
    """How many notices the person has not read, counted up to 100; who was signed in by `config.auth` brings it along."""
    user = request.user
    if not user.is_authenticated:
        return 0
    if not hasattr(user, "unread_notices"):
        user.unread_notices = Notice.objects.unread().filter(recipient=user)[:MOST_COUNTED].count()
    count: int = user.unread_notices
    return count


@dataclass(frozen=True, slots=True)
class Stall:
    """What has not been heard of for five minutes, and since when; `since` is None when it never was."""

    name: str
    since: datetime | None

    def __str__(self) -> str:
        if self.name == "beat":
            return _("Beat is silent, so nothing that is due runs")
        return _("No worker answers, so no mail goes out")


def stall(request: Req) -> Stall | None:
    """What stands still, for operators; nobody else is asked for and nobody else costs a query."""
    return stall_at(clock.now()) if is_operator(request.user) else None


def in_admin(request: Req) -> dict[str, Any]:
    """A context processor: the same for the admin's pages."""
    return {"stall": partial(stall, request)}


def stall_at(now: datetime) -> Stall | None:
    """Beat before worker: while beat is silent nothing asks the worker for a sign, so nothing is known of it."""
    heard = dict(Pulse.objects.values_list("name", "at"))
    for name in ("beat", "worker"):
        at = heard.get(name)
        if is_still(at, now):
            return Stall(name, at)
    return None


def is_still(heard_at: datetime | None, now: datetime) -> bool:
    """Tell whether what was last heard of then stands still by now."""
    return heard_at is None or heard_at <= now - STALLED_AFTER
