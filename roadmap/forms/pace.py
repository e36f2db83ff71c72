"""How somebody walks: what of a plan can be changed at any time."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.words import CHOSEN, said
from accounts.visibility import Visibility
from kit.dates import say_weekday
from roadmap.models.enrollment import MOST_HOURS

WEEK = [date(2024, 1, number) for number in range(1, 8)]  # a Monday and the days after it
_HOURS = _("Write a whole number from 1 to 80.")


class PaceForm(forms.Form):
    hours_a_week = forms.IntegerField(
        label=_("Hours a week"),
        min_value=1,
        max_value=MOST_HOURS,
        error_messages={"required": _HOURS, "invalid": _HOURS, "min_value": _HOURS, "max_value": _HOURS},
    )
    rest_weekdays = forms.TypedMultipleChoiceField(
        label=_("Rest days"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=said(),
    )
    phase = forms.ChoiceField(label=_("Where you begin"), widget=forms.RadioSelect, error_messages=CHOSEN)
    trail_visibility = forms.ChoiceField(
        label=_("Who sees how far you’ve walked"),
        choices=Visibility.choices,
        widget=forms.RadioSelect,
        error_messages=CHOSEN,
    )

    def __init__(self, *args: Any, phases: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("phase", phases)
        self._choose("rest_weekdays", [(str(day.weekday()), say_weekday(day)) for day in WEEK])

    def clean_rest_weekdays(self) -> list[int]:
        days: list[int] = self.cleaned_data["rest_weekdays"]
        if len(days) == 7:
            raise forms.ValidationError(_("Leave at least one day to walk."))
        return days

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices
