"""What somebody writes into the log box or changes in an entry, read and answered field by field."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.forms.words import CHOSEN, said
from accounts.models import User
from accounts.visibility import Visibility
from kit.durations import DurationError, parse_minutes, say_minutes
from portfolio.actions import entries
from portfolio.actions.keeping import Unfit
from portfolio.forms.keeping import KeepingForm, Prose
from portfolio.models import Entry, Project
from roadmap.models import Step


class Minutes(forms.CharField):
    """A length of time as people type it; nothing is 0."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        try:
            return parse_minutes(text) if text else 0
        except DurationError as error:
            raise ValidationError(str(error.message), code=error.code) from error

    def prepare_value(self, value: Any) -> Any:
        return (say_minutes(value) if value else "") if isinstance(value, int) else value


class OneOf(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """One row by its title."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class EntryForm(KeepingForm):
    """An entry, new or being changed; `entry` is the one that is changed."""

    text = Prose(label=_("What you did"), required=False)
    minutes = Minutes(label=_("Time"), required=False)
    day = forms.DateField(
        label=_("Day"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day like 2026-04-09.")},
    )
    step = OneOf(
        label=_("Step"),
        required=False,
        queryset=None,
        to_field_name="key",
        empty_label=_("No step"),
        error_messages=said(),
    )
    project = OneOf(
        label=_("Project"), required=False, queryset=None, empty_label=_("No project"), error_messages=said()
    )
    visibility = forms.ChoiceField(
        label=_("Who sees it"), choices=Visibility.choices, widget=forms.RadioSelect, error_messages=CHOSEN
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, owner: User, now: datetime, entry: Entry | None = None
    ) -> None:
        super().__init__(data, initial=_said(entry) if entry else None, auto_id="log_%s")
        self.owner, self.now, self.entry = owner, now, entry
        self._field("step").queryset = Step.objects.filter(Q(retired_at=None) | Q(pk=entry and entry.step_id))
        mine = Project.objects.filter(owner=owner).order_by("-pinned", "-pk")
        self._field("project").queryset = mine.filter(Q(removed_at=None) | Q(pk=entry and entry.project_id))

    def log(self) -> Entry | None:
        """Write it down; None where something has to be mended first."""
        return self.kept(entries.log, self.owner, form_key=self.form_key)

    def edit(self) -> Entry | None:
        """Save what was made of its version; None where something has to be mended first. Raises ChangedMeanwhile."""
        return self.kept(entries.edit, self.entry, version=self.version)

    def unfit(self) -> Iterable[Unfit]:
        return entries.unfit(self.cleaned_data, self.owner, self.now, self.entry)

    def values(self) -> entries.Said:
        said = self.cleaned_data
        return entries.Said(
            day=said["day"] or self.owner.day(self.now),
            text=said["text"],
            minutes=said["minutes"],
            visibility=said["visibility"],
            step=said["step"],
            project=said["project"],
        )

    def _field(self, name: str) -> Any:
        return self.fields[name]


def _said(entry: Entry) -> dict[str, Any]:
    return {
        "text": entry.text,
        "minutes": entry.minutes,
        "day": entry.day,
        "step": entry.step and entry.step.key,
        "project": entry.project_id,
        "visibility": entry.visibility,
    }
