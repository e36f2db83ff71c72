from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.actions.enter import LONGEST_ADDRESS, NotAnAddress


class EnterForm(forms.Form):
    """The address, and the password of those who have one and like to use it."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=LONGEST_ADDRESS,
        error_messages=dict.fromkeys(("required", "invalid", "max_length"), NotAnAddress.message),
        widget=forms.EmailInput({"autocomplete": "username", "placeholder": "name@example.org"}),
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The six digits"),
        max_length=20,
        error_messages={"required": _("Write the six digits from the mail.")},
        widget=forms.TextInput(
            {
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "digits",
                "autofocus": True,
                "autocapitalize": "off",
                "spellcheck": "false",
            }
        ),
    )
