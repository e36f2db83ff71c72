"""The log: a day's work is written down, mended, taken away and brought back.

What somebody wrote is never lost: a form sent twice is one entry, one that says something else is another, and a save from
an older version overwrites nothing.
"""

from datetime import date, datetime
from typing import Any, NotRequired, TypedDict, Unpack
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit import dates, markdown
from kit.errors import Refusal
from portfolio import prose
from portfolio.actions import pictures
from portfolio.models import Entry, Project
from portfolio.models.entry import MOST_MINUTES
from portfolio.models.seen import KEPT_FOR
from roadmap.actions import progress
from roadmap.models import Step

EARLIEST = date(1970, 1, 1)


class Unfit(Refusal):
    """Something said in an entry cannot be so; `about` names it, as the parameters of `log` do."""

    about = "text"


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
    message = _("Write a line about it, or how long it took.")


class TextTooLong(Unfit):
    message = _("An entry holds 20,000 characters. Split it into two.")


class NotYourProject(Unfit):
    about = "project"
    message = _("Choose one of your own projects.")


class ChangedMeanwhile(Refusal):
    """`standing` is the entry as it was saved elsewhere; perhaps it was taken away there."""

    message = _("This entry was changed in another window. Choose which text stays.")

    def __init__(self, standing: Entry) -> None:
        self.standing = standing
        super().__init__()


class GoneForGood(Refusal):
    message = _("30 days have passed, so this entry can’t come back.")


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

    Raises an Unfit: DayAhead, LongAgo, TooLong, SaysNothing, TextTooLong or NotYourProject.
    """
    columns = _columns(said, owner, now)
    entry, new = Entry.objects.get_or_create(owner=owner, form_key=form_key, defaults=columns | _drawn(columns["text"]))
    if new:
        pictures.claim(entry, now=now)
        _begin(entry)
    elif not _stands_as(entry, columns):
        # A form that the browser brought back, and that says something new: an entry of its own, once again only one.
        return log(owner, form_key=uuid5(form_key, repr(columns)), now=now, **said)
    return entry


@transaction.atomic
def edit(entry: Entry, *, version: int, now: datetime, **said: Unpack[Said]) -> Entry:
    """Save what the owner made of that `version` of their entry; one that was taken away meanwhile stands again.

    Raises ChangedMeanwhile when another version stands by now, and what `log` raises.
    """
    standing = Entry.objects.select_for_update(of=("self",)).select_related("owner").get(pk=entry.pk)
    columns = _columns(said, standing.owner, now, before=standing)
    if _stands_as(standing, columns):
        return standing
    if standing.version != version:
        raise ChangedMeanwhile(standing)
    columns |= _drawn(columns["text"]) | {"version": version + 1, "removed_at": None}
    for name, value in columns.items():
        setattr(standing, name, value)
    standing.save(update_fields=list(columns))
    pictures.claim(standing, now=now)
    _begin(standing)
    return standing


@transaction.atomic
def remove(entry: Entry, *, now: datetime) -> Entry:
    """Take an entry away; for 30 days it can come back. A second time changes nothing."""
    Entry.objects.standing().filter(pk=entry.pk).update(removed_at=now, version=F("version") + 1)
    entry.refresh_from_db(fields=["removed_at", "version"])
    pictures.claim(entry, now=now)
    return entry


@transaction.atomic
def bring_back(entry: Entry, *, now: datetime) -> Entry:
    """Let an entry stand again that was taken away. Raises GoneForGood after 30 days."""
    Entry.objects.recoverable(now - KEPT_FOR).filter(pk=entry.pk).update(removed_at=None, version=F("version") + 1)
    entry.refresh_from_db(fields=["removed_at", "version"])
    if entry.removed_at is not None:
        raise GoneForGood
    pictures.claim(entry, now=now)
    return entry


def _columns(said: Said, owner: User, now: datetime, before: Entry | None = None) -> dict[str, Any]:
    """The columns that hold what was `said`, once all rules agree; what an entry said `before` may stay in it."""
    text, step, project = prose.lines(said["text"]), said.get("step"), said.get("project")
    if before is None or said["day"] != before.day:
        _see_day(said["day"], owner, now)
    if said["minutes"] > MOST_MINUTES:
        raise TooLong
    if not text and not said["minutes"]:
        raise SaysNothing
    if len(text) > markdown.MOST_CHARACTERS:
        raise TextTooLong
    if project is not None and not _may_be_about(project, owner, before):
        raise NotYourProject
    return {
        "text": text,
        "minutes": said["minutes"],
        "day": said["day"],
        "step_id": step and step.pk,
        "project_id": project and project.pk,
        "visibility": said["visibility"],
    }


def _see_day(day: date, owner: User, now: datetime) -> None:
    today = owner.calendar_day(now)  # at 02:00 both this day and the one they still live in
    if day > today:
        raise DayAhead(day, today)
    if day < EARLIEST:
        raise LongAgo


def _may_be_about(project: Project, owner: User, before: Entry | None) -> bool:
    stays = before is not None and before.project_id == project.pk
    return project.owner_id == owner.pk and (stays or project.removed_at is None)


def _drawn(text: str) -> dict[str, Any]:
    return {"html": markdown.render(text, links="members"), "render_version": markdown.RENDER_VERSION}


def _stands_as(entry: Entry, columns: dict[str, Any]) -> bool:
    return entry.removed_at is None and all(getattr(entry, name) == value for name, value in columns.items())


def _begin(entry: Entry) -> None:
    if entry.step is not None:
        progress.begin(entry.owner, entry.step, on=entry.day)
