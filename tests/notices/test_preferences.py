from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from accounts.models import User
from kit import clock
from notices.actions import preferences
from notices.models import Preference
from notices.models.preference import MailWish
from notices.tasks import complete

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 4, 13, 3, 0, tzinfo=UTC)  # in Seoul
SEVEN = datetime(2026, 4, 13, 10, 0, tzinfo=UTC)


def test_a_new_member_gets_all_mail_at_seven_in_the_evening_where_they_live(learner: User) -> None:
    preference = preferences.ensure(learner, NOON)

    assert (preference.mail, preference.hour, preference.remind_at) == ("all", 19, SEVEN)


def test_asking_again_changes_nothing(learner: User) -> None:
    preferences.wish(learner, mail=MailWish.ANSWERS, hour=7, now=NOON)

    preference = preferences.ensure(learner, NOON)

    assert (preference.mail, preference.hour) == ("answers", 7)


def test_moving_to_another_time_zone_moves_the_hour(learner: User) -> None:
    preferences.ensure(learner, NOON)
    learner.time_zone = "Europe/London"

    assert preferences.ensure(learner, NOON).remind_at == SEVEN + timedelta(hours=8)


def test_a_look_that_is_due_stays_due(learner: User) -> None:
    preferences.ensure(learner, NOON)

    assert preferences.ensure(learner, SEVEN + timedelta(minutes=1)).remind_at == SEVEN
    wished = preferences.wish(learner, mail=MailWish.ALL, hour=8, now=SEVEN + timedelta(minutes=1))
    assert (wished.hour, wished.remind_at) == (8, SEVEN)


def test_becoming_a_member_brings_a_preference(signed_in) -> None:
    newcomer = User.objects.create_user("haeun@example.org")

    signed_in(newcomer).post(
        "/welcome/", {"name": "박하은", "handle": "haeun", "time_zone": "Asia/Seoul", "discoverable": "no"}
    )

    assert Preference.objects.get(user=newcomer).mail == "all"


def test_a_member_without_a_preference_is_given_one(learner: User, peer: User) -> None:
    newcomer = User.objects.create_user("new@example.org")

    complete()

    assert set(Preference.objects.values_list("user", flat=True)) == {learner.pk, peer.pk}
    assert newcomer.pk


def test_the_settings_show_and_keep_what_is_wished(signed_in, learner: User) -> None:
    client: Client = signed_in(learner)
    assert "하루 한 번 모아서" in client.get("/settings/mail/").content.decode()

    answer = client.post("/settings/mail/", {"mail": "answers", "hour": "7"}, follow=True)

    preference = Preference.objects.get(user=learner)
    assert (preference.mail, preference.hour) == ("answers", 7)
    assert "메일 설정을 바꿨어요" in answer.content.decode()
    assert preference.remind_at > clock.now()


def test_an_hour_that_does_not_exist_is_asked_for_again(signed_in, learner: User) -> None:
    answer = signed_in(learner).post("/settings/mail/", {"mail": "all", "hour": "24"})

    assert answer.status_code == 422
    assert not Preference.objects.exists()
