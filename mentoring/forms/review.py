from contextlib import suppress
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.forms.words import said
from mentoring.actions.mentors import Unfit
from mentoring.models import Review
from mentoring.models.review import CRITERIA, MOST_NEXT, MOST_REASON, MOST_SUMMARY, NEXT_THINGS, Say
from mentoring.rubric import RUBRIC

NEXT_FIELDS = [f"next_{place}" for place in range(1, NEXT_THINGS + 1)]
_TOO_LONG = _("This is longer than the review holds. Shorten it a little.")


class ReviewForm(forms.Form):
    """A draft, any part of which may be missing. `may_judge`: whether a verdict on a milestone can be given."""

    summary = forms.CharField(
        label=_("Your answer"),
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Answer the question first, then what you saw. What is good counts, too."),
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

    def __init__(self, data: Any = None, *, review: Review, may_judge: bool = False) -> None:
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
        judging = [(Say.VERIFIED, _("I verify it")), (Say.DECLINED, _("Not yet"))] if may_judge else []
        verdict: Any = self.fields["verdict"]
        verdict.choices = [*judging, (Say.NONE, _("I don’t judge it"))]

    @cached_property
    def version(self) -> int:
        """The version that the form was made from; 0, which stands nowhere, if it doesn't say."""
        with suppress(ValueError):
            return int(self.data.get("version", ""))
        return 0

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


MOST = {"summary": MOST_SUMMARY, "reason": MOST_REASON, **dict.fromkeys(NEXT_FIELDS, MOST_NEXT)}
