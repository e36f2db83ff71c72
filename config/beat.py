"""Beat, with a sign of life of its own: one that workers give could not tell a dead beat from a dead worker."""

import logging
from typing import Any

from celery.beat import ScheduleEntry, Scheduler
from django.db import Error, close_old_connections

from kit import clock
from notices.actions.pulse import heard

log = logging.getLogger(__name__)


class Beat(Scheduler):
    """Keeps its times in memory, as every schedule of ours can be late by one interval and nothing is lost."""

    def apply_async(self, entry: ScheduleEntry, *args: Any, **kwargs: Any) -> Any:
        if entry.task == "notices.tasks.pulse":
            _give_sign()
        return super().apply_async(entry, *args, **kwargs)


def _give_sign() -> None:
    close_old_connections()
    try:
        heard("beat", clock.now())
    except Error as trouble:
        log.warning("the database did not take beat’s sign of life: %s", trouble)
