from datetime import date, timedelta
from itertools import count

import pytest
from django.core import mail as outbox
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from kit import clock
from notices import kinds
from notices.actions import preferences
from notices.actions.deliver import deliver
from notices.actions.remind import remind
from notices.kinds import Kind
from notices.models import Mail, Notice, Preference
from notices.models.preference import MailWish
from roadmap import trail
from roadmap.actions.enrollment import enroll, walk_later
from roadmap.actions.progress import finish
from roadmap.models import Enrollment, Step
from tests.conftest import make_member
from tests.notices.conftest import DAY, SEVEN, greet, log

pytestmark = pytest.mark.django_db

numbers = count()


def evening(at, days: int = 0) -> list[str]:
    """What is told at seven of that day, by subject."""
    before = len(outbox.outbox)
    now = at(SEVEN + days * DAY + timedelta(seconds=5))
    remind(now)
    deliver()
    return [mail.subject for mail in outbox.outbox[before:]]


@pytest.fixture
def walker(learner: User, short_trail: list[Step], at) -> User:
    """Ten hours a week from Monday on: the first step, of 10 hours, is due on Sunday 19 April."""
    at(SEVEN - timedelta(hours=2))
    preferences.ensure(learner, clock.now())
    enroll(learner=learner, phase="first", hours_a_week=10, today=date(2026, 4, 13))
    return learner


def test_the_next_step_is_said_once_two_days_before(walker: User, at) -> None:
    for day in range(13, 20):
        log(walker, date(2026, 4, day))

    told = [evening(at, days) for days in range(7)]

    assert told == [[], [], [], [], ["‘step-1’, 2일 남았어요"], [], []]


def test_a_plan_that_slips_is_said_weekly_while_it_is_a_week_late(walker: User, at) -> None:
    for day in range(13, 31):
        log(walker, date(2026, 4, day))
    for day in range(1, 12):
        log(walker, date(2026, 5, day))

    told = {days: said for days in range(7, 28) if (said := evening(at, days))}

    assert told == {days: ["계획을 다시 그려 볼까요?"] for days in (13, 20, 27)}


def test_quiet_is_said_after_4_10_and_30_days_and_then_nothing(walker: User, at) -> None:
    log(walker, date(2026, 4, 13))

    told = {days: said for days in range(100) if (said := evening(at, days))}

    assert told == {4: ["오늘 한 줄만 남겨 볼까요?"], 10: ["오늘부터 다시 걸어도 돼요"], 30: ["이제 조용히 있을게요"]}


def test_after_the_next_entry_it_all_begins_again(walker: User, at) -> None:
    log(walker, date(2026, 4, 13))
    told = [evening(at, days) for days in range(5)]
    log(walker, date(2026, 4, 18))

    again = [evening(at, days) for days in range(5, 10)]

    assert told[-1] == again[-1] == ["오늘 한 줄만 남겨 볼까요?"]


def test_writing_about_last_week_today_is_not_being_away(walker: User, at) -> None:
    log(walker, date(2026, 4, 13))
    log(walker, date(2026, 4, 14), at=SEVEN + 3 * DAY)

    assert evening(at, 4) == ["‘step-1’, 2일 남았어요"]


def test_several_matters_go_as_one_mail_and_the_first_gives_its_subject(
    walker: User, peer: User, calm_greeting: Kind, at
) -> None:
    log(walker, date(2026, 4, 17))
    greet(walker, peer, kind="calm greeting")

    assert evening(at, 4) == ["‘step-1’, 2일 남았어요"]
    assert peer.name in outbox.outbox[0].body


def test_whoever_is_away_hears_of_nothing_else(walker: User, peer: User, calm_greeting: Kind, at) -> None:
    greet(walker, peer, kind="calm greeting")

    assert evening(at, 4) == ["오늘 한 줄만 남겨 볼까요?"]
    assert peer.name not in outbox.outbox[0].body
    assert [evening(at, days) for days in range(5, 10)] == [[]] * 5


def test_what_is_no_longer_true_when_it_is_sent_is_not_sent(walker: User, short_trail: list[Step], at) -> None:
    log(walker, date(2026, 4, 17))
    remind(at(SEVEN + 4 * DAY))
    finish(walker, short_trail[0], today=date(2026, 4, 17))

    deliver()

    assert outbox.outbox == []
    assert Mail.objects.get().state == "skipped"


def test_a_redrawn_plan_takes_its_notice_back(walker: User, at) -> None:
    log(walker, date(2026, 4, 25))
    remind(at(SEVEN + 13 * DAY))
    walk_later(walker, today=date(2026, 4, 26))

    deliver()

    assert outbox.outbox == []


