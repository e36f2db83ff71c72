"""The broker as a doorbell: it only says that there is work, which stands in the database, where a sweep finds it too."""

import logging
from typing import Final

from celery import Celery, current_app
from kombu.exceptions import KombuError

log = logging.getLogger(__name__)

EXPIRES: Final = 50.0  # seconds; by then the sweep has looked
_TROUBLE = (KombuError, OSError)


class _Bell:
    broken = False


def ring(task: str, app: Celery = current_app, *, after: float = 0, **values: int) -> bool:
    """Ask a worker to run the task of that name, `after` so many seconds and with `values`.

    False when the broker could not be reached, which nobody minds.

    The first failure is logged and those that follow are not, until the bell works again.
    """
    try:
        app.send_task(
            task, kwargs=values, countdown=after or None, expires=after + EXPIRES, retry=False, ignore_result=True
        )
    except _TROUBLE as trouble:
        if not _Bell.broken:
            log.warning("the broker is away, so the minute's sweep will find what is waiting: %s", trouble)
        _Bell.broken = True
        return False
    _Bell.broken = False
    return True
