from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms.words import said
from accounts.models import User
from accounts.models.user import Language
from kit.http import number
from mentoring.actions.requests import TO_CLAIM_FIRST
from mentoring.models.request import MOST_QUESTION
from mentoring.snapshots import Subject
from portfolio.kinds import BY_KEY as KINDS
from portfolio.models import Milestone, Project

MOST_CHOICES: Final = 100
PORTFOLIO: Final = "portfolio"


class AskForm(forms.Form):
    """A request: about what of one's own, the one question, in which language."""

    about = forms.ChoiceField(label=_("What to read"), error_messages=said(required=_("Choose what you’d like read.")))
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
        self.things, self.has_older = _things(learner, about if data is None else str(data.get("about", "")))
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


def _things(learner: User, chosen: str) -> tuple[dict[str, Subject], bool]:
    """What of theirs can be read, by the value that stands for it: the newest first, then the whole portfolio.

    Of milestones those that stand as claimed or verified. Whether there are older ones besides; of those only `chosen`.
    """
    claimed = Milestone.objects.standing().filter(owner=learner).exclude(state__in=TO_CLAIM_FIRST)
    projects = Project.objects.standing().filter(owner=learner).select_related("cover").order_by("-pinned", "-pk")
    milestones = claimed.select_related("project").order_by("-pk")
    both = [_newest("milestone", milestones, chosen), _newest("project", projects, chosen)]
    things: dict[str, Subject] = {PORTFOLIO: None}
    return {**both[0][0], **both[1][0], **things}, both[0][1] or both[1][1]


def _newest(name: str, rows: QuerySet[Any], chosen: str) -> tuple[dict[str, Subject], bool]:
    found = list(rows[: MOST_CHOICES + 1])
    things: dict[str, Subject] = {f"{name}-{one.pk}": one for one in found[:MOST_CHOICES]}
    older = len(found) > MOST_CHOICES
    if older and chosen not in things and chosen.startswith(f"{name}-"):
        one = rows.filter(pk=number(chosen.removeprefix(f"{name}-"))).first()
        things |= {chosen: one} if one else {}
    return things, older


def _name(thing: Subject) -> Any:
    if isinstance(thing, Milestone):
        return _("Milestone: %(title)s") % {"title": thing.title or KINDS[thing.kind].title}
    if isinstance(thing, Project):
        return _("Project: %(title)s") % {"title": thing.title}
    return _("The whole portfolio")
