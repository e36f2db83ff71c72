"""Who is in a synthetic world: one learner after another, in proportions as we expect them, as rows to be copied.

Days are kept as "so many days ago", so that a world has the same shape whenever it is made.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final

from psycopg.types.json import Jsonb

from accounts import topics
from accounts.visibility import Visibility
from demo.proofs import Teller
from demo.tables import Ids, Rows
from demo.words import Told, Words
from kit import clock, markdown
from notices.hours import next_hour
from roadmap.models.progress import ProgressState
from roadmap.plan import Leg, Pace, draw

DAY: Final = timedelta(days=1)
ADDRESSES: Final = "@populate.example"
ZONES: Final = {
    "ko": (["Asia/Seoul", "America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo"], [94, 3, 1, 2]),
    "en": (
        ["America/New_York", "Europe/London", "Asia/Kolkata", "Africa/Lagos", "Europe/Berlin", "America/Sao_Paulo"],
        [27, 20, 22, 11, 12, 8],
    ),
}
# Days since somebody finished their last step, and since they last wrote: here, fading, gone.
LIVELY: Final = (((0, 21), (0, 2)), ((10, 60), (3, 25)), ((60, 900), (26, 700)))
VISIBILITY: Final = [choice.value for choice in Visibility]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a crowd walks on: the trail as the plan sees it, the moment it is seen, and how much a learner logs."""

    legs: Sequence[Leg]
    phases: Sequence[int]
    now: datetime
    entries: float


