"""What the log page is told: its weeks, its year, and their words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.visibility import Visibility
from kit.dates import say_date, say_day, say_month, week_of
from kit.durations import say_minutes
from portfolio import log_box
from portfolio.log_box import LogBox
from portfolio.reads.log import Asked, History, Row, front, history
from portfolio.views.year import drawn_year
from roadmap import trail

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Words:
    """How a page says what stands in rows; what it has said once it says again without thinking."""

    day: Callable[[date], str]
    minutes: Callable[[int], str]
    about: Callable[[Row], tuple[tuple[str, str], ...]]
    visibility: Mapping[str, str]
    week: Callable[[date], str]


def page(owner: User, asked: Asked, now: datetime, box: LogBox | None = None) -> dict[str, Any]:
    """The context of `portfolio/log.html`; `box` is one that came back with something to mend."""
    read, box = _read(owner, asked, now, box)
    whole = not (asked.narrows or asked.pages)
    return {
        "asked": asked,
        "box": box,
        "history": read,
        "words": _words(box),
        "year": drawn_year(read.days, box.latest) if whole and read.weeks else None,
        "first_day": owner.day(owner.created_at) == box.today,
        "narrowed": " · ".join(_narrowed(asked, dict(box.projects))),
        "say_month": say_month,
        "say_minutes": say_minutes,
    }


def _read(owner: User, asked: Asked, now: datetime, box: LogBox | None) -> tuple[History, LogBox]:
    today = owner.day(now)
    if asked.narrows or asked.pages:
        box = box or log_box.asked(owner, now).about(step=asked.step, project=asked.project)
        return history(owner, asked, today), box
    read = front(owner, today)
    return read.history, box or log_box.fresh(owner, now, projects=read.projects, visibility=read.visibility)


def _words(box: LogBox) -> Words:
    today = box.today
    return Words(
        day=cache(lambda day: say_day(day, today)),
        minutes=cache(say_minutes),
        about=_abouts(dict(box.projects)),
        visibility={value: str(word) for value, word in Visibility.choices},
        week=_week_names(today),
    )


def _week_names(today: date) -> Callable[[date], str]:
    names, other = {week_of(today): _("This week"), week_of(today) - WEEK: _("Last week")}, _("Week of %(day)s")
    return lambda monday: names.get(monday) or other % {"day": say_date(monday, today)}


def _narrowed(asked: Asked, projects: dict[str, str]) -> Iterator[str]:
    """What the list was narrowed to, each in its own words."""
    step = trail.current().step_by_key.get(asked.step)
    if step:
        yield str(step.title)
    if asked.project in projects:
        yield projects[asked.project]
    if asked.q:
        yield f"“{asked.q}”"


def _abouts(projects: dict[str, str]) -> Callable[[Row], tuple[tuple[str, str], ...]]:
    """What an entry is about, each with where it leads."""
    log, steps = reverse("portfolio:log"), trail.current().step_by_id

    @cache
    def about(step_id: int | None, project_id: int | None) -> tuple[tuple[str, str], ...]:
        step, project = steps.get(step_id or 0), str(project_id)
        return (
            *([(str(step.title), step_address(step.phase_key, step.key))] if step else []),
            *([(projects[project], f"{log}?project={project}")] if project in projects else []),
        )

    return lambda row: about(row["step_id"], row["project_id"])


@lru_cache(maxsize=256)
def step_address(phase: str, key: str) -> str:
    return reverse("roadmap:step", args=[phase, key])
