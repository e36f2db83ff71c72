"""Milestones as their owner tells them: drafted, claimed, changed, withdrawn. What others decide: verdicts.py."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypedDict, Unpack
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit.errors import Refusal
from portfolio import prose
from portfolio.actions import claimed_value, evidence, keeping
from portfolio.actions.keeping import Columns, Unfit
from portfolio.kinds import BY_KEY, Kind
from portfolio.links import MOST_LINKS, Link
from portfolio.models import Evidence, Grant, Milestone, Project
from portfolio.models.milestone import MOST_DEED, MOST_NOTE, MOST_TITLE, State

MOST_MILESTONES: Final = 100  # standing, of one person
MOST_A_DAY: Final = 50  # that one person begins, withdrawn ones included

_THE_CLAIM: Final = ("title", "deed", "note", "facts", "address")  # what a verdict is about


class NoSuchKind(Refusal):
    message = _("Choose one of the kinds.")


class Untitled(Unfit):
    about = "title"
    message = _("Give it the name by which others find it.")


class TitleTooLong(Unfit):
    about = "title"
    message = _("Keep the name within 120 characters.")


class NoDeed(Unfit):
    about = "deed"
    message = _("Say in one sentence what you did.")


class DeedTooLong(Unfit):
    about = "deed"
    message = _("140 characters are shown. Move the rest into what you add below.")


class NoteTooLong(Unfit):
    about = "note"
    message = _("Keep it within 1,000 characters; the story of a project holds more.")


class TooManyLinks(Unfit):
    about = "links"
    message = _("Six links are enough for one milestone. Take one out.")


class NotYourProject(Unfit):
    about = "project"
    message = _("Choose one of your own projects.")


class TooManyMilestones(Unfit):
    about = "title"
    message = _("You have 100 milestones. Withdraw one to make room for this.")


class TooManyToday(Unfit):
    about = "title"
    message = _("That’s 50 milestones within a day. What you wrote is still here; claim it tomorrow.")


class UnfitFacts(Unfit):
    """`errors` are those of the kind's form, by its fields."""

    about = "title"

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        self.errors = errors
        super().__init__(next(iter(errors.values()))[0])


class ClaimedAlready(Unfit):
    """`other` is the milestone that has this address."""

    about = "address"
    message = _("You have this one already: ‘%(title)s’. Change it there, or write another address.")

    def __init__(self, other: Milestone) -> None:
        self.other = other
        super().__init__(self.message % {"title": str(other) if other.title else BY_KEY[other.kind].title})


class Withdrawn(Refusal):
    message: Promise = _("This milestone was withdrawn. You can claim it anew.")


class NothingToClaimAgain(Refusal):
    message = _("Only what was declined or revoked can be claimed again.")


class Told(TypedDict):
    """What is told of a milestone: `facts` as its kind's form takes them, `deed` one sentence, `links` further evidence."""

    title: str
    deed: str
    note: str
    facts: Mapping[str, Any]
    links: Sequence[Link]
    project: Project | None
    visibility: str


def save_draft(owner: User, *, kind: str, form_key: UUID, now: datetime, **told: Unpack[Told]) -> Milestone:
    """Keep what `owner` has of a milestone so far; anything may be missing. The same form sent again is the same draft.

    Raises NoSuchKind and an Unfit.
    """
    return _made(owner, State.DRAFT, kind, form_key, now, told)


def claim(owner: User, *, kind: str, form_key: UUID, now: datetime, **told: Unpack[Told]) -> Milestone:
    """Claim a milestone. The same form sent again is the same milestone. Raises NoSuchKind and an Unfit."""
    return _made(owner, State.CLAIMED, kind, form_key, now, told)


@transaction.atomic
def change(milestone: Milestone, *, version: int, now: datetime, claim: bool = True, **told: Unpack[Told]) -> Milestone:
    """Save what the owner made of that `version`; a draft is claimed by it, and what was declined or revoked again.

    Without `claim` a draft stays one. What was verified has to be verified anew once what it claims has changed: its
    words, facts or links, not who sees it nor its project. Raises Withdrawn, keeping.ChangedMeanwhile and an Unfit.
    """
    owner = keeping.held_owner(milestone.owner_id)
    standing = keeping.held(milestone)
    if standing.is_withdrawn:
        raise Withdrawn
    stays_draft = standing.state == State.DRAFT and not claim
    columns = _columns(told, kind_of(standing.kind), owner, now, draft=stays_draft, before=standing)
    _see_that_it_is_new(owner, standing.kind, columns["address"], standing.pk)
    links = _evidence_of(columns, told["links"])
    differs = [name for name, value in columns.items() if getattr(standing, name) != value]
    claims_anew = bool({*differs} & {*_THE_CLAIM}) or _links_of(standing) != links
    was_said = None if standing.state == State.DRAFT else claimed_value.of(standing, now)
    values = {**columns, **_moved(standing, now, claim=claim, claims_anew=claims_anew)}
    if not claims_anew and all(getattr(standing, name) == value for name, value in values.items()):
        return standing
    keeping.insist_on_version(standing, version)
    _write(standing, values)
    _keep_evidence(standing, links, now)
    claimed_value.keep(standing, was_said, now)
    return standing


@transaction.atomic
def claim_again(milestone: Milestone, *, now: datetime) -> Milestone:
    """Claim what was declined or revoked once more, as it stands. What is claimed already stays so.

    Raises NothingToClaimAgain.
    """
    standing = keeping.held(milestone)
    if standing.state == State.CLAIMED:
        return standing
    if standing.state not in {State.DECLINED, State.REVOKED}:
        raise NothingToClaimAgain
    _write(standing, {"state": State.CLAIMED, "claimed_at": now})
    evidence.read_soon(standing, now=now)
    return standing


