from datetime import date, timedelta
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from roadmap.plan import Leg, Pace, Plan, Walked, draw

MONDAY = date(2026, 3, 2)
TRAIL = [Leg(step, phase, Fraction(hours)) for step, phase, hours in [(1, 1, 10), (2, 1, 15), (3, 2, 40), (4, 3, 7)]]

days = st.dates(date(2025, 1, 1), date(2030, 1, 1))
legs = st.lists(st.integers(1, 200), min_size=1, max_size=13).map(
    lambda hours: [Leg(place, 1 + place // 4, Fraction(h, 2)) for place, h in enumerate(hours)]
)
paces = st.builds(
    Pace,
    first_phase_place=st.integers(1, 4),
    planned_from=days,
    hours_a_week=st.integers(1, 80),
    rest_weekdays=st.frozensets(st.integers(0, 6), max_size=6),
    own_due_on=st.none() | days,
)
walks = st.dictionaries(
    st.integers(0, 12),
    st.builds(Walked, done_on=days) | st.just(Walked(skipped=True)) | st.just(Walked()),
    max_size=13,
)


def due(plan: Plan) -> list[date]:
    return [planned.due_on for planned in plan.steps]


def test_ten_hours_a_week_make_a_step_of_ten_hours_a_week_long() -> None:
    plan = draw(TRAIL, Pace(1, MONDAY, 10), {})

    assert due(plan)[0] == date(2026, 3, 8)
    assert plan.next is not None
    assert plan.next.step == 1


def test_rest_days_carry_no_date_and_no_work() -> None:
    weekend_off = draw(TRAIL, Pace(1, MONDAY, 10, frozenset({5, 6})), {})

    assert due(weekend_off)[0] == date(2026, 3, 6)
    assert all(day.weekday() < 5 for day in due(weekend_off))


def test_who_begins_in_a_later_phase_has_passed_the_earlier_ones() -> None:
    plan = draw(TRAIL, Pace(2, MONDAY, 10), {})

    assert [planned.passed for planned in plan.steps] == [True, True, False, False]
    assert plan.steps[2].due_on == date(2026, 3, 29)


def test_a_date_of_ones_own_holds_for_the_next_step_and_moves_the_rest() -> None:
    plan = draw(TRAIL, Pace(1, MONDAY, 10, own_due_on=date(2026, 4, 5)), {})

    assert due(plan)[:2] == [date(2026, 4, 5), date(2026, 4, 16)]


def test_lateness_is_all_that_today_decides() -> None:
    plan = draw(TRAIL, Pace(1, MONDAY, 10), {})

    assert plan.days_late(date(2026, 3, 8)) == 0
    assert plan.days_late(date(2026, 3, 15)) == 7


def test_at_the_end_of_the_trail_nothing_is_next_and_nothing_late() -> None:
    plan = draw(TRAIL, Pace(1, MONDAY, 10), {leg.step: Walked(done_on=MONDAY) for leg in TRAIL})

    assert plan.next is None
    assert plan.days_late(date(2030, 1, 1)) == 0


@given(legs, paces, walks)
def test_along_the_trail_dates_never_go_backwards(trail: list[Leg], pace: Pace, walked: dict[int, Walked]) -> None:
    dates = due(draw(trail, pace, walked))

    assert dates == sorted(dates)
    assert dates[0] >= pace.planned_from


@given(legs, paces, walks, st.integers(0, 12))
def test_a_skipped_step_takes_no_time(trail: list[Leg], pace: Pace, walked: dict[int, Walked], which: int) -> None:
    step = which % len(trail)
    pace = Pace(pace.first_phase_place, pace.planned_from, pace.hours_a_week, pace.rest_weekdays)

    skipped = draw(trail, pace, walked | {step: Walked(skipped=True)})
    without = draw([leg for leg in trail if leg.step != step], pace, walked)

    assert [planned for planned in skipped.steps if planned.step != step] == list(without.steps)


@given(legs, paces, st.integers(1, 400))
def test_finishing_early_moves_every_later_step_forward(trail: list[Leg], pace: Pace, days_before: int) -> None:
    pace = Pace(1, pace.planned_from, pace.hours_a_week, pace.rest_weekdays)
    before = draw(trail, pace, {})
    first = before.steps[0]
    assume(first.due_on > pace.planned_from)
    early = max(pace.planned_from, first.due_on - timedelta(days=days_before))

    after = draw(trail, pace, {first.step: Walked(done_on=early)})

    assert all(now <= then for now, then in zip(due(after), due(before), strict=True))
    if first.due_on - early > timedelta(days=7):  # or a day of rest may swallow it
        assert all(now < then for now, then in zip(due(after), due(before), strict=True))


@given(legs, paces, walks)
def test_more_hours_a_week_never_end_later(trail: list[Leg], pace: Pace, walked: dict[int, Walked]) -> None:
    more = Pace(pace.first_phase_place, pace.planned_from, pace.hours_a_week + 1, pace.rest_weekdays, pace.own_due_on)

    assert due(draw(trail, more, walked)) <= due(draw(trail, pace, walked))
