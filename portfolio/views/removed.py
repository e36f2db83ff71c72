"""What was taken away and can still come back."""

from typing import Any

from kit import clock, paging
from kit.http import Req
from portfolio.models import Entry, Project
from portfolio.models.seen import KEPT_FOR


def page(request: Req, model: type[Entry] | type[Project], *columns: str) -> dict[str, Any]:
    """The context of a page with these `columns` of what the asker can bring back, each with its last day."""
    now, day = clock.now(), request.user.day
    gone = model.objects.recoverable(now - KEPT_FOR).filter(owner=request.user)
    rows = paging.page(
        gone.values("id", "removed_at", *columns),
        keys=("-removed_at", "-id"),
        after=request.GET.get("after"),
        before=request.GET.get("before"),
    )
    return {"page": rows, "today": day(now), "until": lambda removed_at: day(removed_at + KEPT_FOR)}
