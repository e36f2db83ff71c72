"""What a thing was when its owner asked for a review: plain values, kept with the request.

Texts are kept as typed and drawn when they are read, so what a reader sees is always cleaned by today's rules.
"""

from typing import Any, Final

from accounts.models import User
from accounts.visibility import Visibility
from portfolio.kinds import BY_KEY
from portfolio.models import Milestone, Project
from portfolio.models.milestone import SHOWN

MOST_SHOWN: Final = 20  # things of a whole portfolio

Snapshot = dict[str, Any]
Subject = Project | Milestone | None


def of(subject: Subject, learner: User) -> Snapshot:
    """The project, the milestone with the project it is from, or, with neither, what members see of the portfolio."""
    if isinstance(subject, Project):
        return {"project": _project(subject)}
    if isinstance(subject, Milestone):
        return {"milestone": _milestone(subject)} | ({"project": _project(subject.project)} if subject.project else {})
    return {"portfolio": _portfolio(learner)}


def title_of(subject: Subject) -> str:
    """What the queue calls it; nothing for the whole portfolio, which has a name in each language."""
    if isinstance(subject, Milestone):
        return subject.title or str(BY_KEY[subject.kind].title)
    return subject.title if subject else ""


def topics_of(subject: Subject, learner: User) -> list[str]:
    """What it is about: the topics of the project, or else those of the person."""
    project = subject.project if isinstance(subject, Milestone) else subject
    return list((project.topics if project else None) or learner.topics)


def _project(project: Project) -> Snapshot:
    return {
        "id": project.pk,
        "title": project.title,
        "value": project.value,
        "story": project.story,
        "links": project.links,
        "version": project.version,
    }


def _milestone(milestone: Milestone) -> Snapshot:
    return {
        "id": milestone.pk,
        "kind": milestone.kind,
        "title": milestone.title,
        "deed": milestone.deed,
        "note": milestone.note,
        "facts": milestone.facts,
        "links": [{"label": row.label, "address": row.address} for row in milestone.evidence.all()],
        "version": milestone.version,
    }


def _portfolio(learner: User) -> Snapshot:
    """What every member may see, as nothing is granted for the whole of it."""
    shown = (Visibility.PUBLIC, Visibility.MEMBERS)
    milestones = Milestone.objects.filter(owner=learner, visibility__in=shown, state__in=SHOWN).order_by("-pk")
    projects = Project.objects.standing().filter(owner=learner, visibility__in=shown).order_by("-pinned", "-pk")
    return {
        "about": learner.about,
        "milestones": [_milestone(row) for row in milestones.prefetch_related("evidence")[:MOST_SHOWN]],
        "projects": list(projects.values("id", "title", "value", "version")[:MOST_SHOWN]),
    }
