"""Beat, with a sign of life of its own: one that workers give could not tell a dead beat from a dead worker."""

import logging
from datetime import timedelta
from typing import Any

from celery.beat import ScheduleEntry, Scheduler
from celery.schedules import crontab
from django.db import Error, close_old_connections

from kit import clock
from notices.actions.pulse import heard

log = logging.getLogger(__name__)


class Beat(Scheduler):
    """Keeps its times in memory, as every schedule of ours can be late by one interval and nothing is lost.

    Its clock is ours, so that a world that is moved through time has its Mondays.
    """

    def setup_schedule(self) -> None:
        """What runs every minute runs at once when beat starts; what has an hour waits for it."""
        super().setup_schedule()
        for entry in self.get_schedule().values():
            entry.schedule.nowfun = clock.now  # type: ignore[union-attr]  # each of ours has one
            waits = isinstance(entry.schedule, crontab)
            entry.last_run_at = clock.now() if waits else clock.now() - timedelta(days=1)

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
