import re
from datetime import date, timedelta

from kit.charts.series import MOST_POINTS, Goal, series

DAY = date(2026, 4, 5)


def drawn(*values: int, goals: tuple[int, ...] = (100,)) -> str:
    points = [(DAY + timedelta(weeks=week), value) for week, value in enumerate(values)]
    said = [Goal(goal, str(goal)) for goal in goals]
    return str(series(points, goals=said, last=f"{values[-1]}", ends=("5 April", "last <day>"), says='131 "now"'))


def test_each_drawing_has_the_line_its_last_value_and_the_goal_at_the_axis() -> None:
    svg = drawn(12, 40, 131)

    assert svg.count("<svg") == 2
    assert svg.count('role="img" aria-label="131 &#34;now&#34;"') == 2
    assert re.findall(r'class="last"[^>]*>([^<]+)<', svg) == ["131", "131"]
    assert svg.count('class="goal"') == 2
    assert re.search(r'text-anchor="end">100<', svg)
    assert "last &lt;day&gt;" in svg


def test_a_single_value_is_a_point_and_nothing_leaves_the_paper() -> None:
    for svg in (drawn(5), drawn(0, 0), drawn(0, 10**12), drawn(40_000, 60_000, goals=(50_000, 100_000))):
        for view, width, height in re.findall(r'(viewBox="0 0 (\d+) (\d+)")', svg):
            assert view
            assert int(width) <= 640
            assert int(height) <= 200
        for line in re.findall(r'class="line" d="M([^"]+)"', svg):
            places = [tuple(map(float, place.split())) for place in line.split("L")]
            assert all(0 <= x <= 640 and 0 <= y <= 200 for x, y in places)


def test_a_goal_beyond_the_values_still_stands_on_the_paper() -> None:
    svg = drawn(3, goals=(50_000,))

    assert all(float(y) >= 0 for y in re.findall(r'class="goal" d="M\d+ ([\d.-]+)H', svg))


def test_years_of_days_become_as_many_points_as_can_be_told_apart() -> None:
    svg = drawn(*range(5_000))

    lines = re.findall(r'class="line" d="M([^"]+)"', svg)
    assert {len(line.split("L")) for line in lines} == {MOST_POINTS}
    assert re.findall(r'class="last"[^>]*>([^<]+)<', svg) == ["4999", "4999"]
