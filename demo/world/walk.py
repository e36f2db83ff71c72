"""How far each person is, with dates that make the plan say what people.yaml wants it to say."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from demo.world.texts import END, FIRST_DAY, Person
from roadmap.models.progress import ProgressState
from roadmap.plan import Leg, Pace, Walked, draw
from roadmap.trail import Step, Trail

DAY: Final = timedelta(days=1)
LONGEST: Final = 500  # days to look back for the one that makes the plan right


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days somebody spent on one step; `ended` is None while they are on it."""

    step: Step
    began: date
    ended: date | None
    state: ProgressState

    @property
    def walked(self) -> Walked:
        return Walked(done_on=self.ended, skipped=self.state == ProgressState.SKIPPED)


@dataclass(frozen=True, slots=True)
class Walk:
    """An enrollment and its progress: where somebody is and how they came there."""

    pace: Pace
    set_out: date
    stretches: tuple[Stretch, ...]
    next_due_on: date | None
    next_step: int | None


def walk(person: Person, trail: Trail, legs: Sequence[Leg], today: date, chance: random.Random) -> Walk | None:
    """None for who is not on the roadmap."""
    if not person.at:
        return None
    phases = {phase.key: place for place, phase in enumerate(trail.phases, start=1)}
    pace = Pace(
        first_phase_place=phases[person.phase],
        planned_from=today,
        hours_a_week=person.hours,
        rest_weekdays=_rests(person, today, chance),
    )
    if person.at == FIRST_DAY:
        return _planned(pace, today, (), legs)
    ahead = [leg for leg in legs if leg.phase_place >= pace.first_phase_place]
    passed = [leg for leg in ahead if person.at == END or leg.step in _before(trail, person.at)]
    last_done = _last_done(person, pace, ahead[len(passed) :], today)
    stretches = _stretches(passed, trail, last_done, person.hours, chance)
    if len(passed) < len(ahead):
        began = min(last_done + DAY * (1 if passed else 0), today)
        stretches.append(Stretch(trail.step_by_id[ahead[len(passed)].step], began, None, ProgressState.DOING))
    set_out = min(stretch.began for stretch in stretches)
    counted_from = today - DAY if person.away else set_out
    own = today + person.due * DAY if person.own else None
    pace = Pace(pace.first_phase_place, counted_from, pace.hours_a_week, pace.rest_weekdays, own)
    return _planned(pace, set_out, tuple(stretches), legs)


def _planned(pace: Pace, set_out: date, stretches: tuple[Stretch, ...], legs: Sequence[Leg]) -> Walk:
    upcoming = draw(legs, pace, {stretch.step.id: stretch.walked for stretch in stretches}).next
    return Walk(
        pace=pace,
        set_out=set_out,
        stretches=stretches,
        next_due_on=upcoming.due_on if upcoming else None,
        next_step=upcoming.step if upcoming else None,
    )


def _rests(person: Person, today: date, chance: random.Random) -> frozenset[int]:
    if person.rests == "today":
        return frozenset({today.weekday(), (today.weekday() + 1) % 7})
    if person.email or person.due < 0:  # those whose dates are told exactly
        return frozenset()
    return frozenset(chance.choice([(), (), (), (6,), (5, 6), (2,)]))


def _before(trail: Trail, key: str) -> set[int]:
    return {step.id for step in trail.steps[: trail.step_by_key[key].number - 1]}


def _last_done(person: Person, pace: Pace, ahead: Sequence[Leg], today: date) -> date:
    """The day to have finished the step before on, so that the next one is due as wanted, or as nearly as can be."""
    if not ahead:
        return today - (person.last + 3) * DAY
    if person.away:
        return today - (person.away + 9) * DAY
    wanted = today + person.due * DAY

    def misses(days: int) -> int:
        done = today - days * DAY
        due = draw(ahead[:1], Pace(1, done + DAY, pace.hours_a_week, pace.rest_weekdays), {}).steps[0].due_on
        return abs((due - wanted).days)

    return today - min(range(LONGEST), key=misses) * DAY


def _stretches(
    passed: Sequence[Leg], trail: Trail, last_done: date, hours: int, chance: random.Random
) -> list[Stretch]:
    """Backwards from the last one, each about as long as its effort takes; now and then one was skipped."""
    stretches, ended = [], last_done
    for leg in reversed(passed):
        days = max(2, round(float(leg.hours) / hours * 7 * chance.uniform(0.6, 1.1)))
        step = trail.step_by_id[leg.step]
        skipped = step.key in {"kaggle-first", "write-to-people"} and chance.random() < 0.12
        state = ProgressState.SKIPPED if skipped else ProgressState.DONE
        days = 1 if skipped else days
        stretches.append(Stretch(step, ended - (days - 1) * DAY, None if skipped else ended, state))
        ended -= days * DAY
    return stretches[::-1]
