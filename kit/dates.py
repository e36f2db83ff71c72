"""Days as people say them, in the language being spoken; a day and its parts never break over a line."""

from datetime import date, datetime, timedelta
from math import ceil
from typing import Final, Literal

from kit.bilingual import Both, language
from kit.words import NBSP, say_number

EARLIEST: Final = date(1970, 1, 1)  # a day before this, in a form, is a slip of the keyboard

Unit = Literal["minutes", "hours", "days", "weeks", "months", "years"]

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS: Final = Both(
    ko="월요일 화요일 수요일 목요일 금요일 토요일 일요일",
    en="Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
)
_UNITS: Final[dict[Unit, str]] = {
    "minutes": "분",
    "hours": "시간",
    "days": "일",
    "weeks": "주",
    "months": "개월",
    "years": "년",
}
_NEAR: Final = {0: Both(ko="오늘", en="today"), -1: Both(ko="어제", en="yesterday"), 1: Both(ko="내일", en="tomorrow")}
_PARTS_OF_DAY: Final = (  # from this hour on, as a Korean speaker calls it
    *((21, "밤"), (18, "저녁"), (13, "오후"), (12, "낮"), (10, "오전"), (6, "아침"), (1, "새벽"), (0, "밤")),
)


def say_day(day: date, today: date) -> str:
    """오늘, 어제, 내일, 2–6일 전, then the date; today, yesterday, tomorrow, 2–6 days ago, then the date."""
    distance = (day - today).days
    if distance in _NEAR:
        return str(_NEAR[distance])
    if -6 <= distance <= -2:
        return f"{-distance}일{NBSP}전" if language() == "ko" else f"{-distance}{NBSP}days{NBSP}ago"
    return say_date(day, today)


def say_date(day: date, today: date | None = None) -> str:
    """4월 12일, 12 April; with the year unless it is the year of `today`."""
    with_year = today is None or day.year != today.year
    if language() == "ko":
        return f"{f'{day.year}년{NBSP}' if with_year else ''}{day.month}월{NBSP}{day.day}일"
    return f"{day.day}{NBSP}{_MONTHS[day.month - 1]}{f'{NBSP}{day.year}' if with_year else ''}"


def say_weekday_date(day: date, today: date | None = None) -> str:
    """4월 12일 일요일, Sunday 12 April; with the year unless it is the year of `today`."""
    weekday, said = say_weekday(day), say_date(day, today)
    return f"{said} {weekday}" if language() == "ko" else f"{weekday} {said}"


def say_weekday(day: date) -> str:
    """일요일, Sunday."""
    return str(_WEEKDAYS).split()[day.weekday()]


def say_short_weekday(day: date) -> str:
    """일, Sun."""
    return say_weekday(day)[: 1 if language() == "ko" else 3]


def say_month(month: date, today: date | None = None) -> str:
    """2028년 7월, July 2028; without the year if it is the year of `today`."""
    with_year = today is None or month.year != today.year
    if language() == "ko":
        return f"{month.year}년{NBSP}{month.month}월" if with_year else f"{month.month}월"
    return f"{_MONTHS[month.month - 1]}{NBSP}{month.year}" if with_year else _MONTHS[month.month - 1]


def say_short_month(month: date) -> str:
    """4월, Apr: for the axis of a picture."""
    return f"{month.month}월" if language() == "ko" else _MONTHS[month.month - 1][:3]


def say_moment(moment: datetime, today: date | None = None) -> str:
    """4월 9일 14:20, "9 April, 14:20". `moment` is said as it stands: bring it into the reader's time zone first."""
    separator = NBSP if language() == "ko" else ", "
    return f"{say_date(moment.date(), today)}{separator}{moment:%H:%M}"


def say_hour(hour: int) -> str:
    """An hour that somebody chose (0–23): 저녁 7시, 새벽 4시; 19:00, 04:00."""
    if language() != "ko":
        return f"{hour:02}:00"
    part = next(name for start, name in _PARTS_OF_DAY if hour >= start)
    return f"{part}{NBSP}{(hour - 1) % 12 + 1}시"


def say_range(low: int, high: int, unit: Unit) -> str:
    """2–3주, 2–3 weeks; 6–12개월, 6–12 months; one number where both are the same: 1주, 1 week."""
    numbers = say_number(low) if low == high else f"{say_number(low)}–{say_number(high)}"
    if language() == "ko":
        return f"{numbers}{_UNITS[unit]}"
    return f"{numbers}{NBSP}{unit[:-1] if numbers == '1' else unit}"


def say_weeks(low_hours: float, high_hours: float, hours_a_week: float) -> str:
    """How many weeks that effort takes at that pace; a week begun counts, so that no less is promised than it takes."""
    low, high = (max(1, ceil(hours / hours_a_week)) for hours in (low_hours, high_hours))
    return say_range(low, high, "weeks")


def week_of(day: date) -> date:
    """The Monday of the week that `day` is in."""
    return day - timedelta(days=day.weekday())
