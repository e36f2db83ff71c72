"""What somebody tells of a milestone: what every kind asks for, and the facts of its own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.words import said
from accounts.models import User
from accounts.visibility import Visibility
from kit.bilingual import Both
from kit.dates import say_day
from portfolio import github
from portfolio.actions import milestones
from portfolio.forms.entry import OneOf
from portfolio.forms.keeping import KeepingForm, Prose
from portfolio.forms.links import LinkRow, LinksField, rows_of, with_room
from portfolio.kinds import Kind
from portfolio.kinds.facts import FactsForm
from portfolio.models import Evidence, Milestone, Project
from portfolio.models.milestone import MOST_DEED, MOST_TITLE

_COMMON = ("deed", "note", "links", "project", "visibility")


class MilestoneForm(KeepingForm):
    """A milestone of one kind, new or, as `milestone`, being changed. A `draft` may lack anything."""

    title = forms.CharField(max_length=MOST_TITLE, widget=forms.TextInput({"autocomplete": "off"}))
    deed = forms.CharField(
        label=_("What I did"),
        max_length=MOST_DEED,
        widget=forms.Textarea({"rows": 3}),
        error_messages=said(required=milestones.NoDeed.message, max_length=milestones.DeedTooLong.message),
    )
    note = Prose(label=_("Anything to add"), required=False, widget=forms.Textarea({"rows": 3}))
    links = LinksField(label=_("More evidence"), required=False)
    project = OneOf(
        label=_("Which project is it from?"),
        required=False,
        queryset=None,
        empty_label=_("No project"),
        error_messages=said(),
    )
    visibility = forms.ChoiceField(
        label=_("Who sees it"),
        choices=[*reversed(Visibility.choices)],
        widget=forms.RadioSelect,
        error_messages=said(required=_("Choose one from the list.")),
    )

    def __init__(  # noqa: PLR0913 - what is asked, of whom, and how much of it has to be there
        self,
        kind: Kind,
        data: Mapping[str, Any] | None = None,
        *,
        owner: User,
        now: datetime,
        milestone: Milestone | None = None,
        draft: bool = False,
    ) -> None:
        begins = _told(milestone) if milestone else {"visibility": Visibility.PRIVATE}
        super().__init__(data, initial=begins, auto_id="milestone_%s")
        self.kind, self.owner, self.now, self.milestone, self.draft = kind, owner, now, milestone, draft
        self.other: Milestone | None = None  # which has this address already
        facts = kind.form(draft=draft).fields
        self.fields = (
            {name: self.fields[name] for name in ("title",)} | facts | {name: self.fields[name] for name in _COMMON}
        )
        self.facts_asked = [*facts]
        self._say(kind.name)
        mine = Project.objects.filter(owner=owner).order_by("-pinned", "-pk")
        self._field("project").queryset = mine.filter(Q(removed_at=None) | Q(pk=milestone and milestone.project_id))

    def _say(self, name: Both) -> None:
        title = self._field("title")
        title.label = str(name)
        title.error_messages |= said(required=milestones.Untitled.message, max_length=milestones.TitleTooLong.message)
        title.required, self._field("deed").required = not self.draft, not self.draft

    def save_draft(self) -> Milestone | None:
        return self.kept(milestones.save_draft, self.owner, kind=self.kind.key, form_key=self.form_key)

    def claim(self) -> Milestone | None:
        return self.kept(milestones.claim, self.owner, kind=self.kind.key, form_key=self.form_key)

    def change(self) -> Milestone | None:
        """Save what was made of its version. Raises ChangedMeanwhile and Withdrawn."""
        return self.kept(milestones.change, self.milestone, version=self.version, claim=not self.draft)

    def clean(self) -> dict[str, Any]:
        """The facts, as their own form takes them, with what it says of them together."""
        typed = super().clean() or {}
        for name, errors in self.facts_form.errors.items():
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, [str(error) for error in errors])
        return typed

    @cached_property
    def facts_form(self) -> FactsForm:
        form = self.kind.form(self.data, draft=self.draft, today=self.owner.calendar_day(self.now))
        form.full_clean()
        return form

    def values(self) -> milestones.Told:
        told = self.cleaned_data
        return milestones.Told(
            title=told["title"],
            deed=told["deed"],
            note=told["note"],
            facts=self.facts_form.facts(),
            links=told["links"],
            project=told["project"],
            visibility=told["visibility"],
        )

    def add_error(self, field: str | None, error: Any) -> None:
        """A kind whose facts have no such field says it above them all."""
        super().add_error(field if field in self.fields else None, error)

    def refuse(self, refusal: Any) -> None:
        """Say each of the facts that cannot be so; and which milestone has this address."""
        if isinstance(refusal, milestones.UnfitFacts):
            for name, errors in refusal.errors.items():
                self.add_error(name, [*errors])
            return
        if isinstance(refusal, milestones.ClaimedAlready):
            self.other = refusal.other
        super().refuse(refusal)

    @property
    def link_rows(self) -> Sequence[LinkRow]:
        return with_room(rows_of(self["links"].value()))

    @property
    def seen(self) -> dict[str, str]:
        """How it will be seen, as far as it was told."""
        facts = self.facts_form.facts() if self.is_bound else (self.milestone.facts if self.milestone else {})
        return {
            "title": self._told("title"),
            "deed": self._told("deed"),
            "facts": str(self.kind.says(facts)),
            "read": self._read(facts.get("address", "")),
        }

    def _read(self, address: str) -> str:
        """What was read from GitHub at that address, or that it will be."""
        if not github.pull_of(self.kind.key, address):
            return ""
        about = Evidence.objects.filter(milestone=self.milestone, place=0, address=address).first()
        if about is None:
            return gettext("Once it is claimed, we read at GitHub whether it was merged.")
        if not about.read_at:
            return ""
        said = {"day": say_day(self.owner.day(about.read_at), self.owner.day(self.now))}
        return f"{gettext('Read from GitHub, %(day)s') % said}: {github.says(about.facts, self.owner.calendar_day)}"

    def _told(self, name: str) -> str:
        return " ".join(str(self[name].value() or "").replace("\0", "").split())

    def _field(self, name: str) -> Any:
        return self.fields[name]


def _told(milestone: Milestone) -> dict[str, Any]:
    added = milestone.evidence.filter(place__gt=0) if milestone.facts.get("address") else milestone.evidence.all()
    return {
        **milestone.facts,
        "title": milestone.title,
        "deed": milestone.deed,
        "note": milestone.note,
        "links": [*added.values_list("label", "address")],
        "project": milestone.project_id,
        "visibility": milestone.visibility,
    }
