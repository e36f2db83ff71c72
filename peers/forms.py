from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.words import said
from accounts.models import User
from kit.errors import Refusal
from peers.actions.introductions import MOST_CHARACTERS, NoContact

MOST_CONTACT = 160


class ContactForm(forms.Form):
    """How to reach somebody; asked only of who has not said so yet."""

    contact = forms.CharField(
        label=_("How to reach you"),
        max_length=MOST_CONTACT,
        error_messages=said(
            required=_("Write how to reach you: an e-mail address or a link."),
            max_length=_("Keep it within 160 characters."),
        ),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, person: User, **options: Any) -> None:
        super().__init__(data, **options)
        if person.contact:
            del self.fields["contact"]


class IntroductionForm(ContactForm):
    text = forms.CharField(
        label=_("Your message"),
        max_length=MOST_CHARACTERS * 2,  # a longer one is told so in words, by the verb
        error_messages=said(
            required=_("Write a few lines: what you read of theirs, and your one question."),
            max_length=_("Keep it within 150 words, so that it’s read to the end."),
        ),
        widget=forms.Textarea({"rows": 12}),
    )
    field_order = ("text", "contact")


def field_of(no: Refusal) -> str:
    """The field that a refusal is about."""
    return "contact" if isinstance(no, NoContact) else "text"
