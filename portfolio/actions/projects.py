"""Projects: what a learner makes is told and told better. How it is kept, taken away and brought back: keeping.py."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.topics import BY_KEY as TOPICS
from kit import markdown
from kit.slug import slugify_any
from portfolio import prose
from portfolio.actions import keeping
from portfolio.actions.keeping import Columns, Unfit
from portfolio.links import MOST_LINKS, Link
from portfolio.models import Picture, Project

MOST_PROJECTS: Final = 100  # standing, of one person
MOST_A_DAY: Final = 50  # that one person begins
MOST_TITLE, MOST_VALUE, MOST_TOPICS = 80, 200, 3


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
    about = "story"
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


class TooManyToday(Unfit):
    about = "title"
    message = _("That’s 50 projects within a day. What you wrote is still here; begin it tomorrow.")


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
    keeping.held_owner(owner.pk)
    project, new = keeping.made(Project, owner, form_key=form_key, columns=columns, draw=_drawn, now=now)
    if new and Project.objects.standing().filter(owner=owner).count() > MOST_PROJECTS:
        raise TooManyProjects
    if new and keeping.made_within_a_day(Project, owner, now) > MOST_A_DAY:
        raise TooManyToday
    return project


@transaction.atomic
def edit(project: Project, *, version: int, now: datetime, **told: Unpack[Told]) -> Project:
    """Save what the owner made of that `version` of their project; one that was taken away meanwhile stands again.

    Raises keeping.ChangedMeanwhile when another version stands by now, and an Unfit.
    """
    standing = keeping.held(project)
    columns = _columns(told, standing.owner)
    return keeping.saved(standing, version=version, columns=columns, draw=_drawn, now=now)


def _columns(told: Told, owner: User) -> Columns:
    """The columns that hold what was `told`, once all rules agree."""
    title, value, story = prose.line(told["title"]), prose.line(told["value"]), prose.lines(told["story"])
    topics = [topic for topic in TOPICS if topic in set(told["topics"])]
    for no in unfit(told):
        raise no
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


def unfit(told: Mapping[str, Any]) -> Iterator[Unfit]:
    """All that cannot be so in what is `told`, which may be a part of it. Whose the cover is, is seen elsewhere."""
    title = told.get("title")
    if title is not None and not prose.line(title):
        yield Untitled()
    if title and len(prose.line(title)) > MOST_TITLE:
        yield TitleTooLong()
    if len(prose.line(told.get("value", ""))) > MOST_VALUE:
        yield ValueTooLong()
    if len(prose.lines(told.get("story", ""))) > markdown.MOST_CHARACTERS:
        yield StoryTooLong()
    if len(set(told.get("topics", ())) & set(TOPICS)) > MOST_TOPICS:
        yield TooManyTopics()
    if len(told.get("links", ())) > MOST_LINKS:
        yield TooManyLinks()


def _drawn(columns: Columns) -> dict[str, Any]:
    return {
        "slug": slugify_any(columns["title"]),
        "story_html": markdown.render(columns["story"], links="members"),
        "render_version": markdown.RENDER_VERSION,
    }
