from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from notices.hours import next_hour

NEW_YORK = "America/New_York"


def test_seven_in_the_evening_in_seoul_is_ten_in_the_morning_in_utc() -> None:
    moment = datetime(2026, 4, 12, 9, 59, tzinfo=UTC)

    assert next_hour(19, time_zone="Asia/Seoul", after=moment) == datetime(2026, 4, 12, 10, tzinfo=UTC)
    assert next_hour(19, time_zone="Asia/Seoul", after=moment + timedelta(minutes=1)) == datetime(
        2026, 4, 13, 10, tzinfo=UTC
    )


def test_the_hour_stays_the_same_on_the_wall_when_the_clocks_change() -> None:
    before = datetime(2026, 3, 7, 23, 30, tzinfo=UTC)

    first = next_hour(19, time_zone=NEW_YORK, after=before)
    second = next_hour(19, time_zone=NEW_YORK, after=first)

    assert (first, second) == (datetime(2026, 3, 8, 0, tzinfo=UTC), datetime(2026, 3, 8, 23, tzinfo=UTC))


def test_an_hour_that_is_left_out_comes_where_it_would_have_stood() -> None:
    skipped = next_hour(2, time_zone=NEW_YORK, after=datetime(2026, 3, 8, 5, tzinfo=UTC))

    assert skipped == datetime(2026, 3, 8, 7, tzinfo=UTC)


def test_an_hour_that_comes_twice_comes_once() -> None:
    first = next_hour(1, time_zone=NEW_YORK, after=datetime(2026, 11, 1, 4, tzinfo=UTC))
    second = next_hour(1, time_zone=NEW_YORK, after=first)

    assert first == datetime(2026, 11, 1, 5, tzinfo=UTC)
    assert second == datetime(2026, 11, 2, 6, tzinfo=UTC)


@given(
    hour=st.integers(0, 23),
    zone=st.sampled_from(
        ["Asia/Seoul", NEW_YORK, "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago"]
    ),
    minutes=st.integers(0, 15_000_000),
)
def test_it_is_always_later_and_at_most_a_day_and_an_hour(hour: int, zone: str, minutes: int) -> None:
    moment = datetime(2012, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)

    ahead = next_hour(hour, time_zone=zone, after=moment) - moment

    assert timedelta(0) < ahead <= timedelta(hours=25)


def test_a_day_that_a_country_left_out_is_left_out() -> None:
    """Samoa had no 30 December 2011."""
    eve = datetime(2011, 12, 30, 6, 0, tzinfo=UTC)  # 20:00 on the 29th

    assert next_hour(19, time_zone="Pacific/Apia", after=eve) > eve


def test_a_zone_that_the_world_has_given_up_counts_as_utc() -> None:
    for name in ("Mars/Olympus", "America", "../etc/passwd", ""):
        assert next_hour(19, time_zone=name, after=datetime(2026, 4, 12, 9, tzinfo=UTC)) == datetime(
            2026, 4, 12, 19, tzinfo=UTC
        )
