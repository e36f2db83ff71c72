import logging
import time

import pytest
from celery import Celery
from django.conf import settings

from config.celery import app as ours
from kit import doorbell


def bell_at(broker: str) -> Celery:
    app = Celery(broker=broker, set_as_current=False)
    app.conf.broker_transport_options = ours.conf.broker_transport_options
    return app


def test_a_bell_that_works_is_heard() -> None:
    assert doorbell.ring("nobody.answers", bell_at(settings.CELERY_BROKER_URL))


def test_a_broker_that_is_away_is_nobodys_trouble_and_logged_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(doorbell._Bell, "broken", False)
    nowhere, started = bell_at("redis://127.0.0.1:1/0"), time.monotonic()

    with caplog.at_level(logging.WARNING):
        assert not doorbell.ring("nobody.answers", nowhere)
        assert not doorbell.ring("nobody.answers", nowhere)

    assert len(caplog.records) == 1
    assert time.monotonic() - started < 2
