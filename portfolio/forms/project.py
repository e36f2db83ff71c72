"""What somebody tells of a project, read and answered field by field."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.forms.words import CHOSEN, said
from accounts.models import User
from accounts.topics import TOPICS
from accounts.visibility import Visibility
from portfolio.actions import pictures, projects
from portfolio.actions.keeping import Unfit
from portfolio.forms.keeping import KeepingForm, Prose
from portfolio.forms.links import LinkRow, LinksField, rows_of, with_room
from portfolio.models import Picture, Project
from portfolio.models.project import Stage


class ProjectForm(KeepingForm):
    """A project, new or being changed; `project` is the one that is changed."""

    title = forms.CharField(
        label=_("Name"),
        max_length=projects.MOST_TITLE,
        error_messages=said(required=projects.Untitled.message, max_length=projects.TitleTooLong.message),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    value = forms.CharField(
        label=_("In one sentence"),
        required=False,
        max_length=projects.MOST_VALUE,
        error_messages=said(max_length=projects.ValueTooLong.message),
        widget=forms.Textarea({"rows": 2}),
    )
    story = Prose(label=_("Story"), required=False, widget=forms.Textarea({"rows": 10}))
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        required=False,
        choices=lambda: [(topic.key, str(topic.name)) for topic in TOPICS],
        widget=forms.CheckboxSelectMultiple,
        error_messages=said(),
    )
    stage = forms.ChoiceField(
        label=_("How far along"), choices=Stage.choices, widget=forms.RadioSelect, error_messages=CHOSEN
    )
    links = LinksField(label=_("Links"), required=False)
    cover = forms.ChoiceField(label=_("Cover"), required=False, widget=forms.RadioSelect, error_messages=said())
    visibility = forms.ChoiceField(
        label=_("Who sees it"), choices=Visibility.choices, widget=forms.RadioSelect, error_messages=CHOSEN
    )
    pinned = forms.BooleanField(label=_("Put it at the top of my portfolio"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, owner: User, now: datetime, project: Project | None = None
    ) -> None:
        begins = _told(project) if project else {"stage": Stage.MAKING, "visibility": Visibility.PRIVATE}
        super().__init__(data, initial=begins, auto_id="project_%s")
        self.owner, self.now, self.project = owner, now, project
        self.fields["cover"].choices = [("", _("No cover")), *((key, key) for key in self.covers)]  # type: ignore[attr-defined]

    def make(self) -> Project | None:
        """Begin the project; None where something has to be mended first."""
        return self.kept(projects.make, self.owner, form_key=self.form_key)

    def edit(self) -> Project | None:
        """Save what was made of its version; None where something has to be mended first. Raises ChangedMeanwhile."""
        return self.kept(projects.edit, self.project, version=self.version)

    @cached_property
    def covers(self) -> Mapping[str, Picture]:
        """What may be the cover, by key: the pictures of the project and of its story as it was typed."""
        keys = [*pictures.keys_in(self._typed("story")), self._typed("cover").replace("\0", "")]
        mine = Picture.objects.filter(owner=self.owner).order_by("pk")
        return {
            picture.key: picture
            for picture in mine.filter(Q(key__in=keys) | Q(project=self.project, project__isnull=False))
        }

    @property
    def link_rows(self) -> Sequence[LinkRow]:
        return with_room(rows_of(self["links"].value()))

    def _typed(self, name: str) -> str:
        return self.data.get(name, "") if self.is_bound else str(self.initial.get(name, ""))

    def unfit(self) -> Iterable[Unfit]:
        return projects.unfit(self.cleaned_data)

    def values(self) -> projects.Told:
        told = self.cleaned_data
        return projects.Told(
            title=told["title"],
            value=told["value"],
            story=told["story"],
            topics=told["topics"],
            stage=told["stage"],
            links=told["links"],
            cover=self.covers.get(told["cover"]),
            visibility=told["visibility"],
            pinned=told["pinned"],
        )


def _told(project: Project) -> dict[str, Any]:
    return {
        "title": project.title,
        "value": project.value,
        "story": project.story,
        "topics": project.topics,
        "stage": project.stage,
        "links": [(link["label"], link["address"]) for link in project.links],
        "cover": project.cover.key if project.cover else "",
        "visibility": project.visibility,
        "pinned": project.pinned,
    }
