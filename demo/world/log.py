"""What each person wrote, on which day: their own lines in order, busy days' one-liners in between."""

import math
import random
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle
from typing import Final

from accounts.visibility import Visibility
from demo.world.texts import Line, Person, short_lines, step_lines
from demo.world.walk import Stretch, Walk
from roadmap.models.progress import ProgressState

DAY: Final = timedelta(days=1)
OF_PROJECTS: Final = frozenset({"choose-topic", "first-project", "write-it-up", "write-to-people", "second-project"})
_BETWEEN = re.compile(r"\{(\d+)-(\d+)\}")


@dataclass(frozen=True, slots=True)
class Written:
    """One entry to be: `project` is the place among its owner's projects, or None."""

    day: date
    minutes: int
    text: str
    step: int | None
    project: int | None
    visibility: str
    figure: str = ""
    alt: str = ""


class Decks:
    """The lines on steps, dealt like cards: no two people show the same one."""

    def __init__(self, chance: random.Random) -> None:
        self._cards: dict[tuple[str, str], deque[Line]] = defaultdict(deque)
        self._shown: set[Line] = set()
        for language in ("ko", "en"):
            for line in chance.sample(step_lines(language), len(step_lines(language))):
                self._cards[language, line.step].append(line)

    def deal(self, language: str, step: str, most: int) -> list[Line]:
        """Up to `most` lines; those dealt longest ago come again when there are no new ones."""
        cards = self._cards[language, step]
        dealt = list(cards)[: max(0, most)]
        cards.rotate(-len(dealt))
        return dealt

    def may_show(self, line: Line) -> bool:
        """True once for each line."""
        new = line not in self._shown
        self._shown.add(line)
        return new


def written(person: Person, walk: Walk, today: date, decks: Decks, chance: random.Random) -> list[Written]:
    """All entries of one person, oldest first; none after the day they were last here."""
    last_day = today - person.last * DAY
    entries: list[Written] = []
    for stretch in walk.stretches:
        if stretch.state != ProgressState.SKIPPED and stretch.began <= last_day:
            entries += _of_stretch(person, stretch, last_day, decks, chance)
    if walk.stretches and not walk.next_step:
        entries += _busy_days(person, None, _days(walk.stretches[-1].ended or last_day, last_day), chance)
    entries = [entry for entry in entries if not _was_away(person, entry.day, today)]
    if walk.stretches and not any(entry.day == last_day for entry in entries):
        line = chance.choice(short_lines(person.language))
        entries.append(_short(person, walk.stretches[-1], last_day, line, chance))
    return sorted(entries, key=lambda entry: entry.day)


def _of_stretch(
    person: Person, stretch: Stretch, last_day: date, decks: Decks, chance: random.Random
) -> Iterator[Written]:
    days = _days(stretch.began, min(stretch.ended or last_day, last_day))
    weeks = len(days) / 7
    lines = _own_lines(person, stretch.step.key)
    if not stretch.ended:
        lines = lines[: math.ceil(len(lines) * _fraction(stretch, last_day, person))]
    if len(lines) < 2:
        most = 2 if person.tales else min(4, 1 + round(weeks))
        dealt = decks.deal(person.language, stretch.step.key, most - len(lines))
        lines = [*lines, *((line, None) for line in dealt)]
    taken = set()
    for place, (line, project) in enumerate(lines):
        day = days[min(len(days) - 1, int((place + chance.uniform(0.1, 0.9)) * len(days) / len(lines)))]
        taken.add(day)
        entry = _told(person, line, day, (stretch.step.id, project), chance)
        yield entry if decks.may_show(line) else replace(entry, visibility=Visibility.PRIVATE.value)
    yield from _busy_days(person, stretch, [day for day in days if day not in taken], chance)


def _own_lines(person: Person, step: str) -> list[tuple[Line, int | None]]:
    return [
        (line, place if step in OF_PROJECTS or step == "gpu-models" else None)
        for place, tale in enumerate(person.projects)
        for line in tale.log
        if line.step == step
    ]


def _fraction(stretch: Stretch, last_day: date, person: Person) -> float:
    """How much of the step is behind somebody who is on it."""
    passed = (last_day - stretch.began).days + 1
    return min(1.0, passed / max(1, passed + max(0, person.due)) + 0.1)


def _told(person: Person, line: Line, day: date, about: tuple[int, int | None], chance: random.Random) -> Written:
    step, project = about
    return Written(
        day=day,
        minutes=max(5, line.minutes + 5 * chance.randint(-3, 3)),
        text=line.text,
        step=step,
        project=project,
        visibility=_shown(person, chance),
        figure=line.figure,
        alt=line.alt,
    )


def _shown(person: Person, chance: random.Random) -> str:
    if person.sees == Visibility.PUBLIC:
        return chance.choices([Visibility.PUBLIC, Visibility.MEMBERS, Visibility.PRIVATE], [75, 17, 8])[0].value
    if person.sees == Visibility.MEMBERS:
        return chance.choices([Visibility.MEMBERS, Visibility.PRIVATE], [80, 20])[0].value
    return Visibility.PRIVATE.value


def _busy_days(
    person: Person, stretch: Stretch | None, days: Sequence[date], chance: random.Random
) -> Iterator[Written]:
    """The days when there was time but few words, about as many as the promised hours need."""
    often = min(0.75, person.hours / 7 / 1.9)
    lines = cycle(chance.sample(short_lines(person.language), len(short_lines(person.language))))
    for day in days:
        weekend = 1.2 if day.weekday() >= 5 else 0.9
        if chance.random() < often * weekend * _ebb(day, person):
            yield _short(person, stretch, day, next(lines) if chance.random() < 0.6 else "", chance)


def _short(person: Person, stretch: Stretch | None, day: date, line: str, chance: random.Random) -> Written:
    text = _BETWEEN.sub(lambda found: str(chance.randint(int(found[1]), int(found[2]))), line)
    of_project = stretch is not None and stretch.step.key in OF_PROJECTS and person.projects
    return Written(
        day=day,
        minutes=5 * chance.randint(4, 26),
        text=text,
        step=stretch.step.id if stretch else None,
        project=0 if of_project else None,
        visibility=_shown(person, chance) if line and chance.random() < 0.4 else Visibility.PRIVATE.value,
    )


def _ebb(day: date, person: Person) -> float:
    """Nobody works evenly: weeks come and go in a slow wave of one's own."""
    return 0.65 + 0.5 * math.sin(day.toordinal() / 9 + len(person.name) * 1.7 + person.hours)


def _was_away(person: Person, day: date, today: date) -> bool:
    return bool(person.away) and 1 < (today - day).days <= person.away


def _days(first: date, last: date) -> list[date]:
    return [first + DAY * n for n in range((last - first).days + 1)]
