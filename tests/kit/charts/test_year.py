import re
from datetime import date, timedelta

from kit.charts.year import Month, year

TODAY = date(2026, 4, 16)  # a Thursday


def said(weeks: int, days: int, _minutes: int) -> str:
    return f"{days} days in {weeks} weeks"


def drawn(done: dict[date, int]):
    return year(
        done,
        until=TODAY,
        says=lambda weeks, days, _minutes: f"{days} days in {weeks} weeks",
        month_name=lambda day: f"{day.month}월",
    )


def squares(svg: str, level: int) -> int:
    path = re.search(rf'class="l{level}" d="([^"]+)"', svg)
    return path[1].count("M") if path else 0


def test_it_ends_today_and_shows_no_day_to_come() -> None:
    picture = drawn({}).wide

    assert squares(picture, 0) == 52 * 7 + 4


def test_a_phone_gets_the_last_half_of_the_same_picture() -> None:
    result = drawn({})

    assert '<g id="days">' in result.wide
    assert f'<use href="#days" x="-{27 * 13}"/>' in result.narrow
    assert f'viewBox="0 0 {26 * 13 - 3} ' in result.narrow


def test_longer_days_are_darker() -> None:
    picture = drawn({TODAY: 30, TODAY - timedelta(1): 60, TODAY - timedelta(2): 119, TODAY - timedelta(3): 120}).wide

    assert [squares(picture, level) for level in (1, 2, 3)] == [1, 2, 1]


def test_a_day_counts_when_nobody_took_the_time() -> None:
    result = drawn({TODAY: 0})

    assert (squares(result.wide, 1), result.days, result.minutes) == (1, 1, 0)


def test_numbers_stand_beside_the_picture() -> None:
    result = drawn({TODAY: 30, date(2026, 4, 1): 45, date(2026, 3, 2): 60, date(2024, 1, 1): 500})

    assert (result.days, result.minutes) == (3, 135)
    assert result.months == (Month(date(2026, 4, 1), 2, 75), Month(date(2026, 3, 1), 1, 60))


def test_months_are_named_where_they_begin() -> None:
    names = re.findall(r">(\d+월)<", drawn({}).wide)

    assert names[:2] == ["5월", "6월"]
    assert len(names) in (11, 12)


def test_the_picture_says_its_sentence() -> None:
    result = drawn({TODAY: 30, TODAY - timedelta(days=300): 30})

    assert (result.said, result.said_lately) == ("2 days in 53 weeks", "1 days in 26 weeks")
    assert f'aria-label="{result.said}"' in result.wide
    assert f'aria-label="{result.said_lately}"' in result.narrow
