from datetime import datetime, timedelta

import pytest
from celery.schedules import crontab

from accounts.models import Session, User
from config.schedule import SCHEDULE
from home import tasks
from kit import clock
from notices.actions import tidy as notices
from portfolio.actions import pictures
from portfolio.actions import tidy as portfolio
from portfolio.models import Picture
from tests.pictures import upload


def test_a_night_tidies_every_app(learner: User) -> None:
    long_ago = clock.now() - timedelta(days=2)
    pictures.keep(learner, upload(), now=long_ago)
    Session.objects.create(session_key="a", session_data="", expire_date=long_ago)

    assert tasks.tidy() == 2

    assert not Picture.objects.exists()
    assert not Session.objects.exists()


def test_an_app_that_cannot_tidy_keeps_no_other_from_it(learner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_now: datetime) -> int:
        raise ValueError

    Session.objects.create(session_key="a", session_data="", expire_date=clock.now() - timedelta(days=2))
    monkeypatch.setattr(notices, "tidy", broken)
    monkeypatch.setattr(portfolio, "tidy", broken)

    assert tasks.tidy() == 1


def test_every_recurring_task_is_there() -> None:
    from config.celery import app  # noqa: PLC0415 - registers tasks when it is asked

    app.loader.import_default_modules()

    assert {line["task"] for line in SCHEDULE.values()} <= set(app.tasks)


def test_beat_asks_for_each_as_often_as_it_should() -> None:
    minutely = ("deliver mail", "remind", "replan", "check links", "pulse")

    assert {name: line["schedule"] for name, line in SCHEDULE.items()} == dict.fromkeys(minutely, 60) | {
        "read evidence": 180,
        "surface peers": crontab(minute="5"),
        "complete preferences": crontab(hour="3", minute="40"),
        "tidy": crontab(hour="19", minute="10"),
    }


@pytest.mark.parametrize("name", SCHEDULE)
def test_what_a_worker_missed_runs_out_before_the_next(name: str) -> None:
    every = SCHEDULE[name]["schedule"]
    seconds = 3600 if isinstance(every, crontab) else every  # the most frequent of those comes once an hour

    assert 0 < SCHEDULE[name]["options"]["expires"] <= seconds
