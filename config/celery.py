"""The Celery app. The database is the truth and the broker only a doorbell: losing it loses nothing."""

import os
import warnings

from celery import Celery
from celery.exceptions import SecurityWarning
from django.conf import settings

from config.schedule import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

if settings.LOCAL:  # a container of one's own, where everything runs as root
    warnings.simplefilter("ignore", SecurityWarning)

app = Celery("giljabi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    beat_schedule=SCHEDULE,
    beat_scheduler="config.beat:Beat",
    beat_max_loop_interval=5,  # seconds after which it looks at the clock again, which may have been moved
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        "visibility_timeout": 300,
        "socket_connect_timeout": 1,
        "socket_timeout": 5,
        "max_retries": 0,  # who publishes does not wait for a broker that is away; the worker reconnects by itself
    },
    task_ignore_result=True,
    task_acks_late=True,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    timezone="UTC",
)
app.autodiscover_tasks()
