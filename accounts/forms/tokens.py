from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.actions.tokens import NameTooLong, Unnamed
from accounts.forms.words import said
from accounts.models.token import MOST_NAME


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What is it for?"),
        max_length=MOST_NAME,
        error_messages=said(required=Unnamed.message, max_length=NameTooLong.message),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
