from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import roles, topics
from accounts.actions.enter import LONGEST_ADDRESS, NotAnAddress
from accounts.forms.profile import TimeZoneField, about_field, discoverable_field, handle_field, name_field
from accounts.forms.words import said
from accounts.handles import cleaned
from accounts.models.user import MOST_TOPICS, Language
from kit.dates import say_hour


class ProfileForm(forms.Form):
    name = name_field()
    about = about_field()
    contact = forms.CharField(
        label=_("How to reach you"),
        required=False,
        max_length=160,
        error_messages=said(max_length=_("Keep it within 160 characters.")),
    )
    target_role = forms.ChoiceField(
        label=_("What would you like to work as?"),
        required=False,
        choices=[(role.key, role.name) for role in roles.ROLES],
        widget=forms.RadioSelect,
        error_messages=said(),
    )
    topics = forms.MultipleChoiceField(
        label=_("What draws you?"),
        required=False,
        choices=[(topic.key, topic.name) for topic in topics.TOPICS],
        widget=forms.CheckboxSelectMultiple,
        error_messages=said(),
    )
    discoverable = discoverable_field()

    def clean_topics(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["topics"]
        if len(chosen) > MOST_TOPICS:
            raise forms.ValidationError(_("Three at most. Take away the ones that can wait."))
        return chosen


class HandleForm(forms.Form):
    handle = handle_field()
    leads_here = forms.BooleanField(label=_("Let the old address lead to the new one for 90 days"), required=False)

    def clean_handle(self) -> str:
        return cleaned(self.cleaned_data["handle"])


class ClockForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"), choices=Language.choices, widget=forms.RadioSelect, error_messages=said()
    )
    time_zone = TimeZoneField()
    day_ends_at = forms.TypedChoiceField(label=_("When your day ends"), coerce=int, error_messages=said())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        hours = self.fields["day_ends_at"]
        assert isinstance(hours, forms.TypedChoiceField)  # noqa: S101 - for mypy
        hours.choices = [(hour, say_hour(hour)) for hour in range(7)]


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=LONGEST_ADDRESS,
        error_messages=dict.fromkeys(("required", "invalid", "max_length"), NotAnAddress.message),
        widget=forms.EmailInput({"autocomplete": "email", "placeholder": "name@example.org"}),
    )


class PasswordForm(forms.Form):
    current = forms.CharField(
        label=pgettext_lazy("field", "Current password"),
        strip=False,
        max_length=4096,
        error_messages=said(required=_("Write your current password.")),
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=4096,
        error_messages=said(required=_("Write the new password.")),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, needs_current: bool, needs_new: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["new"].required = needs_new
        if not needs_current:
            del self.fields["current"]
