"""When a milestone that is measured is reached. The rule's source: portfolio/reached.py."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.reached import Reached, four_weeks_running, monday_of, once

MONDAY = date(2026, 3, 2)
tool, article = four_weeks_running(100), once(50_000)


def weekly(*values: int | None, weekday: int = 6) -> list[tuple[date, int]]:
    """One reading a week, on that weekday; None is a week without one."""
    return [
        (MONDAY + timedelta(weeks=week, days=weekday), value) for week, value in enumerate(values) if value is not None
    ]


@pytest.mark.parametrize(
    ("values", "reached"),
    [
        ((), Reached(None, 0)),
        ((100, 100, 100), Reached(None, 3)),
        ((100, 100, 100, 100), Reached(date(2026, 3, 29), 4)),
        ((99, 100, 100, 100), Reached(None, 3)),
        ((100, 100, 99, 100, 100), Reached(None, 2)),
        ((100, 100, None, 100, 100), Reached(None, 2)),
        ((120, 120, 120, 120, 20), Reached(date(2026, 3, 29), 0)),
        ((120, 120, 120, 120, 120, 120), Reached(date(2026, 3, 29), 6)),
    ],
)
def test_a_tool_is_reached_by_four_weeks_running(values: tuple[int | None, ...], reached: Reached) -> None:
    assert tool(weekly(*values)) == reached


def test_of_a_week_the_last_reading_counts_monday_to_sunday() -> None:
    sunday, monday = MONDAY + timedelta(days=6), MONDAY + timedelta(days=7)

    assert tool([(MONDAY, 300), (sunday, 99)]) == Reached(None, 0)
    assert tool([(sunday, 100), (monday, 100)]) == Reached(None, 2)
    assert tool([(sunday, 100), (MONDAY, 20)]) == Reached(None, 1)


def test_an_article_is_reached_at_fifty_thousand() -> None:
    assert article([(MONDAY, 49_999)]) == Reached(None)
    assert article([(MONDAY, 49_999), (MONDAY + timedelta(1), 50_000), (MONDAY + timedelta(2), 60_000)]) == Reached(
        MONDAY + timedelta(1)
    )


@given(st.dictionaries(st.integers(0, 80), st.integers(0, 200), max_size=40))
def test_it_is_reached_exactly_where_four_weeks_running_end_well(days: dict[int, int]) -> None:
    points = [(MONDAY + timedelta(days=day), value) for day, value in days.items()]
    last = {monday_of(day): value for day, value in sorted(points)}
    weeks = [MONDAY + timedelta(weeks=week) for week in range(12)]
    running = any(all(last.get(week, 0) >= 100 for week in weeks[n : n + 4]) for n in range(9))

    assert (tool(points).on is not None) == running
