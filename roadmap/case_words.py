"""What is known of a broken link, in words. Pure, but for the language being spoken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from accounts.models import User
from kit.bilingual import language
from kit.dates import say_day
from roadmap.models import LinkCase, Resource
from roadmap.models.link_case import CaseVerdict

HEADS: Final = {
    CaseVerdict.DEAD: gettext_lazy("It’s gone"),
    CaseVerdict.MOVED: gettext_lazy("It moved for good"),
    CaseVerdict.TOLD: gettext_lazy("Members say it’s broken"),
}
LINES: Final = {
    CaseVerdict.DEAD: gettext_lazy("It failed at least twice, 20 hours or more apart, while other sites answered."),
    CaseVerdict.MOVED: gettext_lazy("The old address leads on to a new one and says that this will stay so."),
    CaseVerdict.TOLD: gettext_lazy(
        "Open it and see for yourself: what answers may be another page than the one we meant."
    ),
}
WHOLE_HOST: Final = gettext_lazy("Nothing of this site answers any more, so everything on it is one case.")
TROUBLE: Final = {
    "name": gettext_lazy("nobody knows the name of the site"),
    "connect": gettext_lazy("nobody answers there"),
    "timeout": gettext_lazy("no answer in time"),
    "tls": gettext_lazy("its certificate doesn’t hold"),
    "protocol": gettext_lazy("an answer that makes no sense"),
    "redirects": gettext_lazy("sent on and on"),
    "refused": gettext_lazy("leads to no page of the web"),
    "robots": gettext_lazy("asks machines to stay away"),
    "unread": gettext_lazy("can’t say at the moment what machines may read"),
}
OUTCOMES: Final[dict[str, tuple[str, str | Promise]]] = {
    "alive": ("fresh", pgettext_lazy("link", "opens")),
    "moved": ("stale", pgettext_lazy("link", "moved")),
    "blocked": ("stale", pgettext_lazy("link", "we can’t check it")),
    "failed": ("gone", pgettext_lazy("link", "doesn’t open")),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One result: the day, what was answered, and how its mark is painted."""

    day: str
    said: str
    blaze: str
    word: str | Promise


def said(words: str) -> str:
    """The evidence of a check: "301, then 200", or the trouble."""
    if words in TROUBLE:
        return str(TROUBLE[words])
    first, *rest = words.split() or [""]
    return ", ".join([first, *(_("then %(status)s") % {"status": status} for status in rest)])


def history(resource: Resource, reader: User) -> list[Check]:
    """The last few checks, the latest first, on the reader's calendar."""
    today = reader.calendar_day()
    return [_check(one, reader, today) for one in reversed(resource.checks)]


def _check(kept: dict[str, Any], reader: User, today: date) -> Check:
    blaze, word = OUTCOMES[kept["outcome"]]
    return Check(
        say_day(reader.calendar_day(datetime.fromisoformat(kept["at"])), today), said(kept["said"]), blaze, word
    )


def head(case: LinkCase) -> str | Promise:
    return HEADS[CaseVerdict(case.verdict)]


def line(case: LinkCase) -> str | Promise:
    return WHOLE_HOST if case.host_id else LINES[CaseVerdict(case.verdict)]


def note(verdict: str, told: int) -> str:
    """Under its name in the list: what is wrong, and how many said so."""
    return _noted(verdict, told, language())


@lru_cache(maxsize=256)  # a list says the same few notes again and again
def _noted(verdict: str, told: int, _language: str) -> str:
    parts = [str(HEADS[CaseVerdict(verdict)]) if not told or verdict != CaseVerdict.TOLD else ""]
    if told:
        parts.append(ngettext("%(num)s member says so", "%(num)s members say so", told) % {"num": told})
    return " · ".join(part for part in parts if part)


def evidence(case: LinkCase, resources: Sequence[Resource], reader: User) -> Iterator[tuple[str, str]]:
    """Word and value, row by row."""
    today = reader.calendar_day()
    resource = resources[0] if resources and not case.host_id else None
    if resource and resource.failing_since:
        yield _("Failing since"), say_day(reader.calendar_day(resource.failing_since), today)
    if resource and resource.answered_at:
        yield _("Last opened"), say_day(reader.calendar_day(resource.answered_at), today)
    if told := getattr(case, "told", 0):
        yield _("Reported by"), ngettext("%(num)s member", "%(num)s members", told) % {"num": told}
    yield _("Touches"), ngettext("%(num)s person", "%(num)s people", case.people) % {"num": f"{case.people:,}"}
