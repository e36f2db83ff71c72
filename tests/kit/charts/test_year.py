import re
from datetime import date, timedelta
from itertools import accumulate

from kit.charts.year import Month, year

TODAY = date(2026, 4, 16)  # a Thursday


def said(weeks: int, days: int, _minutes: int) -> str:
    return f"{days} days in {weeks} weeks"


def drawn(done: dict[date, int], until: date = TODAY):
    return year(
        done,
        until=until,
        says=lambda weeks, days, _minutes: f"{days} days in {weeks} weeks",
        month_name=lambda day: f"{day.month}월",
    )


def squares(svg: str, level: int) -> int:
    path = re.search(rf'class="l{level}" d="([^"]+)"', svg)
    return path[1].count("z") if path else 0


def test_it_ends_today_and_shows_no_day_to_come() -> None:
    picture = drawn({}).drawn

    assert squares(picture, 0) == 52 * 7 + 4


def test_a_square_stands_in_the_column_of_its_week_and_the_row_of_its_day() -> None:
    picture = drawn({date(2025, 4, 15): 30, date(2025, 4, 21): 30, TODAY: 30}).drawn

    found = re.search(r'class="l1" d="M1 19([^"]+)"', picture)
    assert found
    moves = [(int(x), int(y)) for x, y in re.findall(r"m(-?\d+) (-?\d+)", found[1])]
    places = list(accumulate(moves, lambda at, move: (at[0] + move[0], at[1] + move[1])))
    assert places == [(0, 13), (13, 0), (52 * 13, 3 * 13)]


def test_a_phone_is_not_shown_half_the_name_of_a_month() -> None:
    begins_in_week_26 = date(2026, 6, 4)

    names = re.findall(r"<text( class=\"wide-only\")? x=\"(\d+)\"", drawn({}, until=begins_in_week_26).drawn)

    assert [x for hidden, x in names if hidden] == [str(26 * 13)]


def test_longer_days_are_darker() -> None:
    picture = drawn({TODAY: 30, TODAY - timedelta(1): 60, TODAY - timedelta(2): 119, TODAY - timedelta(3): 120}).drawn

    assert [squares(picture, level) for level in (1, 2, 3)] == [1, 2, 1]


def test_a_day_counts_when_nobody_took_the_time() -> None:
    result = drawn({TODAY: 0})

    assert (squares(result.drawn, 1), result.days, result.minutes) == (1, 1, 0)


def test_numbers_stand_beside_the_picture() -> None:
    result = drawn({TODAY: 30, date(2026, 4, 1): 45, date(2026, 3, 2): 60, date(2024, 1, 1): 500})

    assert (result.days, result.minutes) == (3, 135)
    assert result.months == (Month(date(2026, 4, 1), 2, 75), Month(date(2026, 3, 1), 1, 60))


def test_months_are_named_where_they_begin() -> None:
    names = re.findall(r">(\d+월)<", drawn({}).drawn)

    assert names[:2] == ["5월", "6월"]
    assert len(names) in (11, 12)


def test_the_picture_says_its_sentence() -> None:
    result = drawn({TODAY: 30, TODAY - timedelta(days=300): 30})

    assert (result.said, result.said_lately) == ("2 days in 53 weeks", "1 days in 26 weeks")
    assert f'aria-label="{result.said}"' in result.drawn