def test_what_is_no_longer_true_leaves_the_bell_by_the_next_evening(walker: User, short_trail: list[Step], at) -> None:
    log(walker, date(2026, 4, 17))
    evening(at, 4)
    finish(walker, short_trail[0], today=date(2026, 4, 17))

    evening(at, 5)

    assert not Notice.objects.unread().exists()


def test_everybody_is_looked_at_once_and_moved_on_to_their_next_hour(walker: User, peer: User, at) -> None:
    preferences.ensure(peer, SEVEN - DAY)
    now = at(SEVEN + timedelta(minutes=3))

    assert (remind(now), remind(now)) == (2, 0)
    assert set(Preference.objects.values_list("remind_at", flat=True)) == {SEVEN + DAY}


def test_batches_are_bounded(learner: User, peer: User, curator: User) -> None:
    preferences.complete([learner, peer, curator], SEVEN - DAY)

    assert [remind(SEVEN, batch=2) for _ in range(3)] == [2, 1, 0]


def test_three_days_without_beat_is_one_mail_each_of_what_is_still_true(
    walker: User, short_trail: list[Step], at
) -> None:
    log(walker, date(2026, 4, 16))
    away, done = make_member("away"), make_member("done")
    preferences.complete([away, done], clock.now())
    enroll(learner=away, phase="first", hours_a_week=10, today=date(2026, 4, 1))
    Enrollment.objects.filter(learner=away).update(created_at=SEVEN - 7 * DAY)
    enroll(learner=done, phase="first", hours_a_week=10, today=date(2026, 4, 13))
    evening(at, 1)
    finish(done, short_trail[0], today=date(2026, 4, 16))
    log(done, date(2026, 4, 16))

    evening(at, 4)

    assert sorted((mail.to[0], mail.subject) for mail in outbox.outbox) == [
        (away.email, "오늘 한 줄만 남겨 볼까요?"),
        (away.email, "오늘부터 다시 걸어도 돼요"),
        (walker.email, "‘step-1’, 2일 남았어요"),
    ]
    assert set(Preference.objects.values_list("remind_at", flat=True)) == {SEVEN + 5 * DAY}


def test_a_row_with_a_zone_that_is_none_any_more_keeps_nobody_elses_hour_from_coming(
    walker: User, peer: User, at
) -> None:
    preferences.ensure(peer, clock.now())
    Preference.objects.filter(user=peer).update(remind_at=SEVEN)
    User.objects.filter(pk=peer.pk).update(time_zone="Mars/Olympus")
    log(walker, date(2026, 4, 13))

    assert evening(at, 4) == ["오늘 한 줄만 남겨 볼까요?"]

    assert all(preference.remind_at > clock.now() for preference in Preference.objects.all())


def test_a_kind_with_a_fault_keeps_nobody_elses_hour_from_coming(walker: User, at) -> None:
    def broken(people, now):
        raise RuntimeError("a fault")

    kinds.register(Kind(name="broken", icon="mail", calm=True, contexts=kinds.get("step").contexts, gather=broken))
    try:
        told = evening(at, 4)
    finally:
        del kinds._kinds["broken"]

    assert told == ["오늘 한 줄만 남겨 볼까요?"]


@pytest.mark.parametrize("field", ["suspended_at", "erase_after"])
def test_nobody_who_is_suspended_or_leaving_is_reminded(walker: User, at, field: str) -> None:
    User.objects.filter(pk=walker.pk).update(**{field: SEVEN})

    evening(at, 5)

    assert not Notice.objects.exists()


def test_whoever_wants_no_mail_still_finds_the_notice_in_the_app(walker: User, at) -> None:
    preferences.wish(walker, mail=MailWish.NONE, hour=19, now=clock.now())

    assert evening(at, 4) == []
    assert Notice.objects.unread().filter(recipient=walker).count() == 1


def test_a_batch_costs_the_same_number_of_queries_for_3_and_30(short_trail: list[Step], at) -> None:
    def cost_of(number: int) -> int:
        for _ in range(number):
            person = make_member(f"walker-{next(numbers)}")
            preferences.complete([person], SEVEN - 2 * DAY)
            enroll(learner=person, phase="first", hours_a_week=10, today=date(2026, 4, 8))
            log(person, date(2026, 4, 13))
        trail.current()  # read once in a process, not once a batch
        with CaptureQueriesContext(connection) as queries:
            assert remind(SEVEN + timedelta(seconds=1)) == number
        return len(queries)

    at(SEVEN)

    assert cost_of(3) == cost_of(30)
