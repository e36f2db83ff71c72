from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from accounts.models import User


def test_an_address_is_kept_in_lower_case(db: None) -> None:
    user = User.objects.create_user("Seo.Yeon@Example.org")

    assert user.email == "seo.yeon@example.org"
    with pytest.raises(IntegrityError):
        User.objects.filter(pk=user.pk).update(email="Seo.Yeon@Example.org")


def test_two_people_cannot_have_one_handle_but_many_have_none_yet(learner: User) -> None:
    User.objects.create_user("a@example.org")
    stranger = User.objects.create_user("b@example.org")

    with pytest.raises(IntegrityError):
        User.objects.filter(pk=stranger.pk).update(handle=learner.handle)


def test_at_two_in_the_night_it_is_still_yesterday(learner: User) -> None:
    two_in_seoul = datetime(2026, 4, 11, 17, 0, tzinfo=UTC)

    assert learner.day(two_in_seoul) == date(2026, 4, 11)
    assert learner.calendar_day(two_in_seoul) == date(2026, 4, 12)
