from django import forms
from django.utils.translation import gettext_lazy as _

from kit.dates import say_hour
from notices.models.preference import HOUR, MailWish


def _hours() -> list[tuple[int, str]]:
    return [(hour, say_hour(hour)) for hour in range(24)]


class WishForm(forms.Form):
    """Which mail somebody wants, and at which hour of theirs the calm one comes."""

    mail = forms.ChoiceField(choices=MailWish.choices, widget=forms.RadioSelect, label=_("Which mail comes"))
    hour = forms.TypedChoiceField(
        choices=_hours,
        coerce=int,
        initial=HOUR,
        label=_("Hour of the daily mail"),
        help_text=_("It comes only on days when there’s something to say."),
    )
