"""What curators change of the roadmap by hand, both languages side by side."""

from typing import Any, Final

from django import forms
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kit.bilingual import language
from roadmap.actions import changing
from roadmap.loading.tables import digest
from roadmap.models import CurationEvent, Phase, Resource, Step

WORDS: Final = {
    "key": _("Key"),
    "place": _("Place"),
    "title": _("Title"),
    "aim": _("Aim"),
    "still_written": _("While it’s still being written"),
    "months_low": _("Months, at least"),
    "months_high": _("Months, at most"),
    "phase": _("Phase"),
    "what": _("What it is, in one sentence"),
    "why": pgettext_lazy("of a step", "Why"),
    "how": _("What to do"),
    "pace": pgettext_lazy("of a step", "How long"),
    "show": _("What to show at the end"),
    "mistakes": _("What goes wrong"),
    "hours_low": _("Hours, at least"),
    "hours_high": _("Hours, at most"),
    "by": _("Who made it"),
    "address": _("Address"),
    "kind": _("Kind"),
    "language": _("Language"),
    "level": _("Level"),
    "cost": _("Cost"),
    "hours": _("Hours"),
    "link_state": _("State of its link"),
    "gone_since": _("Gone since (year)"),
    "archived_address": _("Archived copy"),
    "replaced_by": _("Replaced by"),
}
_BOTH_OF_STEP: Final = tuple(
    f"{name}_{code}" for name in ("title", "what", "why", "how", "pace", "show", "mistakes") for code in ("ko", "en")
)
_LANGUAGES: Final = {"_ko": "한국어", "_en": "English"}


def field_of(column: Any, **kwargs: Any) -> Any:
    """The form field of a column; an address without a scheme is one with https."""
    return column.formfield(**({"assume_scheme": "https"} if isinstance(column, models.URLField) else {}), **kwargs)


class EditForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    """A row of the roadmap. Nothing is deleted: what is not wanted is retired, or replaced."""

    retired = forms.BooleanField(label=_("Off the roadmap"), required=False)
    history = forms.CharField(
        label=_("Why you changed it"), required=False, max_length=300, help_text=_("It’s kept with the decision.")
    )

    stood = forms.CharField(required=False, widget=forms.HiddenInput)  # what the row said when the page was opened

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thing = changing.thing_of(self.instance) if self.instance.pk else ""
        if self.thing:
            self.fields["stood"].initial = digest(changing.stand_of(self.thing))
        self.fields["retired"].initial = self.instance.retired_at is not None
        for name, field in self.fields.items():
            field.label = _named(name) or field.label
        if "replaced_by" in self.fields:
            others = type(self.instance).objects.filter(retired_at=None).exclude(pk=self.instance.pk)
            self.fields["replaced_by"].queryset = others.order_by(f"title_{language()}")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What somebody else saved since the page was opened is overwritten by nobody who has not seen that."""
        said = super().clean() or {}
        now = self.fields["stood"].initial
        if self.thing and said.get("stood") not in {"", now}:
            typed: Any = self.data
            self.data = typed.copy()
            self.data["stood"] = now  # type: ignore[index]
            raise forms.ValidationError(_changed_meanwhile(self.thing))
        return said

    def values(self) -> dict[str, Any]:
        """What was typed, as roadmap.actions.changing names it."""
        columns = set(self._meta.fields or ()) - {"key", "phase", "replaced_by", "retired", "history", "stood"}
        said = {name: value for name, value in self.cleaned_data.items() if name in columns}
        said["replaced_by"] = self.cleaned_data["replaced_by"].key if self.cleaned_data["replaced_by"] else ""
        return {**said, "retired": self.cleaned_data["retired"]}


class PhaseForm(EditForm):
    class Meta:
        model = Phase
        fields = (
            *("key", "place", "title_ko", "title_en", "aim_ko", "aim_en", "still_written_ko", "still_written_en"),
            *("months_low", "months_high", "replaced_by"),
        )

    def clean_retired(self) -> bool:
        retired: bool = self.cleaned_data["retired"]
        if retired and self.instance.pk and self.instance.steps.filter(retired_at=None).exists():
            raise forms.ValidationError(_("There are steps in it. Move them to another phase, or retire them first."))
        return retired


class StepForm(EditForm):
    class Meta:
        model = Step
        fields = ("key", "phase", "place", *_BOTH_OF_STEP, "hours_low", "hours_high", "replaced_by")

    def values(self) -> dict[str, Any]:
        """Its phase by key."""
        return {**super().values(), "phase": self.cleaned_data["phase"].key}


class ResourceForm(EditForm):
    class Meta:
        model = Resource
        formfield_callback = field_of
        fields = (
            *("key", "title_ko", "title_en", "why_ko", "why_en", "by", "address", "kind", "language", "level", "cost"),
            *("hours", "link_state", "gone_since", "archived_address", "replaced_by"),
        )

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if not address.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Write a web address that begins with https:// or http://."))
        return address


def _changed_meanwhile(thing: str) -> str:
    """Who changed it last, and which fields."""
    events = CurationEvent.objects.filter(subject=thing, undone_at=None).select_related("actor")
    event = events.order_by("-created_at", "-pk").first()
    if event is None or event.actor is None:
        return gettext("It was changed meanwhile. Save again, and yours replaces that.")
    return gettext("%(who)s changed it meanwhile: %(what)s. Save again, and yours replaces that.") % {
        "who": event.actor.name,
        "what": ", ".join(str(_named(name) or name) for name in event.after.get(thing, {})),
    }


def _named(name: str) -> Any:
    for suffix, name_of in _LANGUAGES.items():
        stem = name.removesuffix(suffix)
        if stem != name and stem in WORDS:
            return format_lazy("{what}, {language}", what=WORDS[stem], language=name_of)
    return WORDS.get(name)
