"""How long something took: read as people type it, said as people say it."""

import re
import unicodedata
from datetime import timedelta
from functools import lru_cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kit.bilingual import Both, language
from kit.dates import say_range
from kit.words import NBSP, say_number

MOST_MINUTES: Final = 24 * 60

_HOURS = r"(?:h|hr|hrs|hour|hours|시간)"
_MINUTES = r"(?:m|min|mins|minute|minutes|분)"
_MINUTES_ONLY = re.compile(rf"(?P<minutes>[0-9]+)\s*{_MINUTES}?")
_CLOCK = re.compile(r"(?P<hours>[0-9]+):(?P<rest>[0-5][0-9])")
_HOURS_AND_REST = re.compile(
    rf"(?P<hours>[0-9]+)\s*{_HOURS}\s*(?:(?P<rest>[0-5]?[0-9])\s*{_MINUTES}?|(?P<half>반))?",
)
# Nobody measures minutes in tenths, so a decimal number without a unit is hours.
_DECIMAL_HOURS = re.compile(rf"(?P<hours>[0-9]*[.,][0-9]+)\s*{_HOURS}?")
_FORMS = (_MINUTES_ONLY, _CLOCK, _HOURS_AND_REST, _DECIMAL_HOURS)
_LONGEST_TEXT = 40
_JUST_NOW: Final = Both(ko="방금", en=f"just{NBSP}now")
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


class DurationError(ValueError):
    """A length of time that is none of ours; `code` is "unreadable" or "too_long", `message` says how to mend it."""

    MESSAGES: Final[dict[str, str | Promise]] = {
        "unreadable": _("We couldn’t read how long that was. Write it like 45, 1h30 or 1 h 30 min."),
        "too_long": _("A day has 24 hours. Write 24h or less."),
    }

    def __init__(self, code: str) -> None:
        self.code = code
        self.message = self.MESSAGES[code]
        super().__init__(code)


def parse_minutes(text: str) -> int:
    """Minutes (0–1,440) meant by `text`: 90, 45m, 1h30, 1h 30 min, 1.5h, 1,5h, 1:30, 90분, 1시간 30분, 1시간반.

    Raises DurationError.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if len(plain) > _LONGEST_TEXT:
        raise DurationError("unreadable")
    minutes = next((_minutes(found) for form in _FORMS if (found := form.fullmatch(plain))), None)
    if minutes is None:
        raise DurationError("unreadable")
    if minutes > MOST_MINUTES:
        raise DurationError("too_long")
    return minutes


def say_minutes(minutes: int) -> str:
    """90 as "1시간 30분" or "1 h 30 min"; what it says, `parse_minutes` reads."""
    return _said(minutes, language())


def say_since(span: timedelta) -> str:
    """How long something has waited, in whole days or hours: "6일", "5시간", "방금"; "6 days", "5 h", "just now"."""
    if span >= _DAY:
        return say_range(span.days, span.days, "days")
    return _say_part(span // _HOUR, "시간", "h") if span >= _HOUR else str(_JUST_NOW)


def say_left(span: timedelta) -> str:
    """How much time is left, to the nearest day, hour or minute: three days less a minute are "3일", "3 days"."""
    hours = round(span / _HOUR)
    if hours >= 24:
        days = round(span / _DAY)
        return say_range(days, days, "days")
    return _say_part(hours, "시간", "h") if span >= _HOUR else say_minutes(max(0, span // timedelta(minutes=1)))


@lru_cache(maxsize=4096)  # a log says the same few lengths again and again
def _said(minutes: int, _language: str) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [_say_part(hours, "시간", "h")] if hours else []
    if rest or not hours:
        parts.append(_say_part(rest, "분", "min"))
    return NBSP.join(parts)


def _minutes(found: re.Match[str]) -> int:
    part = found.groupdict(default="")
    hours = float(part.get("hours", "").replace(",", ".") or 0)
    rest = 30 if part.get("half") else int(part.get("rest") or part.get("minutes") or 0)
    return round(hours * 60) + rest


def _say_part(number: int, korean: str, english: str) -> str:
    said = say_number(number)
    return f"{said}{korean}" if language() == "ko" else f"{said}{NBSP}{english}"
