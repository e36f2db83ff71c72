"""What we promise of mail, with a real mail server, and real workers that are killed at the worst moments."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from accounts.models import User
from config.celery import app
from config.schedule import SCHEDULE
from kit import clock
from notices.actions import preferences
from notices.actions.remind import remind
from notices.models import Mail, Notice, Preference, Pulse
from roadmap.actions.enrollment import enroll
from roadmap.actions.progress import finish
from roadmap.models import Enrollment, Step
from tests.conftest import make_member
from tests.notices.conftest import DAY, log, states
from tests.notices.post_office import (
    PostOffice,
    Processes,
    another_connection,
    end,
    flush,
    opened,
    until,
    wait_for,
    waiting_backend,
)

pytestmark = [pytest.mark.kills, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office() -> PostOffice:
    return PostOffice()


@pytest.fixture
def processes(office: PostOffice, transactional_db: None, tmp_path: Path) -> Iterator[Processes]:
    flush()
    with opened(office) as port:
        running = Processes(port, tmp_path)
        yield running
        running.close()


@pytest.fixture
def quiet_one(transactional_db: None, short_trail: list[Step]) -> User:
    return quiet_person("seoyeon")


def quiet_person(handle: str) -> User:
    """Somebody who set out five days ago, has written nothing since, and was due yesterday."""
    person, now = make_member(handle), clock.now()
    enroll(learner=person, phase="first", hours_a_week=1, today=person.day(now - 5 * DAY))
    Enrollment.objects.filter(learner=person).update(created_at=now - 5 * DAY)
    preferences.complete([person], now - 2 * DAY)
    return person


def sweep() -> None:
    """What beat does every minute; over when a worker has done it and comes to what stands behind it."""
    Pulse.objects.all().delete()
    for name in ("deliver mail", "pulse"):
        app.send_task(SCHEDULE[name]["task"])
    until(Pulse.objects.filter(name="worker").exists)


def ten_minutes_pass() -> None:
    Mail.objects.update(state_since=clock.now() - timedelta(minutes=10))


def test_killed_before_sending_is_committed_a_mail_is_sent_once_later(
    quiet_one: User, processes: Processes, office: PostOffice
) -> None:
    remind(clock.now())
    with another_connection() as other:
        other.execute("LOCK TABLE portfolio_entry IN ACCESS EXCLUSIVE MODE")  # which says what the mail may say
        worker = processes.worker()
        until(waiting_backend)
        processes.kill(worker)
        before = states()

    processes.worker()
    until(lambda: states() == ["sent"], meanwhile=sweep)

    assert before == ["queued"]
    assert len(office.letters) == 1


def test_killed_inside_data_it_is_unknown_and_not_sent_again(
    quiet_one: User, processes: Processes, office: PostOffice
) -> None:
    received, answer = Event(), Event()
    office.before_answering = lambda: (received.set(), answer.wait())
    worker = processes.worker()
    remind(clock.now())
    wait_for(received)
    processes.kill(worker)
    answer.set()
    before = states()

    ten_minutes_pass()
    processes.worker()
    sweep()
    sweep()

    assert (before, states()) == (["sending"], ["unknown"])
    assert len(office.letters) <= 1
    assert Notice.objects.unread().filter(recipient=quiet_one).count() == 1


def test_killed_after_the_servers_250_it_is_unknown_and_was_sent_once(
    quiet_one: User, processes: Processes, office: PostOffice
) -> None:
    with another_connection() as other:
        # The server says 250 while the mail's row is locked, so the worker knows of it and cannot write it down.
        office.before_answering = lambda: other.execute("SELECT 1 FROM notices_mail FOR UPDATE")
        worker = processes.worker()
        remind(clock.now())
        backend = until(waiting_backend)
        processes.kill(worker)
        end(backend)
    before = states()
    office.before_answering = lambda: None

    ten_minutes_pass()
    processes.worker()
    sweep()
    sweep()

    assert (before, states()) == (["sending"], ["unknown"])
    assert len(office.letters) == 1
    assert office.letters[0]["Message-ID"] == f"<{Mail.objects.get().message_id}>"


def test_a_flushed_broker_loses_nothing(quiet_one: User, processes: Processes, office: PostOffice) -> None:
    remind(clock.now())
    flush()

    processes.worker()
    processes.beat()
    until(lambda: states() == ["sent"])

    assert len(office.letters) == 1


def test_three_days_without_beat_are_one_mail_each_of_what_is_still_true(
    short_trail: list[Step], processes: Processes, office: PostOffice
) -> None:
    now = clock.now()
    quiet_person("quiet")
    nearly, done = make_member("nearly"), make_member("done")
    for person in (nearly, done):
        enroll(learner=person, phase="first", hours_a_week=70, today=person.day(now))
        log(person, person.day(now), at=now)
    finish(done, short_trail[0], today=done.day(now))
    finish(done, short_trail[1], today=done.day(now))
    finish(done, short_trail[2], today=done.day(now))
    preferences.complete([nearly, done], now - 3 * DAY)

    processes.worker()
    processes.beat()
    until(lambda: states() == ["sent", "sent"])
    sweep()

    assert Counter(letter["To"] for letter in office.letters) == {"quiet@example.org": 1, "nearly@example.org": 1}
    assert not Preference.objects.filter(remind_at__lte=clock.now()).exists()


def test_two_deliverers_send_200_mails_each_once(
    short_trail: list[Step], processes: Processes, office: PostOffice
) -> None:
    for number in range(200):
        quiet_person(f"walker-{number}")
    first, second = processes.worker(), processes.worker()
    remind(clock.now())
    for _ in range(4):
        app.send_task(SCHEDULE["deliver mail"]["task"])

    until(lambda: Counter(states()) == {"sent": 200})

    assert first.poll() is second.poll() is None
    assert len({letter["To"] for letter in office.letters}) == len(office.letters) == 200
