"""The four questions before the plan. Their answers live in the page's address."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.forms.words import said
from accounts.models.user import MOST_TOPICS
from accounts.roles import ROLES
from accounts.topics import TOPICS

HOURS = (3, 6, 10, 15, 20)
USUAL = {"hours": "10", "role": "unknown"}


class StartForm(forms.Form):
    """Where on the trail, hours a week, target role, topics."""

    phase = forms.ChoiceField(label=_("Where on the trail are you?"), widget=forms.RadioSelect, error_messages=said())
    hours = forms.TypedChoiceField(
        label=_("How many hours a week?"),
        help_text=_("As many as you could keep up for six months."),
        choices=[(hours, f"{hours}+" if hours == HOURS[-1] else str(hours)) for hours in HOURS],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=said(),
    )
    role = forms.ChoiceField(
        label=_("What would you like to work as?"),
        choices=[(role.key, role.name) for role in ROLES],
        widget=forms.RadioSelect,
        error_messages=said(),
    )
    topics = forms.MultipleChoiceField(
        label=_("What draws you?"),
        help_text=_("Choose up to three."),
        choices=[(topic.key, topic.name) for topic in TOPICS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=said(),
    )

    def __init__(self, data: QueryDict, *, phases: list[tuple[str, str]]) -> None:
        self.said = answers = data.copy()
        for name, usual in {"phase": phases[0][0] if phases else "", **USUAL}.items():
            if not answers.get(name):
                answers[name] = usual
        super().__init__(answers)
        phase = self.fields["phase"]
        assert isinstance(phase, forms.ChoiceField)  # noqa: S101 - for the type checker
        phase.choices = phases

    def answers(self) -> dict[str, Any]:
        """What can be drawn from, whatever was typed: the valid answers, and the usual ones for the rest."""
        self.full_clean()
        usual = {name: field.clean(USUAL[name]) for name, field in self.fields.items() if name in USUAL}
        first = self.fields["phase"].choices[0][0]  # type: ignore[attr-defined]
        return {"phase": first, **usual, **self.cleaned_data}

    def clean_topics(self) -> list[str]:
        topics: list[str] = self.cleaned_data["topics"]
        if len(topics) > MOST_TOPICS:
            raise forms.ValidationError(_("Three at most. Take away the ones that can wait."))
        return topics


class KeepForm(forms.Form):
    """What it takes to keep a plan: an address."""

    email = forms.CharField(
        label=_("E-mail address"),
        help_text=_("We’ll send you six digits. You won’t need a password."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "placeholder": "name@example.org"}),
        error_messages={"required": _("Write the address that the six digits should go to.")},
    )
