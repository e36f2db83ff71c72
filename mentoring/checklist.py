"""What a reader of something would miss: facts of it, each true or not. They advise; nobody has to meet them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.visibility import Visibility
from mentoring.snapshots import Subject
from portfolio.models import Milestone, Project
from portfolio.models.milestone import SHOWN

A_STORY = 300  # characters, about what can be read in 20 seconds


@dataclass(frozen=True, slots=True)
class Fact:
    good: bool
    text: str
    more: str = ""


def of(subject: Subject, learner: User) -> list[Fact]:
    if isinstance(subject, Milestone):
        return _of_milestone(subject)
    if isinstance(subject, Project):
        return _of_project(subject)
    return _of_portfolio(learner)


def _of_project(project: Project) -> list[Fact]:
    numbered = any(sign.isdigit() for sign in project.story)
    pictured = project.cover_id is not None or "/media/" in project.story
    return [
        Fact(bool(project.value), _("One sentence says what it’s for")),
        Fact(len(project.story) >= A_STORY, _("The story says why, how and what came of it")),
        Fact(numbered, _("The result has a number in it"), _("And what it’s compared with.")),
        Fact(bool(project.links), _("Something to try or to run"), _("A link to the code or the demo.")),
        Fact(pictured, _("A picture shows what it does")),
    ]


def _of_milestone(milestone: Milestone) -> list[Fact]:
    evidence = milestone.evidence.count()
    said = ngettext("%(num)s link of evidence", "%(num)s links of evidence", evidence) % {"num": evidence}
    return [
        Fact(bool(milestone.deed), _("One sentence says what you did")),
        Fact(evidence > 0, said if evidence else _("A link that others can check")),
        Fact(milestone.project_id is not None, _("The project behind it is linked"), _("Its reader sees it, too.")),
    ]


def _of_portfolio(learner: User) -> list[Fact]:
    shown = (Visibility.PUBLIC, Visibility.MEMBERS)
    projects = Project.objects.standing().filter(owner=learner, visibility__in=shown).count()
    milestones = Milestone.objects.filter(owner=learner, visibility__in=shown, state__in=SHOWN).count()
    many = ngettext("Members see %(num)s project", "Members see %(num)s projects", projects) % {"num": projects}
    proofs = ngettext("Members see %(num)s milestone", "Members see %(num)s milestones", milestones) % {
        "num": milestones
    }
    return [
        Fact(projects > 0, many, _("A mentor reads only what members may see.")),
        Fact(milestones > 0, proofs),
        Fact(bool(learner.about), _("One line says who you are")),
    ]
