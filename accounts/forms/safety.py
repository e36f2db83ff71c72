from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.words import said
from accounts.models.report import Why


class ReportForm(forms.Form):
    why = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Why.choices,
        widget=forms.RadioSelect,
        error_messages=said(required=_("Choose what comes closest.")),
    )
    words = forms.CharField(
        label=_("What should we know?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        error_messages=said(max_length=_("Keep it within 1,000 characters.")),
    )


class LeaveForm(forms.Form):
    handle = forms.CharField(
        label=_("Type your handle"),
        max_length=60,
        error_messages=said(required=_("Type your handle, so that nobody leaves by a slip.")),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
