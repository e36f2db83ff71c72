"""Projects: what a learner makes, told, told better, taken away and brought back.

As with entries nothing told is ever lost: a form sent twice is one project, and a save from an older version overwrites
nothing.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, TypedDict, Unpack
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.topics import BY_KEY as TOPICS
from kit import markdown
from kit.errors import Refusal
from kit.slug import slugify_any
from portfolio import prose
from portfolio.actions import pictures
from portfolio.links import MOST_LINKS, Link
from portfolio.models import Picture, Project
from portfolio.models.seen import KEPT_FOR

MOST_PROJECTS: Final = 100  # standing, of one person
MOST_TITLE, MOST_VALUE, MOST_TOPICS = 80, 200, 3


class Unfit(Refusal):
    """Something told of a project cannot be so; `about` names it, as `Told` does."""

    about = "story"


class Untitled(Unfit):
    about = "title"
    message = _("Give it a name. You can change it at any time.")


class TitleTooLong(Unfit):
    about = "title"
    message = _("Keep the name within 80 characters.")


class ValueTooLong(Unfit):
    about = "value"
    message = _("Keep it to one sentence of at most 200 characters.")


class StoryTooLong(Unfit):
    message = _("A story holds 20,000 characters. Move a part of it into the log.")


class TooManyTopics(Unfit):
    about = "topics"
    message = _("Choose at most three topics.")


class TooManyLinks(Unfit):
    about = "links"
    message = _("Six links are enough for one project. Take one out.")


class NotYourPicture(Unfit):
    about = "cover"
    message = _("Choose one of your own pictures.")


class TooManyProjects(Unfit):
    about = "title"
    message = _("You have 100 projects. Delete one to make room for this.")


class ChangedMeanwhile(Refusal):
    """`standing` is the project as it was saved elsewhere; perhaps it was taken away there."""

    message = _("This project was changed in another window. Choose which text stays.")

    def __init__(self, standing: Project) -> None:
        self.standing = standing
        super().__init__()


class GoneForGood(Refusal):
    message = _("30 days have passed, so this project can’t come back.")


class Told(TypedDict):
    """What is told of a project: `story` is Markdown, `topics` are keys of accounts.topics, `cover` is the owner's own."""

    title: str
    value: str
    story: str
    topics: Sequence[str]
    stage: str
    links: Sequence[Link]
    cover: Picture | None
    visibility: str
    pinned: bool


@transaction.atomic
def make(owner: User, *, form_key: UUID, now: datetime, **told: Unpack[Told]) -> Project:
    """Begin a project of `owner`'s. The same form sent again is the same project. Raises an Unfit."""
    columns = _columns(told, owner)
    _see_room(owner, form_key)
    project, new = Project.objects.get_or_create(owner=owner, form_key=form_key, defaults=columns | _drawn(columns))
    if new:
        pictures.claim(project, now=now)
    elif not _stands_as(project, columns):
        # A form that the browser brought back, and that tells something new: a project of its own, once again only one.
        return make(owner, form_key=uuid5(form_key, repr(columns)), now=now, **told)
    return project


@transaction.atomic
def edit(project: Project, *, version: int, now: datetime, **told: Unpack[Told]) -> Project:
    """Save what the owner made of that `version` of their project; one that was taken away meanwhile stands again.

    Raises ChangedMeanwhile when another version stands by now, and an Unfit.
    """
    standing = Project.objects.select_for_update(of=("self",)).select_related("owner").get(pk=project.pk)
    columns = _columns(told, standing.owner)
    if _stands_as(standing, columns):
        return standing
    if standing.version != version:
        raise ChangedMeanwhile(standing)
    columns |= _drawn(columns) | {"version": version + 1, "removed_at": None}
    for name, value in columns.items():
        setattr(standing, name, value)
    standing.save(update_fields=list(columns))
    pictures.claim(standing, now=now)
    return standing


@transaction.atomic
def remove(project: Project, *, now: datetime) -> Project:
    """Take a project away; for 30 days it can come back, and its entries stay in the log. A second time changes nothing."""
    Project.objects.standing().filter(pk=project.pk).update(removed_at=now, version=F("version") + 1)
    return _settled(project, now)


@transaction.atomic
def bring_back(project: Project, *, now: datetime) -> Project:
    """Let a project stand again that was taken away. Raises GoneForGood after 30 days."""
    Project.objects.recoverable(now - KEPT_FOR).filter(pk=project.pk).update(removed_at=None, version=F("version") + 1)
    project = _settled(project, now)
    if project.removed_at is not None:
        raise GoneForGood
    return project


def _settled(project: Project, now: datetime) -> Project:
    project.refresh_from_db()
    pictures.claim(project, now=now)
    return project


def _columns(told: Told, owner: User) -> dict[str, Any]:
    """The columns that hold what was `told`, once all rules agree."""
    title, value, story = prose.line(told["title"]), prose.line(told["value"]), prose.lines(told["story"])
    topics = [topic for topic in TOPICS if topic in set(told["topics"])]
    _see_words(title, value, story)
    if len(topics) > MOST_TOPICS:
        raise TooManyTopics
    if len(told["links"]) > MOST_LINKS:
        raise TooManyLinks
    if told["cover"] is not None and told["cover"].owner_id != owner.pk:
        raise NotYourPicture
    return {
        "title": title,
        "value": value,
        "story": story,
        "topics": topics,
        "stage": told["stage"],
        "links": [link.stored() for link in told["links"]],
        "cover_id": told["cover"] and told["cover"].pk,
        "visibility": told["visibility"],
        "pinned": told["pinned"],
    }


def _see_words(title: str, value: str, story: str) -> None:
    if not title:
        raise Untitled
    if len(title) > MOST_TITLE:
        raise TitleTooLong
    if len(value) > MOST_VALUE:
        raise ValueTooLong
    if len(story) > markdown.MOST_CHARACTERS:
        raise StoryTooLong


def _see_room(owner: User, form_key: UUID) -> None:
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    if Project.objects.standing().filter(owner=owner).exclude(form_key=form_key).count() >= MOST_PROJECTS:
        raise TooManyProjects


def _drawn(columns: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": slugify_any(columns["title"]),
        "story_html": markdown.render(columns["story"], links="members"),
        "render_version": markdown.RENDER_VERSION,
    }


def _stands_as(project: Project, columns: dict[str, Any]) -> bool:
    return project.removed_at is None and all(getattr(project, name) == value for name, value in columns.items())
