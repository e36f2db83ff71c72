"""The log: a day's work is written down and mended. How it is kept, taken away and brought back, stands in keeping.py."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final, NotRequired, TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit import dates, markdown
from portfolio import prose
from portfolio.actions import keeping
from portfolio.actions.keeping import Columns, Unfit
from portfolio.models import Entry, Project
from portfolio.models.entry import MOST_MINUTES
from roadmap.actions import progress
from roadmap.models import Step

MOST_A_DAY: Final = 200  # entries that one person writes, whichever days they are about


class DayAhead(Unfit):
    about = "day"

    def __init__(self, day: date, today: date) -> None:
        self.day = day
        said = _("%(day)s hasn’t come yet. Choose today or an earlier day.")
        super().__init__(said % {"day": dates.say_date(day, today)})


class LongAgo(Unfit):
    about = "day"
    message = _("That’s before 1970. Check the year.")


class TooLong(Unfit):
    about = "minutes"
    message = _("A day has 24 hours. Write 24h or less.")


class SaysNothing(Unfit):
    about = "text"
    message = _("Write a line about it, or how long it took.")


class TextTooLong(Unfit):
    about = "text"
    message = _("An entry holds 20,000 characters. Split it into two.")


class NotYourProject(Unfit):
    about = "project"
    message = _("Choose one of your own projects.")


class TooManyToday(Unfit):
    about = "text"
    message = _("That’s 200 entries within a day. What you wrote is still here; log it tomorrow.")


class Said(TypedDict):
    """What an entry says. `day` is the writer's own, `minutes` 0–1,440, `text` Markdown."""

    day: date
    text: str
    minutes: int
    visibility: str
    step: NotRequired[Step | None]
    project: NotRequired[Project | None]


@transaction.atomic
def log(owner: User, *, form_key: UUID, now: datetime, **said: Unpack[Said]) -> Entry:
    """Write down what `owner` did, and begin the step it was about. The same form sent again is the same entry.

    Raises an Unfit: DayAhead, LongAgo, TooLong, SaysNothing, TextTooLong, NotYourProject or TooManyToday.
    """
    columns = _columns(said, owner, now)
    keeping.held_owner(owner.pk)
    entry, new = keeping.made(Entry, owner, form_key=form_key, columns=columns, draw=_drawn, now=now)
    if new and keeping.made_within_a_day(Entry, owner, now) > MOST_A_DAY:
        raise TooManyToday
    if new:
        _begin(entry)
    return entry


@transaction.atomic
def edit(entry: Entry, *, version: int, now: datetime, **said: Unpack[Said]) -> Entry:
    """Save what the owner made of that `version` of their entry; one that was taken away meanwhile stands again.

    Raises keeping.ChangedMeanwhile when another version stands by now, and what `log` raises.
    """
    standing = keeping.held(entry)
    columns = _columns(said, standing.owner, now, before=standing)
    saved = keeping.saved(standing, version=version, columns=columns, draw=_drawn, now=now)
    _begin(saved)
    return saved


def _columns(said: Said, owner: User, now: datetime, before: Entry | None = None) -> Columns:
    """The columns that hold what was `said`, once all rules agree; what an entry said `before` may stay in it."""
    step, project = said.get("step"), said.get("project")
    for no in unfit(said, owner, now, before):
        raise no
    return {
        "text": prose.lines(said["text"]),
        "minutes": said["minutes"],
        "day": said["day"],
        "step_id": step and step.pk,
        "project_id": project and project.pk,
        "visibility": said["visibility"],
    }


def unfit(said: Mapping[str, Any], owner: User, now: datetime, before: Entry | None = None) -> Iterator[Unfit]:
    """All that cannot be so in what is `said`, which may be a part of it; what an entry said `before` may stay in it."""
    day, text, minutes = said.get("day"), said.get("text"), said.get("minutes")
    if day and (before is None or day != before.day):
        yield from _unfit_day(day, owner, now)
    if minutes and minutes > MOST_MINUTES:
        yield TooLong()
    if text is not None and not prose.lines(text) and minutes == 0:
        yield SaysNothing()
    if text and len(prose.lines(text)) > markdown.MOST_CHARACTERS:
        yield TextTooLong()
    project = said.get("project")
    if project is not None and not _may_be_about(project, owner, before):
        yield NotYourProject()


def _unfit_day(day: date, owner: User, now: datetime) -> Iterator[Unfit]:
    today = owner.calendar_day(now)  # at 02:00 both this day and the one they still live in
    if day > today:
        yield DayAhead(day, today)
    if day < dates.EARLIEST:
        yield LongAgo()


def _may_be_about(project: Project, owner: User, before: Entry | None) -> bool:
    stays = before is not None and before.project_id == project.pk
    return project.owner_id == owner.pk and (stays or project.removed_at is None)


def _drawn(columns: Columns) -> dict[str, Any]:
    return {"html": markdown.render(columns["text"], links="members"), "render_version": markdown.RENDER_VERSION}


def _begin(entry: Entry) -> None:
    if entry.step is not None:
        progress.begin(entry.owner, entry.step, on=entry.day)
