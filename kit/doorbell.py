"""The broker as a doorbell: it only says that there is work, which stands in the database, where a sweep finds it too."""

import logging
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from celery import Celery

log = logging.getLogger(__name__)

EXPIRES: Final = 50.0  # seconds; by then the sweep has looked


class _Bell:
    broken = False


def ring(task: str, app: "Celery | None" = None, *, after: float = 0, **values: int) -> bool:
    """Ask a worker to run the task of that name, `after` so many seconds and with `values`.

    False when the broker could not be reached, which nobody minds.

    The first failure is logged and those that follow are not, until the bell works again. Celery is loaded when somebody
    rings for the first time, since few of the processes that start Django ever do: `app` is settings.DOORBELL.
    """
    from kombu.exceptions import KombuError  # noqa: PLC0415

    try:
        bell = app or import_string(settings.DOORBELL)
        bell.send_task(
            task, kwargs=values, countdown=after or None, expires=after + EXPIRES, retry=False, ignore_result=True
        )
    except (KombuError, OSError) as trouble:
        if not _Bell.broken:
            log.warning("the broker is away, so the minute's sweep will find what is waiting: %s", trouble)
        _Bell.broken = True
        return False
    _Bell.broken = False
    return True
