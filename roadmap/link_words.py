"""What our checks found of a link, in a few quiet words. Pure, but for the language being spoken."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kit.dates import say_date
from roadmap.models.link_host import Verdict


def found(verdict: str, opened_on: date | None, today: date) -> tuple[str, str] | None:
    """How the mark of a link is painted, and a sentence; None where nothing is known."""
    if verdict == Verdict.ALIVE and opened_on:
        return "fresh", opened(opened_on, today)
    said = {
        Verdict.MOVED: ("stale", pgettext("link", "Moved")),
        Verdict.DEAD: ("gone", pgettext("link", "Gone")),
        Verdict.BLOCKED: ("stale", _("We can’t check it")),
    }
    return said.get(Verdict(verdict))


def opened(day: date, today: date) -> str:
    """When it opened last."""
    days = (today - day).days
    if days <= 0:
        return _("Opened today")
    if days == 1:
        return _("Opened yesterday")
    if days < 7:
        return ngettext("Opened %(num)s day ago", "Opened %(num)s days ago", days) % {"num": days}
    return _("Opened on %(day)s") % {"day": say_date(day, today)}
