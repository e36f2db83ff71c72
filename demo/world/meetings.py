"""Who follows whom, who wrote to whom, and this week's suggestions, which the product itself chooses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import yaml

from accounts.models import User
from demo.world.texts import HERE
from notices.models import Notice
from peers.actions.ring import open_week, week_now
from peers.actions.surface import surface
from peers.models import Follow, Introduction, Suggestion

_ANSWERED: Final = {"accepted", "declined"}


@dataclass(frozen=True, slots=True)
class Meetings:
    people: Mapping[str, User]
    now: datetime

    def happen(self) -> None:
        said = yaml.safe_load((HERE / "letters.yaml").read_text())
        Follow.objects.bulk_create(
            Follow(follower=self.people[who], followed=self.people[whom], created_at=self.now - timedelta(days=40))
            for who, all_of_them in said["follows"].items()
            for whom in all_of_them
        )
        written = Introduction.objects.bulk_create(self._letter(letter) for letter in said["letters"])
        open_week(self.now)
        while surface(self.now):
            pass
        Notice.objects.bulk_create(notice for letter in written for notice in self._told(letter))
        Notice.objects.bulk_create(self._told_of_week())

    def _letter(self, letter: Mapping[str, Any]) -> Introduction:
        written_at = self.now - timedelta(days=letter["days"], hours=3)
        return Introduction(
            sender=self.people[letter["from"]],
            recipient=self.people[letter["to"]],
            text=letter["text"],
            state=letter["state"],
            answered_at=written_at + timedelta(hours=20) if letter["state"] in _ANSWERED else None,
            created_at=written_at,
        )

    def _told(self, letter: Introduction) -> Iterator[Notice]:
        subjects, key = {"introduction": letter.pk}, f"introduction {letter.pk}"
        if letter.state == Introduction.State.SENT:
            yield Notice(
                recipient=letter.recipient,
                kind="introduction_received",
                key=key,
                subjects=subjects,
                created_at=letter.created_at,
            )
        if letter.state == Introduction.State.ACCEPTED:
            yield Notice(
                recipient=letter.sender,
                kind="introduction_accepted",
                key=f"{key} accepted",
                subjects=subjects,
                created_at=letter.answered_at or self.now,
                read_at=self.now,
            )

    def _told_of_week(self) -> Iterator[Notice]:
        week = week_now(self.now)
        knowns = [person for person in self.people.values() if person.has_usable_password()]
        served = set(Suggestion.objects.of_week(week, knowns).values_list("learner", flat=True))
        for person in knowns:
            if person.pk in served:
                yield Notice(
                    recipient=person,
                    kind="peers_of_week",
                    key=f"peers {week}",
                    subjects={"week": week.isoformat()},
                    created_at=self.now - timedelta(hours=9),
                )
