"""The form of a kind's facts, and the fields that several kinds share."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy

from kit.bilingual import Both
from kit.errors import Refusal
from portfolio.links import Link, NoLink

EARLIEST: Final = date(1970, 1, 1)
MOST_NUMBER: Final = 10**12
LONGEST_NUMBER: Final = 40  # characters


_later = lazy(str, str)  # once, because each call of `lazy` makes a class


def spoken(words: Both | None) -> Any:
    """The words as Django's forms take them: said when they are shown."""
    return words and _later(words)


_WRITE: Final = Both(ko="이 칸을 채워 주세요.", en="Fill this in.")
_DAY: Final = Both(ko="날짜를 2026-04-09처럼 적어 주세요.", en="Write the day like 2026-04-09.")
_NUMBER: Final = Both(ko="31,402나 3만 1천, 28k처럼 적어 주세요.", en="Write a number like 31,402 or 28k.")
_AHEAD: Final = Both(
    ko="이 날짜는 아직 오지 않았어요. 오늘이나 지난 날짜를 골라 주세요.",
    en="This day hasn’t come yet. Choose today or an earlier day.",
)
_CHOOSE: Final = Both(ko="목록에서 하나 골라 주세요.", en="Choose one from the list.")


def _messages(**words: Both) -> dict[str, Any]:
    return {code: spoken(said) for code, said in words.items()}


def _worded(label: Both, options: Mapping[str, Any]) -> dict[str, Any]:
    return {**options, "label": spoken(label), "help_text": spoken(options.get("help_text")) or ""}


class FactsForm(forms.Form):
    """The facts of one kind, each with its check. Of a draft any may be missing; what is there is checked all the same."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, draft: bool = False, today: date | None = None, **more: Any
    ) -> None:
        super().__init__(data, auto_id="milestone_%s", **more)
        self.today = today
        for field in self.fields.values():
            field.required = field.required and not draft

    def facts(self) -> dict[str, Any]:
        """What was typed, once it is valid, as JSON holds it and as this form takes it again; empty fields are left out."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.cleaned_data.items()
            if value not in (None, "")
        }

    def clean(self) -> dict[str, Any]:
        """No day of a fact lies ahead of the owner's day."""
        said = super().clean() or {}
        for name, value in [*said.items()]:
            if isinstance(value, date) and self.today and value > self.today:
                self.add_error(name, str(_AHEAD))
        return said


class Address(forms.CharField):
    """An address anybody can open; https:// may be left out."""

    widget = forms.TextInput({"inputmode": "url", "autocomplete": "off", "placeholder": "https://"})

    def __init__(self, label: Both, **options: Any) -> None:
        super().__init__(**_worded(label, options), max_length=500, error_messages=_messages(required=_WRITE))

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        try:
            return Link.typed("", typed).address if typed else ""
        except Refusal as refusal:
            raise ValidationError(NoLink.message) from refusal


class Line(forms.CharField):
    """A few words."""

    def __init__(self, label: Both, most: int = 80, **options: Any) -> None:
        too_long = Both(ko=f"{most}자 안으로 줄여 주세요.", en=f"Keep it within {most} characters.")
        messages = _messages(required=_WRITE, max_length=too_long)
        super().__init__(**_worded(label, options), max_length=most, error_messages=messages)
        self.widget.attrs |= {"maxlength": None, "autocomplete": "off"}


class Day(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, label: Both, **options: Any) -> None:
        messages = _messages(required=_WRITE, invalid=_DAY)
        super().__init__(**_worded(label, options), input_formats=["%Y-%m-%d"], error_messages=messages)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and day < EARLIEST:
            raise ValidationError(str(_DAY))
        return day


_TIMES: Final = {"": 1, "k": 1_000, "m": 1_000_000, "천": 1_000, "만": 10_000, "억": 100_000_000}
_COUNT: Final = re.compile(r"([0-9]+(?:[.][0-9]+)?) ?([km천만억]?)", re.IGNORECASE)


def counted(typed: str) -> str:
    """A count as people and sites write it, in digits: 31,402, 28k, 1.2M, 3.1만, 1만 6천. Anything else as it was."""
    if len(typed) > LONGEST_NUMBER:
        return typed
    plain = unicodedata.normalize("NFKC", typed).strip().replace(",", "")
    parts = [(Decimal(number), _TIMES[unit.lower()]) for number, unit in _COUNT.findall(plain)]
    times = [unit for _number, unit in parts]
    if not parts or _COUNT.sub("", plain).strip() or times != sorted(set(times), reverse=True):
        return plain
    whole = sum(number * unit for number, unit in parts)
    return str(int(whole)) if whole == int(whole) else plain


class Number(forms.IntegerField):
    """A whole number as people and sites write it: 31,402, 28k, 1만 6천."""

    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, label: Both, least: int = 0, **options: Any) -> None:
        low = Both(ko=f"{least}부터 적을 수 있어요.", en=f"Write {least} or more.")
        messages = _messages(required=_WRITE, invalid=_NUMBER, min_value=low, max_value=_NUMBER)
        super().__init__(**_worded(label, options), min_value=least, max_value=MOST_NUMBER, error_messages=messages)

    def to_python(self, value: Any) -> int | None:
        number: int | None = super().to_python(counted(value) if isinstance(value, str) else value)
        return number


class Choice(forms.ChoiceField):
    """One of a few words."""

    def __init__(self, label: Both, words: Mapping[str, Both], **options: Any) -> None:
        messages = _messages(required=_CHOOSE, invalid_choice=_CHOOSE)
        options.setdefault("widget", forms.RadioSelect)
        super().__init__(**_worded(label, options), choices=[*words.items()], error_messages=messages)


def day_of(facts: Mapping[str, Any], name: str) -> date | None:
    """The day that stands in the facts."""
    return date.fromisoformat(facts[name]) if facts.get(name) else None
