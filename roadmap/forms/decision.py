from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.forms.words import said

LONGEST_WHY = 300


class DecisionForm(forms.Form):
    """What a curator decides about a link; which button was pressed says `do`. Its verb checks what each of them needs."""

    do = forms.ChoiceField(choices=[(name, name) for name in ("accept", "replace", "retire", "keep")])
    which = forms.ChoiceField(label=_("Which of them"), required=False, error_messages=said())
    address = forms.CharField(
        label=_("Another address"),
        required=False,
        max_length=500,
        widget=forms.URLInput({"placeholder": "https://"}),
        error_messages=said(max_length=_("An address of 500 characters is the most we can keep.")),
    )
    other = forms.ChoiceField(label=_("Or a resource that is here"), required=False, error_messages=said())
    why = forms.CharField(
        label=pgettext_lazy("reason", "Why"),
        required=False,
        max_length=LONGEST_WHY,
        help_text=_("It’s kept with the decision."),
        error_messages=said(max_length=_("Keep it within 300 characters.")),
    )

    def __init__(self, *args: Any, under: Iterable[str], others: Iterable[str], **kwargs: Any) -> None:
        """`under`: keys of the resources of the case; `others`: of what could take a place. The page titles them."""
        super().__init__(*args, **kwargs)
        self.fields["which"].choices = lambda: [("", ""), *((key, key) for key in under)]  # type: ignore[attr-defined]
        self.fields["other"].choices = lambda: [("", ""), *((key, key) for key in others)]  # type: ignore[attr-defined]


class VerdictOnReportForm(forms.Form):
    """What a curator decides about a report: keep or suspend."""

    do = forms.ChoiceField(choices=[(name, name) for name in ("keep", "suspend")])
    why = forms.CharField(
        label=pgettext_lazy("reason", "Why"),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("To suspend somebody you need one, and they read it."),
        error_messages=said(max_length=_("Keep it within 300 characters.")),
    )
