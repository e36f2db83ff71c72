import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import time_zones
from accounts.forms.words import said
from accounts.handles import cleaned

MOST_NAME, MOST_ABOUT = 60, 160
_BLANKS = "\u115f\u1160\u3164\uffa0\u2800"  # letters by category, and nothing to see
_JOINERS = "\u200c\u200d"  # inside, they shape letters and pictures


def handle_field() -> forms.CharField:
    return forms.CharField(
        label=_("Handle"),
        max_length=64,
        error_messages=said(required=_("Choose a handle.")),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class LineField(forms.CharField):
    """One line that others read: without what cannot be seen, which may empty a name or turn the words beside it round."""

    def to_python(self, value: Any) -> str:
        line = " ".join("".join(filter(_is_seen, super().to_python(value) or "")).split())
        return line.strip(_JOINERS)


def _is_seen(sign: str) -> bool:
    if sign.isspace() or sign in _JOINERS:
        return True
    return sign not in _BLANKS and unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}


def name_field() -> forms.CharField:
    return LineField(
        label=_("Name"),
        max_length=MOST_NAME,
        error_messages=said(
            required=_("Write the name that others will see. A nickname is fine."),
            max_length=_("Keep it within 60 characters."),
        ),
        widget=forms.TextInput({"autocomplete": "name"}),
    )


def about_field() -> forms.CharField:
    return LineField(
        label=_("One line about you"),
        required=False,
        max_length=MOST_ABOUT,
        error_messages=said(max_length=_("Keep it within 160 characters.")),
        widget=forms.Textarea({"rows": 2, "autocomplete": "off"}),  # one line, but longer than a telephone is wide
    )


def discoverable_field() -> forms.TypedChoiceField:
    """Asked with no answer preselected; unanswered counts as no."""
    return forms.TypedChoiceField(
        label=_("May we suggest you to other learners?"),
        required=False,
        choices=[("yes", _("Yes, suggest me")), ("no", _("No, don’t suggest me"))],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages=said(),
    )


class TimeZoneField(forms.CharField):
    """Any name that a browser may give. components/time_zone.html draws it, its 400 options made once per process."""

    widget = forms.Select
    city = staticmethod(time_zones.city)
    cities = staticmethod(time_zones.options)

    def __init__(self) -> None:
        super().__init__(label=_("Time zone"), error_messages=said(required=_("Choose the city whose clock is yours.")))

    def clean(self, value: Any) -> str:
        zone: str = super().clean(value)
        if zone not in time_zones.known():
            raise forms.ValidationError(self.error_messages["required"])
        return zone


class WelcomeForm(forms.Form):
    name = name_field()
    handle = handle_field()
    about = about_field()
    time_zone = TimeZoneField()
    discoverable = discoverable_field()
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_handle(self) -> str:
        return cleaned(self.cleaned_data["handle"])
