"""Pages for whoever builds Giljabi, on their own machine only."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from markupsafe import Markup

from accounts.access import local
from kit import dates, durations
from kit.bilingual import Both
from kit.charts.curve import spark
from kit.charts.profile import Mark, Stretch
from kit.charts.year import Year, year
from kit.colour import Oklch, contrast, tokens
from kit.http import Req
from kit.markdown import render as render_text


def say(ko: str, en: str) -> str:
    """A text of this page, which is no text of the product's and has no place in its catalogue."""
    return str(Both(ko, en))


later = lazy(say, str)

TOKENS = Path(settings.BASE) / "static" / "css" / "tokens.css"
# What stands on what, what for, and the least contrast it may have.
PAIRS = (
    ("ink", "paper", Both("본문", "Running text"), 7),
    ("ink", "sheet", Both("적는 글", "What is typed"), 7),
    ("soft", "paper", Both("두 번째 목소리", "The second voice"), 7),
    ("soft", "wash", Both("고른 줄 위", "On the chosen row"), 7),
    ("soft", "sheet", Both("칸 속 귀띔", "Hints in a field"), 7),
    ("moss", "paper", Both("마침, 검증됨", "Done, proven"), 7),
    ("moss", "moss-wash", Both("얼굴", "A face"), 4.5),
    ("on-blaze", "blaze", Both("이어 가는 버튼", "The button that goes on"), 5),
    ("blaze", "paper", Both("지금 있는 곳", "The mark of the place"), 3),
    ("edge", "paper", Both("버튼의 테", "The edge of a button"), 3),
    ("edge", "sheet", Both("칸의 테", "The edge of a field"), 3),
)
PROSE = (
    """손실은 기울기를 따라 내려가요. $L(\\theta)$를 한 걸음씩 줄여요.

$$\\theta \\leftarrow \\theta - \\eta \\frac{\\partial L}{\\partial \\theta}, \\quad \\sigma(z) = \\frac{1}{1 + e^{-z}}$$

1. 데이터를 **먼저** 나눠요.
2. 가장 단순한 기준선을 만들어요.

> 97%가 왜 실은 61%였는지.

```python
for x, y in batches:  # 한 걸음씩
    w -= rate * slope(w, x, y)
```

| 때 | mAP |
| --- | ---: |
| 아침 | 0.74 |
| 해 질 무렵 | 0.51 |
""",
    """The loss falls along its slope. Make $L(\\theta)$ smaller, one step at a time.

$$\\theta \\leftarrow \\theta - \\eta \\frac{\\partial L}{\\partial \\theta}, \\quad \\sigma(z) = \\frac{1}{1 + e^{-z}}$$

1. Split the data **first**.
2. Make the dumbest baseline.

> Why 97% was really 61%.

```python
for x, y in batches:  # one step each
    w -= rate * slope(w, x, y)
```

| When | mAP |
| --- | ---: |
| Morning | 0.74 |
| Dusk | 0.51 |
""",
)
TODAY = date(2026, 4, 16)
ICONS = (
    *("house", "mountain", "pencil-line", "flag", "users", "search", "bell", "check", "x", "circle", "heart", "lock"),
    *("external-link", "archive", "wifi-off", "play", "file-text", "graduation-cap", "book-open", "scroll-text"),
    *("messages-square", "trophy", "wrench", "footprints", "arrow-left", "arrow-right", "ellipsis"),
)


class Specimens(forms.Form):
    """One field of each sort; two of them filled in wrongly."""

    title = forms.CharField(
        label=later("이름", "Name"),
        help_text=later("도움말은 칸 위에 있어서 가려지지 않아요.", "Help stands above, so nothing covers it."),
    )
    address = forms.URLField(
        label=later("주소", "Address"),
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Begin with https:// and a name, as in https://example.org.")},
    )
    deed = forms.CharField(
        label=later("내가 한 일", "What you did"),
        max_length=40,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        error_messages={"max_length": gettext_lazy("Shorten it to 40 characters; the rest fits into your log.")},
    )
    day = forms.DateField(label=later("날짜", "Day"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    step = forms.ChoiceField(
        label=later("걸음", "Step"), choices=[("5", later("첫 프로젝트 만들기", "Build your first project"))]
    )
    hours = forms.ChoiceField(
        label=later("한 주에 몇 시간", "Hours a week"),
        choices=[(h, h) for h in ("3", "6", "10", "15")],
        widget=forms.RadioSelect,
    )
    seen = forms.ChoiceField(
        label=later("누가 보나요", "Who sees it"),
        choices=[("private", later("나에게만", "Only me")), ("public", later("누구에게나", "Everyone"))],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label=later("주제", "Topics"),
        choices=[
            ("vision", later("컴퓨터 비전", "Computer vision")),
            ("sound", later("소리와 음악", "Sound and music")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


@dataclass(frozen=True, slots=True)
class Theme:
    """The tokens by day or by night, how well they read on each other, and a form in their colours."""

    key: str
    name: str
    colours: dict[str, Oklch]
    pairs: list[tuple[str, str, Any, float, float]]
    form: Specimens


@require_safe
@local
def style(request: Req) -> HttpResponse:
    return render(
        request, "dev/style.html", _specimens() | {"themes": [_theme(0), _theme(1)], "icons": ICONS, "say": say}
    )


def _theme(night: int) -> Theme:
    key = ("light", "dark")[night]
    colours = {name: both[night] for name, both in reversed(_tokens().items())}
    given = {
        "title": say("한강 자전거길", "Han river path"),
        "address": "giljabi",
        "deed": say("휴대폰으로 자전거길의 금을 찾아요.", "Found cracks in the bicycle path by phone."),
        "step": "5",
        "hours": "10",
        "seen": "private",
        "topics": ["vision"],
    }
    form = Specimens({f"{key}-{name}": value for name, value in given.items()}, prefix=key, auto_id=f"{key}_%s")
    pairs = [(front, back, what, contrast(colours[front], colours[back]), least) for front, back, what, least in PAIRS]
    return Theme(key, (say("낮", "By day"), say("밤", "By night"))[night], colours, pairs, form)


@cache
def _tokens() -> dict[str, tuple[Oklch, Oklch]]:
    return tokens(TOKENS.read_text())


def _specimens() -> dict[str, Any]:
    values = [12, 18, 22, 41, 38, 55, 71, 86, 92, 104, 118, 127, 131]
    return {
        "stretches": _trail(),
        "spark": spark(
            values,
            goal=100,
            says=say("지난주 131명, 목표 100명을 지났어요", "131 people last week; the goal of 100 is behind"),
        ),
        "year": _year(),
        "prose": Markup(render_text(say(*PROSE), links="ours")),  # noqa: S704 - sanitised there
        "today": TODAY,
        "say_month": dates.say_month,
        "say_minutes": durations.say_minutes,
        "week_days": [_day(n, minutes) for n, minutes in enumerate((60, 0, 85, 40, 0, 0, 0))],
    }


def _day(n: int, minutes: int) -> tuple[str, int, str, bool]:
    day = dates.week_of(TODAY) + timedelta(n)
    return dates.say_short_weekday(day), minutes, durations.say_minutes(minutes), day == TODAY


def _trail() -> tuple[Stretch, ...]:
    """A trail as it was made up for the look: five steps done or skipped, one being done, one next."""
    states = iter(("done", "done", "done", "skipped", "now", "doing", *[""] * 7))
    phases = (
        (Both("시작", "Getting started"), Both("2개월", "2 months"), 2.0, (10, 15, 40)),
        (Both("포트폴리오", "Portfolio"), Both("3–12개월", "3–12 months"), 7.5, (15, 100, 25, 25, 110, 45)),
        (Both("이론 101", "Theory 101"), Both("1–4개월", "1–4 months"), 2.5, (10, 40, 15, 100)),
        (Both("첫 논문", "First paper"), Both("6–12개월", "6–12 months"), 9.0, ()),
    )
    return tuple(
        Stretch(str(name), str(length), months, tuple(Mark(hours, next(states)) for hours in efforts))
        for name, length, months, efforts in phases
    )


def _year() -> Year:
    done = {TODAY - timedelta(n): (n * 37 % 170) * (n % 7 not in (2, 5)) for n in range(0, 290, 2)}
    return year(
        done,
        until=TODAY,
        says=lambda _weeks, days, _minutes: say(f"기록한 날 {days}일", f"{days} days with an entry"),
        month_name=dates.say_short_month,
    )