class Learner:
    """One of the crowd: drawn at random, then told row by row."""

    def __init__(self, ground: Ground, name: str, words: dict[str, Words], chance: random.Random) -> None:
        self.ground, self.name, self.chance = ground, name, chance
        self.language = "ko" if chance.random() < 0.55 else "en"
        self.words = words[self.language]
        self.zone = chance.choices(*ZONES[self.language])[0]
        self.today = _today(ground.now, self.zone)
        self.hours = chance.choices((3, 5, 7, 10, 15, 20), (12, 20, 20, 28, 14, 6))[0]
        self.rests = chance.choices(((), (6,), (5, 6), (2,)), (55, 15, 22, 8))[0]
        self.first = chance.choices((1, 2, 3), (86, 9, 5))[0]
        self.ahead = [leg for leg in ground.legs if leg.phase_place >= self.first]
        self.passed = min(len(self.ahead), int(chance.expovariate(1 / 4)))
        finished, wrote = chance.choices(LIVELY, (42, 26, 32))[0]
        self.wrote_ago = chance.randint(*wrote)
        self.steps = self._steps(chance.randint(*finished))
        self.came_ago = self.steps[0][1] if self.steps else self.wrote_ago + chance.randint(0, 40)
        self.topics: list[str] = []
        self.discoverable: bool | None = None
        self.told: dict[int, Told] = {}  # their projects
        self.is_member = chance.random() < 0.97
        self.is_walking = self.is_member and chance.random() < 0.94

    def _steps(self, finished_ago: int) -> list[tuple[Leg, int, int]]:
        """The steps that were walked, each with the days ago on which it began and ended."""
        steps = []
        for leg in reversed(self.ahead[: self.passed]):
            days = math.ceil(float(leg.hours) * 7 / self.hours * self.chance.uniform(0.6, 1.3))
            steps.append((leg, finished_ago + days - 1, finished_ago))
            finished_ago += days
        return steps[::-1]

    @property
    def next_due_on(self) -> date | None:
        if self.passed == len(self.ahead):
            return None
        from_day = self.day(self.steps[-1][2]) + DAY if self.steps else self.day(self.came_ago)
        return from_day + _due_after(self.ahead[self.passed], from_day.weekday(), self.hours, self.rests)

    def day(self, ago: int) -> date:
        return self.today - ago * DAY

    def moment(self, ago: int) -> datetime:
        """Some time within the last ten hours of that day, never in the future."""
        return self.ground.now - timedelta(days=ago, seconds=self.chance.randint(60, 36_000))

    def tell(self, ids: Ids, rows: Rows) -> None:
        """Add this learner's rows."""
        user = ids.next("user")
        rows.add("user", self._user(user))
        rows.add("address", (user, f"{self.name}{ADDRESSES}", True, True))
        if self.is_member:
            self._preference(user, rows)
        if self.is_walking:
            enrollment = ids.next("enrollment")
            self._enrollment(user, enrollment, rows)
            projects = self._projects(user, ids, rows)
            self._entries(user, projects, rows)
            self._notices(user, rows)
            self._meets(user, projects, ids, rows)

    def _user(self, user: int) -> Sequence[Any]:
        chance = self.chance
        came = self.moment(self.came_ago + 1)
        self.topics = chance.sample(list(topics.BY_KEY), chance.choices((0, 1, 2, 3), (12, 34, 32, 22))[0])
        about = self.words.name(chance), self.words.about(chance)
        ends_at = chance.choice((4, 4, 4, 2, 0))
        role = chance.choices(("", "engineer", "applied", "scientist", "unknown"), (20, 42, 14, 6, 18))[0]
        self.discoverable = chance.choices((True, False, None), (52, 34, 14))[0]
        return (
            user, came, f"!{self.name}", f"{self.name}{ADDRESSES}", self.name if self.is_member else "",
            *about, self.language, self.zone, ends_at, role, self.topics, self.discoverable,
            came if self.is_member else None,
        )  # fmt: skip

    def _preference(self, user: int, rows: Rows) -> None:
        wish = self.chance.choices(("all", "answers", "none"), (81, 13, 6))[0]
        hour = self.chance.choices((19, 7, 8, 12, 21, 22), (62, 6, 9, 5, 12, 6))[0]
        rows.add(
            "preference", (user, self.moment(self.came_ago), wish, hour, _next_hour(hour, self.zone, self.ground.now))
        )

    def _enrollment(self, user: int, enrollment: int, rows: Rows) -> None:
        shown = self.chance.choices(VISIBILITY, (84, 9, 7))[0]
        came = self.moment(self.came_ago)
        rows.add(
            "enrollment",
            (enrollment, came, user, self.ground.phases[self.first - 1], self.day(self.came_ago), self.hours,
             list(self.rests), shown, self.next_due_on),
        )  # fmt: skip
        for leg, began, ended in self.steps:
            done = (ProgressState.DONE.value, self.day(began), self.day(ended))
            rows.add("progress", (came, enrollment, leg.step, *done))
        if self.passed < len(self.ahead) and self.chance.random() < 0.75:
            began = max(0, self.steps[-1][2] - 1) if self.steps else self.came_ago
            doing = (ProgressState.DOING.value, self.day(began), None)
            rows.add("progress", (came, enrollment, self.ahead[self.passed].step, *doing))

    def _projects(self, user: int, ids: Ids, rows: Rows) -> list[int]:
        """One or more from a few steps on; half of them can be seen by everybody."""
        if self.chance.random() > 0.15 + 0.13 * self.passed:
            return []
        return [self._project(user, ids.next("project"), rows) for _ in range(self.chance.choice((1, 1, 1, 2, 3)))]

    def _project(self, user: int, project: int, rows: Rows) -> int:
        tale = self.told[project] = self.words.tale(self.chance)
        shown = self.chance.choices(VISIBILITY, (32, 14, 54))[0]
        stage = self.chance.choices(("idea", "making", "shown"), (20, 50, 30))[0]
        rows.add(
            "project",
            (project, self.moment(self.came_ago), user, shown, tale.slug, tale.title, tale.value, tale.story,
             tale.story_html, list(tale.topics), stage, self.chance.random() < 0.2, self._key()),
        )  # fmt: skip
        return project

    def _entries(self, user: int, projects: Sequence[int], rows: Rows) -> None:
        """Few write much and many write little; the newest lies as far back as they were last here."""
        many = int(self.chance.expovariate(1 / self.ground.entries) + 0.5)
        span = max(0, self.came_ago - self.wrote_ago)
        usual = self.chance.choices(VISIBILITY, (58, 20, 22))[0]
        agos = sorted((self.wrote_ago + self.chance.randint(0, span) for _ in range(many)), reverse=True)
        for ago in agos:
            text, html = self.words.entry(self.chance)
            step = self.chance.choice(self.ahead[: self.passed + 1]).step if self.chance.random() < 0.8 else None
            project = self.chance.choice(projects) if projects and self.chance.random() < 0.6 else None
            shown = usual if self.chance.random() < 0.9 else Visibility.PRIVATE.value
            rows.add(
                "entry",
                (self.moment(ago), shown, markdown.RENDER_VERSION, user, self.day(ago), 5 * self.chance.randint(2, 36),
                 text, html, step, project, self._key()),
            )  # fmt: skip

    def _notices(self, user: int, rows: Rows) -> None:
        """What they were told of: the step that is next, and read ones of those behind."""
        for leg, _began, ended in self.steps[-6:]:
            due = self.day(ended).isoformat()
            read_at = self.moment(ended) if self.chance.random() < 0.9 else None
            told = (f"step {leg.step} {due}", Jsonb({"step": leg.step, "due": due}), read_at)
            rows.add("notice", (self.moment(ended), user, "step", *told))
        due_on = self.next_due_on
        if due_on and due_on <= self.today + 2 * DAY and self.wrote_ago < 30:
            due, step = due_on.isoformat(), self.ahead[self.passed].step
            late = (self.today - due_on).days // 7
            if late >= 1:
                told = (f"plan {due} {late}", Jsonb({"due": due}), None)
                rows.add("notice", (self.moment(0), user, "plan", *told))
            elif due_on >= self.today:
                told = (f"step {step} {due}", Jsonb({"step": step, "due": due}), None)
                rows.add("notice", (self.moment(0), user, "step", *told))

    def _meets(self, user: int, projects: Sequence[int], ids: Ids, rows: Rows) -> None:
        """What depends on who else is in the batch, with a chance of its own."""
        Teller(
            user=user,
            name=self.name,
            language=self.language,
            topics=self.topics,
            projects={project: self.told[project] for project in projects},
            now=self.ground.now,
            today=self.today,
            came_ago=self.came_ago,
            discoverable=self.discoverable is True,
            chance=random.Random(f"{self.name} meets"),  # noqa: S311 - no secret
        ).tell(ids, rows)

    def _key(self) -> str:
        return f"{self.chance.getrandbits(128):032x}"


@cache
def _due_after(leg: Leg, weekday: int, hours: int, rests: tuple[int, ...]) -> timedelta:
    """How long after a day with nothing done yet the step is due: the same for every week of the year."""
    monday = date(2024, 1, 1)
    day = monday + weekday * DAY
    return draw([leg], Pace(1, day, hours, frozenset(rests)), {}).steps[0].due_on - day


@cache
def _today(now: datetime, zone: str) -> date:
    return clock.day_of(now, time_zone=zone, ends_at=4)


@cache
def _next_hour(hour: int, zone: str, now: datetime) -> datetime:
    return next_hour(hour, time_zone=zone, after=now)