@transaction.atomic
def withdraw(milestone: Milestone, *, now: datetime) -> Milestone:
    """Take a milestone back for good: nobody else sees it any more, whoever was let see it too. Twice is once."""
    standing = keeping.held(milestone)
    if not standing.is_withdrawn:
        _write(standing, {"state": State.WITHDRAWN, "verified_at": None, "verified_by_id": None})
        Grant.objects.filter(milestone=standing).delete()
    return standing


def kind_of(key: str) -> Kind:
    """The kind of that name. Raises NoSuchKind."""
    if key not in BY_KEY:
        raise NoSuchKind
    return BY_KEY[key]


@transaction.atomic
def _made(owner: User, state: State, kind: str, form_key: UUID, now: datetime, told: Told) -> Milestone:  # noqa: PLR0913, PLR0917 - as they came
    keeping.held_owner(owner.pk)
    columns = _columns(told, kind_of(kind), owner, now, draft=state == State.DRAFT)
    links = _evidence_of(columns, told["links"])
    key = uuid5(form_key, repr((state, kind, columns, links)))
    if made := Milestone.objects.filter(owner=owner, form_key=key).first():
        return made
    _see_that_it_is_new(owner, kind, columns["address"])
    if Milestone.objects.standing().filter(owner=owner).count() >= MOST_MILESTONES:
        raise TooManyMilestones
    if keeping.made_within_a_day(Milestone, owner, now) >= MOST_A_DAY:
        raise TooManyToday
    claimed_at = None if state == State.DRAFT else now
    milestone = Milestone.objects.create(
        owner=owner, kind=kind, form_key=key, state=state, claimed_at=claimed_at, created_at=now, **columns
    )
    _keep_evidence(milestone, links, now)
    claimed_value.keep(milestone, None, now)
    return milestone


def _columns(  # noqa: PLR0913 - what was told, and by which rules
    told: Told, kind: Kind, owner: User, now: datetime, *, draft: bool, before: Milestone | None = None
) -> Columns:
    """The columns that hold what was `told`, once all rules agree; a project it came from `before` may stay."""
    title, deed, note = prose.line(told["title"]), prose.line(told["deed"]), prose.lines(told["note"])
    _see_words(title, deed, note, draft=draft)
    if len(told["links"]) > MOST_LINKS:
        raise TooManyLinks
    if (project := told["project"]) is not None and not _may_come_from(project, owner, before):
        raise NotYourProject
    form = kind.form(told["facts"], draft=draft, today=owner.calendar_day(now))
    if not form.is_valid():
        raise UnfitFacts({name: [str(error) for error in errors] for name, errors in form.errors.items()})
    facts = form.facts()
    return {
        "title": title,
        "deed": deed,
        "note": note,
        "facts": facts,
        "address": kind.address_of(facts)[:500],
        "project_id": project and project.pk,
        "visibility": told["visibility"],
    }


def _see_words(title: str, deed: str, note: str, *, draft: bool) -> None:
    if not (title or draft):
        raise Untitled
    if len(title) > MOST_TITLE:
        raise TitleTooLong
    if not (deed or draft):
        raise NoDeed
    if len(deed) > MOST_DEED:
        raise DeedTooLong
    if len(note) > MOST_NOTE:
        raise NoteTooLong


def _may_come_from(project: Project, owner: User, before: Milestone | None) -> bool:
    stays = before is not None and before.project_id == project.pk
    return project.owner_id == owner.pk and (stays or project.removed_at is None)


def _see_that_it_is_new(owner: User, kind: str, address: str, itself: int = 0) -> None:
    same = Milestone.objects.standing().filter(owner=owner, kind=kind, address=address).exclude(pk=itself)
    if address and (other := same.first()):
        raise ClaimedAlready(other)


def _moved(standing: Milestone, now: datetime, *, claim: bool, claims_anew: bool) -> dict[str, Any]:
    """The columns that say in which state a change leaves it."""
    moves = {
        State.DRAFT: claim,
        State.DECLINED: claim or claims_anew,
        State.REVOKED: claim or claims_anew,
        State.VERIFIED: claims_anew,
    }
    if not moves.get(State(standing.state), False):
        return {}
    return {"state": State.CLAIMED, "claimed_at": now, "verified_at": None, "verified_by_id": None}


def _write(standing: Milestone, values: Mapping[str, Any]) -> None:
    standing.version += 1
    for name, value in values.items():
        setattr(standing, name, value)
    standing.save(update_fields=["version", *values])


def _evidence_of(columns: Mapping[str, Any], links: Sequence[Link]) -> list[tuple[str, str]]:
    """Label and address of each piece of evidence in order: the thing itself, then what was added, no address twice."""
    rows: dict[str, str] = {}
    if itself := columns["facts"].get("address"):
        rows[itself] = ""
    for link in links:
        rows.setdefault(link.address, link.label)
    return [(label, address) for address, label in rows.items()]


def _links_of(milestone: Milestone) -> list[tuple[str, str]]:
    return list(milestone.evidence.values_list("label", "address"))


def _keep_evidence(milestone: Milestone, links: Sequence[tuple[str, str]], now: datetime) -> None:
    """Exactly these, in this order; what was read from one that stays, stays. The first is read if a connector can."""
    milestone.evidence.exclude(address__in=[address for _label, address in links]).delete()
    for place, (label, address) in enumerate(links):
        Evidence.objects.update_or_create(
            milestone=milestone,
            address=address,
            defaults={"place": place, "label": label},
            create_defaults={"place": place, "label": label, "created_at": now},
        )
    evidence.read_soon(milestone, now=now)
