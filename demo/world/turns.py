"""What happened to some of the people in between: who left, was suspended, took something away, wants no mail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

import yaml
from allauth.account.models import EmailAddress
from django.db.models import F

from accounts.actions import blocks, leaving
from accounts.models import Block, FormerHandle, Report, User
from demo.world.texts import HERE
from notices.actions import preferences
from notices.models import Mail
from notices.models.mail import MailState
from notices.models.preference import MailWish
from portfolio.actions import keeping
from portfolio.models import Entry, Project
from roadmap.actions import judging
from roadmap.models import Enrollment, Progress, Step

_HANDED_OVER_IN: Final = timedelta(seconds=3)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Turns:
    """Told in two halves: who is here and how, before people meet; what was said of them, once all the rest stands."""

    people: Mapping[str, User]
    now: datetime
    said: Row = field(default_factory=lambda: yaml.safe_load((HERE / "turns.yaml").read_text()))

    def turn(self) -> None:
        self._begin(self.said["unfinished"])
        for wish in self.said["wishes"]:
            preferences.wish(self.people[wish["who"]], mail=MailWish(wish["mail"]), hour=wish["hour"], now=self.now)
        for blocker, all_of_them in self.said["blocks"].items():
            for blocked, days in all_of_them.items():
                made = blocks.block(self.people[blocker], self.people[blocked])
                Block.objects.filter(pk=made.pk).update(created_at=self._ago(days))
        self._rename(self.said["former"])
        self._note(self.said["note"])
        for row in self.said["removed"]:
            self._remove(row)
        self._suspend(self.said["suspended"])
        goes = self.people[self.said["leaving"]["who"]]
        leaving.leave(goes, handle=goes.handle, now=self._ago(self.said["leaving"]["days"]))

    def end(self) -> None:
        for row in self.said["reports"]:
            self._report(row)
        self._deliver()

    def _ago(self, days: int) -> datetime:
        return self.now - timedelta(days=days, hours=2)

    def _begin(self, row: Row) -> None:
        """Somebody who brought back the code and went no further."""
        came = self._ago(row["days"])
        person = User.objects.create_user(row["address"], language=row["language"], created_at=came, last_login=came)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)

    def _rename(self, row: Row) -> None:
        person = self.people[row["who"]]
        FormerHandle.objects.create(handle=row["was"], user=person, left_at=self._ago(row["days"]), leads_here=True)

    def _note(self, row: Row) -> None:
        """On a step that is still ahead."""
        enrollment = Enrollment.objects.get(learner=self.people[row["of"]])
        Progress.objects.create(enrollment=enrollment, step=Step.objects.get(key=row["step"]), note=row["text"])

    def _remove(self, row: Row) -> None:
        """What was their newest entry, or their newest project, by then."""
        at = self._ago(row["days"])
        theirs = {"owner": self.people[row["of"]], "created_at__lt": at}
        if row["what"] == "entry":
            keeping.remove(Entry.objects.filter(**theirs).latest("pk"), now=at)
        else:
            keeping.remove(Project.objects.filter(**theirs).latest("pk"), now=at)

    def _suspend(self, row: Row) -> None:
        """As the verb does, but without the letter that it writes at once."""
        suspended = {"suspended_at": self._ago(row["days"]), "suspended_because": row["because"]}
        User.objects.filter(handle=row["who"]).update(**suspended)

    def _report(self, row: Row) -> None:
        person = self.people[row["of"]]
        report = Report.objects.create(
            kind="person",
            subject=person.pk,
            person=person,
            by=self.people[row["by"]],
            why=row["why"],
            words=row.get("words", ""),
            created_at=self._ago(row["days"]),
        )
        if "done" in row:
            by, at = User.objects.get(handle=row["curator"]), self._ago(row["decided"])
            if row["done"] == Report.State.KEPT:
                judging.keep(report, by=by, note=row["note"], now=at)
            else:  # whose thing it was is suspended by now
                judging.suspend(report, by=by, because=row["note"], now=at)

    def _deliver(self) -> None:
        """All that was ever queued went out in its time, so that nobody is written to about what is long over."""
        Mail.objects.update(state=MailState.SENT, state_since=F("created_at") + _HANDED_OVER_IN, tries=1)
        for row in self.said["mails"]:
            those = Mail.objects.filter(recipient=self.people[row["to"]], notices__kind=row["kind"])
            Mail.objects.filter(pk__in=those.values("pk")).update(state=row["is"], reason=row["why"])
        Mail.objects.past(self.now).delete()
