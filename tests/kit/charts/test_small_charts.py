import re

from kit.charts import week, words
from kit.charts.curve import spark


def test_the_longest_day_fills_the_week() -> None:
    assert week.heights([60, 0, 120, 30, 0, 0, 0]) == [24, 0, 48, 12, 0, 0, 0]


def test_a_short_week_does_not_look_long() -> None:
    assert max(week.heights([15, 0, 0, 0, 0, 0, 0])) == 12


def test_one_minute_is_seen() -> None:
    assert week.heights([1, 600, 0, 0, 0, 0, 0])[0] == 2


def test_an_empty_week_has_no_bars() -> None:
    assert week.heights([0] * 7) == [0] * 7


def test_a_spark_has_a_point_for_each_value_and_a_dotted_goal() -> None:
    svg = spark([12, 40, 131], goal=100, says="131 last week")

    line = re.search(r'class="spark" d="M([^"]+)"', svg)
    assert line is not None
    assert len(line[1].split("L")) == 3
    assert 'class="goal"' in svg
    assert 'aria-label="131 last week"' in svg


def test_a_spark_of_one_value_or_of_nothing_done_still_draws() -> None:
    assert "d=" in spark([0], goal=None, says="nothing yet")


def test_hangul_is_wider_than_latin() -> None:
    assert words.width("가나다", 10) > words.width("abc", 10) > words.width("il.", 10)
