from datetime import timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kit.durations import MOST_MINUTES, DurationError, parse_minutes, say_left, say_minutes, say_since


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("90", 90), ("0", 0), ("45m", 45), ("45 min", 45), ("90분", 90), ("90 분", 90)),
        *(("1h30", 90), ("1h 30m", 90), ("1H30M", 90), ("1 h 30 min", 90), ("1 hour 5 minutes", 65), ("2h", 120)),
        *(("1.5h", 90), ("1,5h", 90), ("1,5 h", 90), ("1.5", 90), (".5h", 30), ("0.25 hours", 15), ("1.5시간", 90)),
        *(("1:30", 90), ("0:05", 5), ("24:00", 1440), ("1440", 1440)),
        *(("1시간 30분", 90), ("1시간30분", 90), ("1시간반", 90), ("1시간 반", 90), ("2시간", 120), ("2시간 5", 125)),
        *(("９０", 90), ("  90 ", 90), ("1：30", 90), ("1\u00a0h\u00a030\u00a0min", 90)),
    ],
)
def test_people_write_lengths_of_time_in_many_ways(text: str, minutes: int) -> None:
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize(
    "text", ["", " ", "abc", "-5", "1h90", "1:75", "1 30", "h", "반", "1.5.5h", "1e3", "٩٠", "9" * 5000]
)
def test_what_cannot_be_read_is_refused_with_its_code(text: str) -> None:
    with pytest.raises(DurationError) as refused:
        parse_minutes(text)

    assert refused.value.code == "unreadable"
    assert "1h30" in str(refused.value.message)


@pytest.mark.parametrize("text", ["1441", "400h", "400시간", "24:01", "24h 1m", "9" * 40])
def test_more_than_a_day_is_refused_with_its_code(text: str) -> None:
    with pytest.raises(DurationError) as refused:
        parse_minutes(text)

    assert refused.value.code == "too_long"
    assert "24" in str(refused.value.message)


@pytest.mark.parametrize(("text", "korean"), [("?", "적어 주세요"), ("400h", "하루는 24시간")])
def test_a_refusal_says_in_the_reader_s_language_how_to_mend_it(text: str, korean: str) -> None:
    with pytest.raises(DurationError) as refused, override("ko"):
        parse_minutes(text)

    with override("ko"):
        assert korean in str(refused.value.message)


@given(st.text(max_size=60))
def test_any_text_is_either_minutes_of_a_day_or_a_duration_error(text: str) -> None:
    try:
        minutes = parse_minutes(text)
    except DurationError:
        return

    assert 0 <= minutes <= MOST_MINUTES


@given(st.integers(0, MOST_MINUTES), st.sampled_from(["ko", "en"]))
def test_what_is_said_can_be_read_again(minutes: int, spoken: str) -> None:
    with override(spoken):
        said = say_minutes(minutes)

    assert parse_minutes(said) == minutes


@pytest.mark.parametrize(
    ("minutes", "korean", "english"),
    [
        (0, "0분", "0\u00a0min"),
        (45, "45분", "45\u00a0min"),
        (60, "1시간", "1\u00a0h"),
        (90, "1시간\u00a030분", "1\u00a0h\u00a030\u00a0min"),
        (60_000, "1,000시간", "1,000\u00a0h"),
    ],
)
def test_minutes_are_said_in_the_language_being_spoken(minutes: int, korean: str, english: str) -> None:
    with override("ko"):
        in_korean = say_minutes(minutes)
    with override("en"):
        in_english = say_minutes(minutes)

    assert (in_korean, in_english) == (korean, english)


@pytest.mark.parametrize(
    ("span", "waited", "left"),
    [
        (timedelta(days=3, seconds=-1), ("2일", "2\u00a0days"), ("3일", "3\u00a0days")),
        (timedelta(hours=25), ("1일", "1\u00a0day"), ("1일", "1\u00a0day")),
        (timedelta(hours=5, minutes=10), ("5시간", "5\u00a0h"), ("5시간", "5\u00a0h")),
        (timedelta(minutes=45), ("방금", "just\u00a0now"), ("45분", "45\u00a0min")),
    ],
)
def test_a_wait_is_said_in_whole_units_and_what_is_left_to_the_nearest(
    span: timedelta, waited: tuple[str, str], left: tuple[str, str]
) -> None:
    for language, *said in zip(("ko", "en"), waited, left, strict=True):
        with override(language):
            assert [say_since(span), say_left(span)] == said
