"""The box one writes a day into, as `components/log_box.html` draws it on Today, on a step, on a project and in the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Self
from uuid import UUID, uuid4

from accounts.models import User
from accounts.visibility import Visibility
from kit.bilingual import language
from portfolio.forms.entry import EntryForm
from portfolio.models import Entry, Project
from roadmap import trail

Options = Sequence[tuple[str, str]]
_SENT = ("text", "minutes", "day", "step", "project", "visibility", "back", "picture_words")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogBox:
    """What stands in the box: what was typed so far, what may be chosen, and what has to be mended."""

    owner: int
    today: date  # the day the owner lives in
    latest: date  # the date on their calendar, which at night is a day ahead
    projects: Options
    day: str
    visibility: str
    visible_as_before: bool = False  # chosen by nobody yet, but by the entry before
    text: str = ""
    minutes: str = ""
    step: str = ""
    project: str = ""
    picture_words: str = ""  # for those who can't see a picture that was not taken
    back: str = ""  # where the page that shows it is, for who comes back without a script
    form_key: UUID = field(default_factory=uuid4)
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def steps(self) -> Sequence[tuple[str, Options]]:
        """The steps to choose from, key and title, under the title of their phase."""
        return _steps(trail.current(), language())

    @property
    def steps_with_chosen(self) -> tuple[int, str]:
        """Which roadmap they are of, and the chosen one if it is among them: who chooses the same sees the same."""
        walked = trail.current()
        return walked.reading, self.step if self.step in walked.step_by_key else ""

    @property
    def visibilities(self) -> Options:
        return [(value, str(word)) for value, word in Visibility.choices]

    @property
    def is_plain(self) -> bool:
        """Whether what is rarely chosen is as it begins, so that it can stay folded."""
        return self.day == self.today.isoformat() and not self.project and not {"day", "project"} & set(self.errors)

    def about(self, *, step: str = "", project: str = "") -> Self:
        """The same box about a step (its key) or a project (its id)."""
        return replace(self, step=step, project=project)


@lru_cache(maxsize=4)
def _steps(walked: trail.Trail, _language: str) -> Sequence[tuple[str, Options]]:
    phases = (phase for phase in walked.phases if phase.steps)
    return [(str(phase.title), [(step.key, str(step.title)) for step in phase.steps]) for phase in phases]


def fresh(owner: User, now: datetime, *, projects: Options, visibility: str) -> LogBox:
    """An empty box."""
    today = owner.day(now)
    return LogBox(
        owner=owner.pk,
        today=today,
        latest=owner.calendar_day(now),
        projects=projects,
        day=today.isoformat(),
        visibility=visibility,
        visible_as_before=True,
    )


def asked(owner: User, now: datetime) -> LogBox:
    """An empty box for a page that has not asked for the owner's projects and last choice itself."""
    last = Entry.objects.of(owner).last_visibility()
    return fresh(owner, now, projects=projects_of(owner), visibility=last)


def typed(form: EntryForm) -> LogBox:
    """The box as it was sent, with what has to be mended."""
    said = {name: form.data.get(name, "") for name in _SENT}
    return LogBox(
        **said,
        owner=form.owner.pk,
        today=form.owner.day(form.now),
        latest=form.owner.calendar_day(form.now),
        projects=projects_of(form.owner),
        form_key=form.form_key,
        errors={name: [str(error) for error in errors] for name, errors in form.errors.items()},
    )


def projects_of(owner: User) -> Options:
    """The owner's projects to choose from, id and title."""
    rows = Project.objects.standing().filter(owner=owner).order_by("-pinned", "-pk")
    return [(str(pk), title) for pk, title in rows.values_list("pk", "title")]
