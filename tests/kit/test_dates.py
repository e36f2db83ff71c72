from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kit import dates

TODAY = date(2026, 4, 8)


def spoken(say: Callable[[], str]) -> tuple[str, str]:
    """What `say` says in Korean and in English, with plain spaces."""
    said = []
    for language in ("ko", "en"):
        with override(language):
            said.append(say().replace("\u00a0", " "))
    return said[0], said[1]


@pytest.mark.parametrize(
    ("distance", "korean", "english"),
    [
        (0, "오늘", "today"),
        (-1, "어제", "yesterday"),
        (1, "내일", "tomorrow"),
        (-2, "2일 전", "2 days ago"),
        (-6, "6일 전", "6 days ago"),
        (-7, "4월 1일", "1 April"),
        (2, "4월 10일", "10 April"),
        (277, "2027년 1월 10일", "10 January 2027"),
        (-100, "2025년 12월 29일", "29 December 2025"),
    ],
)
def test_near_days_have_words_and_far_days_their_date(distance: int, korean: str, english: str) -> None:
    day = TODAY + timedelta(days=distance)

    assert spoken(lambda: dates.say_day(day, TODAY)) == (korean, english)


@pytest.mark.parametrize(
    ("say", "korean", "english"),
    [
        (lambda: dates.say_date(date(2026, 4, 12)), "2026년 4월 12일", "12 April 2026"),
        (lambda: dates.say_date(date(2026, 4, 12), TODAY), "4월 12일", "12 April"),
        (lambda: dates.say_weekday_date(date(2026, 4, 12), TODAY), "4월 12일 일요일", "Sunday 12 April"),
        (lambda: dates.say_weekday(date(2026, 4, 13)), "월요일", "Monday"),
        (lambda: dates.say_short_weekday(date(2026, 4, 12)), "일", "Sun"),
        (lambda: dates.say_month(date(2028, 7, 1), TODAY), "2028년 7월", "July 2028"),
        (lambda: dates.say_month(date(2026, 7, 1), TODAY), "7월", "July"),
        (lambda: dates.say_short_month(date(2026, 4, 1)), "4월", "Apr"),
        (lambda: dates.say_moment(datetime(2026, 4, 9, 14, 20), TODAY), "4월 9일 14:20", "9 April, 14:20"),  # noqa: DTZ001
        (lambda: dates.say_range(2, 3, "weeks"), "2–3주", "2–3 weeks"),
        (lambda: dates.say_range(6, 12, "months"), "6–12개월", "6–12 months"),
        (lambda: dates.say_range(1, 1, "weeks"), "1주", "1 week"),
        (lambda: dates.say_range(3, 5, "hours"), "3–5시간", "3–5 hours"),
        (lambda: dates.say_range(20, 20, "minutes"), "20분", "20 minutes"),
    ],
)
def test_dates_and_ranges_are_said_as_the_voice_says(say: Callable[[], str], korean: str, english: str) -> None:
    assert spoken(say) == (korean, english)


@pytest.mark.parametrize(
    ("hour", "korean", "english"),
    [
        *((0, "밤 12시", "00:00"), (1, "새벽 1시", "01:00"), (4, "새벽 4시", "04:00"), (8, "아침 8시", "08:00")),
        *((11, "오전 11시", "11:00"), (12, "낮 12시", "12:00"), (15, "오후 3시", "15:00"), (19, "저녁 7시", "19:00")),
        (23, "밤 11시", "23:00"),
    ],
)
def test_a_chosen_hour_is_said_with_its_part_of_the_day(hour: int, korean: str, english: str) -> None:
    assert spoken(lambda: dates.say_hour(hour)) == (korean, english)


@pytest.mark.parametrize(
    ("low", "high", "pace", "korean", "english"),
    [
        (60, 100, 10, "6–10주", "6–10 weeks"),
        (3, 5, 10, "1주", "1 week"),
        (20, 30, 7, "3–5주", "3–5 weeks"),
        (10, 10, 10, "1주", "1 week"),
        (5, 12, 10, "1–2주", "1–2 weeks"),
    ],
)
def test_effort_becomes_weeks_and_a_week_begun_counts(
    low: int, high: int, pace: int, korean: str, english: str
) -> None:
    assert spoken(lambda: dates.say_weeks(low, high, pace)) == (korean, english)


@given(st.dates(), st.dates(), st.sampled_from(["ko", "en"]))
def test_a_day_never_breaks_over_a_line(day: date, today: date, language: str) -> None:
    with override(language):
        said = dates.say_day(day, today)

    assert " " not in said


@given(st.dates(min_value=date(1, 1, 7)))
def test_a_week_begins_on_its_monday(day: date) -> None:
    monday = dates.week_of(day)

    assert monday.isoweekday() == 1
    assert timedelta(0) <= day - monday < timedelta(days=7)
