"""What somebody tells of themselves as a mentor, and what a curator says to that."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.words import said
from accounts.models.user import Language
from accounts.topics import TOPICS
from mentoring.models import Mentor
from mentoring.models.mentor import MOST_ABOUT, MOST_NOTE, MOST_SEATS
from portfolio.kinds import BY_KEY as KINDS

_SEATS = _("Hold between 1 and 10 requests at once.")


class MentorForm(forms.Form):
    """The verbs' own rules say what has to be there; an accepted mentor chooses among the kinds they were entrusted."""

    about = forms.CharField(
        label=_("What lets you judge"),
        max_length=MOST_ABOUT * 2,  # a longer one is told so in words, by the verb
        widget=forms.Textarea({"rows": 3}),
        error_messages=said(required=_("Say in a line or two what you’ve made or read that lets you judge.")),
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics you read"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=said(required=_("Choose at least one topic that you know well enough to judge.")),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you read and write"),
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages=said(required=_("Choose at least one language that you read and write.")),
    )
    seats = forms.IntegerField(
        label=_("Requests at once"),
        min_value=1,
        max_value=MOST_SEATS,
        initial=2,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        error_messages=said(required=_SEATS, invalid=_SEATS, min_value=_SEATS, max_value=_SEATS),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Milestones you can verify"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=said(),
    )

    def __init__(
        self, data: Any = None, *, mentor: Mentor | None = None, entrusted: Iterable[str] | None = None
    ) -> None:
        """`entrusted` are the kinds to choose from, all where it is None."""
        super().__init__(data, initial=_values(mentor) if mentor else None)
        keys = [key for key in KINDS if entrusted is None or key in entrusted]
        self._choose("topics", [(topic.key, topic.name) for topic in TOPICS])
        self._choose("kinds", [(key, KINDS[key].title) for key in keys])
        if not keys:
            del self.fields["kinds"]

    def told(self) -> dict[str, Any]:
        """As the verbs take it."""
        return {"kinds": [], **self.cleaned_data}

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


class AwayForm(forms.Form):
    until = forms.DateField(
        label=_("Away until"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        error_messages=said(invalid=_("Choose a day to come, or leave it empty to be back.")),
    )

    def __init__(self, data: Any = None, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.today = today

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and until <= self.today:
            raise forms.ValidationError(self.fields["until"].error_messages["invalid"])
        return until


class DecisionOnMentorForm(forms.Form):
    """Which button was pressed says `do`, which kinds of milestone the curator read `kinds`."""

    do = forms.ChoiceField(choices=[(name, name) for name in ("accept", "decline", "end")])
    kinds = forms.MultipleChoiceField(
        required=False, widget=forms.MultipleHiddenInput, choices=[(key, key) for key in KINDS]
    )
    note = forms.CharField(
        label=_("To the applicant"),
        required=False,
        max_length=MOST_NOTE,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("They read it. Needed if you decline."),
        error_messages=said(max_length=_("Keep it within 1,000 characters.")),
    )


def _values(mentor: Mentor) -> dict[str, Any]:
    return {name: getattr(mentor, name) for name in ("about", "topics", "languages", "seats", "kinds")}
