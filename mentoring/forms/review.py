from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.words import said
from kit.http import number
from mentoring.actions.mentors import Unfit
from mentoring.models import Review
from mentoring.models.review import CRITERIA, NEXT_THINGS, Say
from mentoring.rubric import RUBRIC

NEXT_FIELDS = [f"next_{place}" for place in range(1, NEXT_THINGS + 1)]


class ReviewForm(forms.Form):
    """A draft, any part of which may be missing.

    Any verdict is kept with it, even if none can be given at the moment; the page offers what can, and the verb says no.
    """

    summary = forms.CharField(
        label=_("Your answer"),
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=_(
            "Answer the question first, then what you saw. What is good counts, too. Markdown, code and $formulas$ work."
        ),
    )
    verdict = forms.ChoiceField(
        label=_("The milestone"), required=False, widget=forms.RadioSelect, error_messages=said()
    )
    reason = forms.CharField(
        label=_("What it still takes"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Only if it isn’t there yet. Something that can be done and checked."),
    )

    def __init__(self, data: Any = None, *, review: Review) -> None:
        super().__init__(data, initial=_values(review))
        self.review = review
        for criterion in RUBRIC:
            self.fields[criterion.key] = forms.TypedChoiceField(
                label=str(criterion.name),
                required=False,
                coerce=int,
                empty_value=None,
                choices=[(str(score), criterion.says(score)) for score in range(1, 5)],
                widget=forms.RadioSelect,
                error_messages=said(),
            )
        for place, name in enumerate(NEXT_FIELDS, start=1):
            self.fields[name] = forms.CharField(
                label=_("Next thing %(place)s") % {"place": place}, required=False, error_messages=said()
            )
        verdict: Any = self.fields["verdict"]
        verdict.choices = [
            (Say.VERIFIED, _("I verify it")),
            (Say.DECLINED, _("Not yet")),
            (Say.NONE, _("I don’t judge it")),
        ]

    @property
    def version(self) -> int:
        """The version that the form was made from; 0, which stands nowhere, if it doesn't say."""
        return number(self.data.get("version")) or 0

    @property
    def milestone_version(self) -> int | None:
        """The version of the milestone that was read beside the form, if one was."""
        return number(self.data.get("milestone_version"))

    def told(self) -> dict[str, Any]:
        """As the verb takes it."""
        values = self.cleaned_data
        return {
            "scores": {name: values.get(name) for name in CRITERIA},
            "summary": values["summary"],
            "next_things": [values[name] for name in NEXT_FIELDS],
            "verdict": values["verdict"],
            "reason": values["reason"],
        }

    def refuse(self, no: Unfit) -> None:
        """Say at its field why a verb said no; what was typed stays."""
        self.add_error(no.about if no.about in self.fields else None, str(no.message))


def _values(review: Review) -> dict[str, Any]:
    things = [*review.next_things, *[""] * NEXT_THINGS]
    scores = {name: "" if score is None else str(score) for name, score in review.scores.items()}
    said = {"summary": review.summary, "verdict": review.verdict, "reason": review.reason}
    return {**scores, **said, **dict(zip(NEXT_FIELDS, things, strict=False))}
