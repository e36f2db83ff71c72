"""What a crowd proves, asks of mentors and writes to each other: rows beside those of demo/crowd.py.

Whom somebody meets came before them in the same batch, so the batch decides these; nothing else is drawn with their chance.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from psycopg.types.json import Jsonb

from accounts import topics
from accounts.visibility import Visibility
from demo.tables import Ids, Rows
from demo.words import Told

DAY: Final = timedelta(days=1)
VISIBILITY: Final = [choice.value for choice in Visibility]
SHARE_OF_MENTORS: Final = 0.03
WEEKS_MEASURED: Final = 12
STATES: Final = (("claimed", "verified", "declined", "draft"), (30, 45, 10, 15))
QUESTIONS: Final = {
    "ko": (
        "무엇부터 고치면 좋을까요?",
        "처음 보는 사람도 무엇을 만들었는지 알 수 있나요?",
        "데이터를 더 모아야 할까요?",
    ),
    "en": ("What should I fix first?", "Would a stranger see what this is?", "Do I need more data, or a better model?"),
}
LETTERS: Final = {
    "ko": "기록을 읽었어요. 라벨을 다시 붙인 이야기가 제가 막힌 데와 같아요. 얼마나 걸리셨는지 하나만 여쭤요.",
    "en": "I read your log. You labelled everything twice, which is where I am stuck. How long did it take you?",
}
WHY_NOT: Final = {"ko": "내 몫이 어디인지 보이면 다시 볼게요.", "en": "Show which part was yours, and I’ll look again."}


@dataclass(frozen=True, slots=True)
class Teller:
    """One of the crowd who tells of proofs and meetings."""

    user: int
    name: str
    language: str
    topics: Sequence[str]
    projects: Mapping[int, Told]
    now: datetime
    today: date
    came_ago: int
    discoverable: bool
    chance: random.Random

    def tell(self, ids: Ids, rows: Rows) -> None:
        milestones = [
            one
            for number in range(self.chance.choice((0, 0, 1, 1, 2, 4)))
            if (one := self._milestone(number, ids, rows))
        ]
        self._request(milestones, ids, rows)
        self._follows(ids, rows)
        if self.discoverable:
            self._introductions(ids, rows)
        if self.chance.random() < SHARE_OF_MENTORS:
            self._mentor(ids, rows)

    def _ago(self, most: int | None = None) -> int:
        return self.chance.randint(0, self.came_ago if most is None else min(most, self.came_ago))

    def _moment(self, ago: int) -> datetime:
        return self.now - timedelta(days=ago, minutes=self.chance.randint(1, 600))

    def _milestone(self, number: int, ids: Ids, rows: Rows) -> dict[str, Any] | None:
        """One that a mentor of the batch decided about, or nobody; what a request keeps of it, if one can ask about it."""
        state = self.chance.choices(*STATES)[0]
        if state in {"verified", "declined"} and not ids.mentors:
            state = "claimed"
        ago, milestone = self._ago(), ids.next("milestone")
        kind, title, facts = self._claims(number, ago)
        by = self.chance.choice(ids.mentors) if state in {"verified", "declined"} else None
        decided = self._moment(self._ago(ago)) if by else None
        verified = state == "verified"
        rows.add(
            "milestone",
            (milestone, self._moment(ago), self.user, kind, title, "", Jsonb(facts), facts["address"],
             self.chance.choice([*self.projects, None]), self.chance.choices(VISIBILITY, (30, 20, 50))[0], state,
             None if state == "draft" else self._moment(ago), by if verified else None, decided if verified else None,
             f"{self.chance.getrandbits(128):032x}"),
        )  # fmt: skip
        if by:
            rows.add("verification", (decided, milestone, state, "" if verified else WHY_NOT[self.language], by))
        self._evidence(milestone, kind, title, facts, ago, rows)
        told = {"id": milestone, "kind": kind, "title": title, "deed": "", "note": "", "facts": facts}
        return told | {"links": [], "version": 1} if state == "claimed" else None

    def _claims(self, number: int, ago: int) -> tuple[str, str, dict[str, Any]]:
        """A kind, a title, and the facts of it."""
        tale = self.chance.choice(list(self.projects.values())) if self.projects else None
        title, day = tale.title if tale else self.name, (self.today - (ago + 3) * DAY).isoformat()
        at, kind = f"{self.name}-{number}", self.chance.choice(("pull_request", "article", "prize", "tool"))
        if kind == "pull_request":
            facts = {"address": f"https://github.com/populate/{at}/pull/7", "merged_on": day, "stars": 1200}
        elif kind == "article":
            facts = {"address": f"https://{at}.populate.example/", "published_on": day, "views": 4100}
        elif kind == "prize":
            facts = {"address": f"https://contest.populate.example/{at}", "rank": 9, "teams": 210, "ended_on": day}
        else:
            facts = {"address": f"https://tool.populate.example/{at}", "people": 120, "week_of": day}
        return kind, title[:120], facts

    def _evidence(self, milestone: int, kind: str, title: str, facts: dict[str, Any], ago: int, rows: Rows) -> None:  # noqa: PLR0913, PLR0917 - what a row says
        said = {"title": title, "author": self.name} if kind == "pull_request" else {}
        read_at = self._moment(min(ago, 5)) if said else None
        rows.add("evidence", (self._moment(ago), milestone, 0, facts["address"], Jsonb(said), read_at))
        if kind in {"article", "tool"}:
            for week in range(min(WEEKS_MEASURED, ago // 7)):
                value = 6000 - 400 * week + self.chance.randint(0, 300)
                rows.add("reading", (self._moment(week * 7), milestone, "hand", self.today - week * 7 * DAY, value))

    def _request(self, milestones: Sequence[dict[str, Any]], ids: Ids, rows: Rows) -> None:
        """Some ask about a project or a claim; half of those are answered, where the batch has a mentor."""
        if self.chance.random() > 0.3 or not (self.projects or milestones):
            return
        if milestones:
            told, project, of = self.chance.choice(milestones), None, self.topics
            milestone, title, snapshot = told["id"], told["title"], {"milestone": told}
        else:
            project, milestone = self.chance.choice(list(self.projects)), None
            tale = self.projects[project]
            title, of = tale.title, tale.topics
            told = {"id": project, "title": title, "value": tale.value, "story": tale.story, "links": [], "version": 1}
            snapshot = {"project": told}
        mentor = self.chance.choice(ids.mentors) if ids.mentors and self.chance.random() < 0.5 else None
        request, ago = ids.next("request"), self._ago(60)
        ended = self._moment(ago // 2) if mentor else None
        rows.add(
            "request",
            (request, self._moment(ago), self.user, project, milestone, self.chance.choice(QUESTIONS[self.language]),
             self.language, title, list(of or self.topics), Jsonb(snapshot), "answered" if mentor else "open", ended),
        )  # fmt: skip
        if mentor:
            scores = [self.chance.randint(1, 4) for _ in range(4)]
            things = list(QUESTIONS[self.language])
            rows.add("review", (ended, request, mentor, *scores, LETTERS[self.language], things, "none", ended, ended))

    def _mentor(self, ids: Ids, rows: Rows) -> None:
        """A mentor, or now and then somebody who wants to be one."""
        applied, waits = self._moment(self.came_ago), self.chance.random() < 0.2
        reads = self.chance.sample(list(topics.BY_KEY), 3)
        state, decided = ("applied", None) if waits else ("accepted", applied)
        rows.add(
            "mentor", (self.user, applied, state, LETTERS[self.language], reads, [self.language], applied, decided)
        )
        if not waits:
            ids.mentors.append(self.user)

    def _follows(self, ids: Ids, rows: Rows) -> None:
        """Some of those who came before them in the same batch."""
        for other in self._before(ids, self.chance.choice((0, 3, 8, 20, 40))):
            rows.add("follow", (self._moment(0), self.user, other))

    def _introductions(self, ids: Ids, rows: Rows) -> None:
        for other in self._before(ids, self.chance.choice((0, 0, 0, 1, 2, 5))):
            state = self.chance.choices(("sent", "accepted", "declined"), (40, 45, 15))[0]
            ago = self._ago(90)
            answered = None if state == "sent" else self._moment(ago // 2)
            rows.add("introduction", (self._moment(ago), self.user, other, LETTERS[self.language], state, answered))

    def _before(self, ids: Ids, many: int) -> list[int]:
        before = range(ids.first_user, self.user)
        return self.chance.sample(before, min(len(before), many))
