"""What curators decide about broken links: accept the new address, replace, retire, keep, and take it back.

The edition's row is locked first, so decisions come one after the other; whoever comes second is told who was first.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.policies import is_curator
from kit.errors import Refusal
from kit.fetch import Refused, parts_of
from notices.actions.tell import tell
from roadmap.actions import changing
from roadmap.actions.moved_marks import move_marks, take_marks_back
from roadmap.models import CurationEvent, Edition, LinkCase, Resource
from roadmap.models.link_case import CaseVerdict

QUIET: Final = timedelta(days=30)  # for which a curator's "it works" stands against our checks
LONGEST_ADDRESS: Final = 500
Verb = CurationEvent.Verb


class NotACurator(Refusal):
    message = gettext_lazy("Only curators can change the roadmap.")


class NoReason(Refusal):
    message = gettext_lazy("Write why it stays, so that the next one who looks knows it too.")


class NoAddress(Refusal):
    message = gettext_lazy("Write a web address that begins with https:// or http://.")


class NothingGiven(NoAddress):
    message = gettext_lazy("Write an address or choose a resource.")


class NotThisOne(Refusal):
    message = gettext_lazy("Choose another resource, one that is on the roadmap.")


class NothingFound(Refusal):
    message = gettext_lazy("It moved nowhere that we know of. Write the new address instead.")


class DecidedMeanwhile(Refusal):
    """Somebody else was first; says who, and what they decided."""

    def __init__(self, case: LinkCase) -> None:
        self.case = case
        if case.state != LinkCase.State.DECIDED:
            said = _("It opens again now.")
        elif case.decided_by:
            said = _("%(who)s decided first: %(what)s.")
        else:
            said = _("A former member decided first: %(what)s.")
        super().__init__(said % {"who": case.decided_by and case.decided_by.name, "what": case.get_decision_display()})


class ChangedSince(Refusal):
    message = gettext_lazy("It’s been changed again since, so undoing this would undo that too. Undo that first.")


class TakenBackAlready(Refusal):
    message = gettext_lazy("This is undone already.")


@transaction.atomic
def accept(case: LinkCase, *, by: User, why: str = "", now: datetime) -> CurationEvent:
    """Point the resource at where it moved. Raises NothingFound, DecidedMeanwhile."""
    case, resources = _held(case, by)
    found = resources[0].found_address if resources else ""
    if case.verdict != CaseVerdict.MOVED or not found or len(found) > LONGEST_ADDRESS:
        raise NothingFound
    return _decide(case, Verb.ACCEPTED, resources, {"address": found}, by=by, why=why, now=now)


@transaction.atomic
def replace(  # noqa: PLR0913 - one of three ways to say by what
    case: LinkCase,
    *,
    by: User,
    now: datetime,
    address: str = "",
    other: Resource | None = None,
    resource: Resource | None = None,
    why: str = "",
) -> CurationEvent:
    """Give a resource another address, or put `other` in its place, where its marks then go.

    Of a dead host's case `resource` says which of those under it. Raises NoAddress, NotThisOne, DecidedMeanwhile.
    """
    case, held = _held(case, by)
    chosen = [one for one in held if resource is None or one.pk == resource.pk][:1]
    if not chosen or (resource is None and len(held) > 1):
        raise NotThisOne
    if other is None:
        values: dict[str, Any] = {"address": _web_address(address), "link_state": "", "gone_since": None}
    else:
        if other.pk in [one.pk for one in held] or other.retired_at is not None or other.replaced_by_id is not None:
            raise NotThisOne
        values = {"replaced_by": other.key, "retired": True}
    return _decide(case, Verb.REPLACED, chosen, values, by=by, why=why, now=now)


@transaction.atomic
def retire(case: LinkCase, *, by: User, why: str = "", now: datetime) -> CurationEvent:
    """Take it off the roadmap; whoever has a mark on it keeps that. Raises DecidedMeanwhile."""
    case, resources = _held(case, by)
    return _decide(case, Verb.RETIRED, resources, {"retired": True}, by=by, why=why, now=now)


@transaction.atomic
def keep(case: LinkCase, *, by: User, why: str, now: datetime) -> CurationEvent:
    """It works, whatever our checks say in the next 30 days. Raises NoReason, DecidedMeanwhile."""
    if not why.strip():
        raise NoReason
    case, resources = _held(case, by)
    event = _decide(case, Verb.KEPT, resources, {}, by=by, why=why, now=now)
    Resource.objects.filter(pk__in=[one.pk for one in resources]).update(kept_until=now + QUIET)
    return event


@transaction.atomic
def undo(event: CurationEvent, *, by: User, now: datetime) -> None:
    """Put back what an event changed, and open its case again. Raises TakenBackAlready, ChangedSince."""
    _insist(by)
    Edition.objects.lock()
    event = CurationEvent.objects.select_for_update(no_key=True).get(pk=event.pk)
    if event.undone_at is not None:
        raise TakenBackAlready
    if not changing.stands(_things(event.after)) or _is_overtaken(event):
        raise ChangedSince
    for old, new in _replaced(_things(event.after)):
        take_marks_back(old, new)
    changing.change(_things(event.before), now)
    for key, link in event.before.get("links", {}).items():
        changing.put_link(Resource.objects.get(key=key), link)
    _reopen(event.case)
    event.undone_at, event.undone_by = now, by
    event.save(update_fields=["undone_at", "undone_by"])


@transaction.atomic
def edit(things: changing.Things, *, by: User, why: str = "", now: datetime) -> CurationEvent | None:
    """Write what somebody changed by hand; None where nothing differs. `things` as roadmap.actions.changing names them."""
    _insist(by)
    Edition.objects.lock()
    before, after = changing.change(things, now)
    if not after:
        return None
    _let_marks_follow(after)
    return CurationEvent.objects.create(
        actor=by, verb=Verb.EDITED, subject=next(iter(after)), before=before, after=after, why=why[:300], created_at=now
    )


def _insist(by: User) -> None:
    if not is_curator(by):
        raise NotACurator


def _held(case: LinkCase, by: User) -> tuple[LinkCase, list[Resource]]:
    """The case and its resources, locked. Raises NotACurator, DecidedMeanwhile."""
    _insist(by)
    Edition.objects.lock()
    own = Resource.objects.filter(cases=case.pk)
    of_case = Resource.objects.dead_at(case.host) if case.host else own
    resources = list(of_case.select_for_update(no_key=True, of=("self",)))
    case = LinkCase.objects.select_for_update(no_key=True, of=("self",)).select_related("decided_by").get(pk=case.pk)
    if case.state != LinkCase.State.OPEN:
        raise DecidedMeanwhile(case)
    return case, resources


def _decide(  # noqa: PLR0913 - what was decided, of what, by whom
    case: LinkCase,
    verb: Verb,
    resources: list[Resource],
    values: Mapping[str, Any],
    *,
    by: User,
    why: str,
    now: datetime,
) -> CurationEvent:
    links = {one.key: changing.link_of(one) for one in resources}
    before, after = changing.change({changing.thing_of(one): values for one in resources if values}, now)
    _let_marks_follow(after)
    event = CurationEvent.objects.create(
        actor=by,
        verb=verb,
        subject=changing.thing_of(resources[0]) if len(resources) == 1 else f"host {case.host}",
        case=case,
        before={**before, "links": links},
        after=after,
        why=why[:300],
        created_at=now,
    )
    if _is_through(case, resources):
        _close(case, verb, by, now)
    return event


def _is_through(case: LinkCase, decided: list[Resource]) -> bool:
    """Whether nothing under the case is left to decide."""
    left = Resource.objects.dead_at(case.host).exclude(pk__in=[one.pk for one in decided]) if case.host else None
    return left is None or not left.exists()


def _close(case: LinkCase, verb: Verb, by: User, now: datetime) -> None:
    case.state, case.decision, case.decided_by, case.decided_at = LinkCase.State.DECIDED, verb.value, by, now
    case.save(update_fields=["state", "decision", "decided_by", "decided_at"])
    if verb in {Verb.ACCEPTED, Verb.REPLACED}:
        for report in case.reports.select_related("by"):
            tell(report.by, kind="link_mended", key=f"link {case.pk}", subjects={"case": case.pk}, now=now)


def _reopen(case: LinkCase | None) -> None:
    """Unless it is open, or another of the same is by now."""
    if case is None:
        return
    other = LinkCase.objects.open().filter(resource=case.resource_id, host=case.host_id)
    if not other.exists():
        undecided = {"state": LinkCase.State.OPEN, "decision": "", "decided_by": None, "decided_at": None}
        LinkCase.objects.filter(pk=case.pk).update(**undecided)


def _is_overtaken(event: CurationEvent) -> bool:
    """Whether a later decision, or another address, stands about the same link: what was found of it is over."""
    keys = [*event.before.get("links", ())]
    later = CurationEvent.objects.filter(pk__gt=event.pk, undone_at=None)
    edited = later.filter(verb=Verb.EDITED, subject__in=[f"resource {key}" for key in keys])
    decided = later.filter(before__links__has_any_keys=keys)
    return bool(keys) and (decided.exists() or any("address" in one.after[one.subject] for one in edited))


def _let_marks_follow(after: changing.Things) -> None:
    for old, new in _replaced(after):
        move_marks(old, new)


def _replaced(things: changing.Things) -> Iterator[tuple[Resource, Resource]]:
    """Each resource that such a change put another in the place of, and that other."""
    for thing, values in things.items():
        if thing.startswith("resource ") and {"replaced_by", "retired"} & values.keys():
            old = Resource.objects.get(key=thing.split(" ", 1)[1])
            if old.retired_at is not None and old.replaced_by_id is not None:
                yield old, Resource.objects.get(pk=old.replaced_by_id)


def _things(said: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {thing: values for thing, values in said.items() if thing != "links"}


def _web_address(address: str) -> str:
    address = address.strip()
    if not address:
        raise NothingGiven
    try:
        parts_of(address)
    except Refused as error:
        raise NoAddress from error
    if len(address) > LONGEST_ADDRESS or any(sign.isspace() for sign in address):
        raise NoAddress
    return address
