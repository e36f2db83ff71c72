from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.words import said
from portfolio.actions.verdicts import NoReason, ReasonTooLong
from portfolio.models.verification import MOST_REASON


class ReasonForm(forms.Form):
    """Why a verification is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=MOST_REASON,
        widget=forms.Textarea({"rows": 4}),
        error_messages=said(required=NoReason.message, max_length=ReasonTooLong.message),
    )

    def __init__(self, data: object = None) -> None:
        super().__init__(data, auto_id="verdict_%s")  # type: ignore[arg-type]
