"""What the log page is told: its weeks, its year, and their words."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.visibility import Visibility
from kit.charts.year import Year, year
from kit.dates import say_date, say_month, say_short_month, week_of
from kit.durations import say_minutes
from portfolio.log_box import LogBox
from portfolio.reads import Asked, History, Row, history
from roadmap import trail

WEEK = timedelta(weeks=1)


def page(owner: User, asked: Asked, box: LogBox) -> dict[str, Any]:
    """The context of `portfolio/log.html`."""
    read = history(owner, asked, box.today)
    projects = dict(box.projects)
    return {
        "asked": asked,
        "box": box,
        "history": read,
        "year": None if asked.narrows or asked.pages or not read.weeks else _year(read, box.latest),
        "first_day": owner.day(owner.created_at) == box.today,
        "narrowed": " · ".join(_narrowed(asked, projects)),
        "week_name": lambda monday: _week_name(monday, box.today),
        "about": lambda row: _about(row, projects),
        "visibility": {value: str(word) for value, word in Visibility.choices},
        "say_month": say_month,
        "say_minutes": say_minutes,
    }


def _year(read: History, until: date) -> tuple[Year, str]:
    """The picture of the year and its sentence."""
    first = week_of(until) - 52 * WEEK
    days = {day: minutes for day, minutes in read.days.items() if first <= day <= until}
    said = ngettext(
        "%(num)s day logged in the last year, %(time)s", "%(num)s days logged in the last year, %(time)s", len(days)
    )
    said %= {"num": len(days), "time": say_minutes(sum(days.values()))}
    return year(days, until=until, says=said, month_name=say_short_month), said


def _week_name(monday: date, today: date) -> str:
    names = {week_of(today): _("This week"), week_of(today) - WEEK: _("Last week")}
    return names.get(monday) or _("Week of %(day)s") % {"day": say_date(monday, today)}


def _narrowed(asked: Asked, projects: dict[str, str]) -> Iterator[str]:
    """What the list was narrowed to, each in its own words."""
    step = trail.current().step_by_key.get(asked.step)
    if step:
        yield str(step.title)
    if asked.project in projects:
        yield projects[asked.project]
    if asked.q:
        yield f"“{asked.q}”"


def _about(row: Row, projects: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What an entry is about, each with where it leads."""
    step = trail.current().step_by_id.get(row["step_id"])
    if step:
        yield str(step.title), step_address(step.phase_key, step.key)
    project = str(row["project_id"])
    if project in projects:
        yield projects[project], f"{reverse('portfolio:log')}?project={project}"


@lru_cache(maxsize=256)
def step_address(phase: str, key: str) -> str:
    return reverse("roadmap:step", args=[phase, key])
