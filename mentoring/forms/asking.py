from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.words import said
from accounts.models import User
from accounts.models.user import Language
from mentoring.actions.requests import TO_CLAIM_FIRST
from mentoring.models.request import MOST_QUESTION
from mentoring.snapshots import Subject
from portfolio.kinds import BY_KEY as KINDS
from portfolio.models import Milestone, Project

MOST_CHOICES: Final = 100
PORTFOLIO: Final = "portfolio"


class AskForm(forms.Form):
    """A request: about what of one's own, the one question, in which language."""

    about = forms.ChoiceField(label=_("What to read"), error_messages=said(required=_("Choose what is to be read.")))
    question = forms.CharField(
        label=_("Your one question"),
        max_length=MOST_QUESTION * 2,  # a longer one is told so in words, by the verb
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What do you want to know most? One thing gets a better answer than five."),
        error_messages=said(required=_("Ask one thing that you want to know.")),
    )
    language = forms.ChoiceField(
        label=_("Language of the review"), choices=Language.choices, widget=forms.RadioSelect, error_messages=said()
    )

    def __init__(self, data: Any = None, *, learner: User, about: str = "") -> None:
        """`about` is what is chosen first, as a value of that field."""
        self.things = _things(learner)
        super().__init__(data, initial={"about": about or PORTFOLIO, "language": learner.language})
        field: Any = self.fields["about"]
        field.choices = [(key, _name(thing)) for key, thing in self.things.items()]

    @property
    def chosen(self) -> str:
        """The key of what is chosen at the moment, whether or not that is valid."""
        key = str(self["about"].value() or PORTFOLIO)
        return key if key in self.things else PORTFOLIO

    @property
    def subject(self) -> Subject:
        """What is chosen at the moment; None is the whole portfolio."""
        return self.things[self.chosen]


def _things(learner: User) -> dict[str, Subject]:
    """What of theirs can be read, by the value that stands for it: the newest first, then the whole portfolio.

    Of milestones those that stand as claimed or verified.
    """
    claimed = Milestone.objects.standing().filter(owner=learner).exclude(state__in=TO_CLAIM_FIRST)
    milestones = claimed.select_related("project").order_by("-pk")
    projects = Project.objects.standing().filter(owner=learner).select_related("cover").order_by("-pinned", "-pk")
    return {
        **{f"milestone-{one.pk}": one for one in milestones[:MOST_CHOICES]},
        **{f"project-{one.pk}": one for one in projects[:MOST_CHOICES]},
        PORTFOLIO: None,
    }


def _name(thing: Subject) -> Any:
    if isinstance(thing, Milestone):
        return _("Milestone: %(title)s") % {"title": thing.title or KINDS[thing.kind].title}
    if isinstance(thing, Project):
        return _("Project: %(title)s") % {"title": thing.title}
    return _("The whole portfolio")
