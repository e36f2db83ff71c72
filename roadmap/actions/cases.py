"""Broken links brought before a curator: opened by a verdict or by a member, closed again when a link opens.

Rows are locked in the order edition → host → resource → case, here, in `links` and in `curation`.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit.errors import Refusal
from notices.actions.tell import tell
from roadmap.affected import people_on
from roadmap.models import LinkCase, LinkHost, LinkReport, Resource
from roadmap.models.link_case import CaseVerdict
from roadmap.models.link_host import Verdict

MOST_A_DAY: Final = 10  # reports of one person


class TooManyBroken(Refusal):
    message = _("That’s 10 broken links within a day. Thank you. We’ll look at those first; come back tomorrow.")


@transaction.atomic
def say_broken(by: User, resource: Resource, *, now: datetime) -> LinkCase:
    """A member says that a link is broken: it is looked at soon. Saying it twice is once. Raises TooManyBroken."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    resource = Resource.objects.select_for_update(no_key=True).get(pk=resource.pk)
    case = case_of(resource)
    if case and case.reports.filter(by=by).exists():
        return case
    if LinkReport.objects.filter(by=by, created_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise TooManyBroken
    case = case or open_case(resource, CaseVerdict.TOLD, now)
    LinkReport.objects.create(case=case, by=by, created_at=now)
    Resource.objects.filter(pk=resource.pk, next_check_at__gt=now).update(next_check_at=now)
    return case


def case_of(resource: Resource) -> LinkCase | None:
    """The open case that a resource is part of, its own or that of its host."""
    own = LinkCase.objects.open().filter(resource=resource).first()
    if own or resource.host_id is None or resource.verdict not in {Verdict.DEAD, Verdict.OFFLINE}:
        return own
    return LinkCase.objects.open().filter(host=resource.host_id).first()


def follow(
    resource: Resource, verdict: Verdict, *, before: Verdict = Verdict.UNKNOWN, silent: bool, now: datetime
) -> None:
    """Let the cases follow what a check of `resource`, which the caller holds, came to; never by `no network`.

    `before` is the verdict that stood until then: people are counted anew only where it was another.
    """
    if verdict == Verdict.OFFLINE:
        return
    if verdict == Verdict.ALIVE:
        _close(LinkCase.objects.filter(resource=resource))
    elif verdict == Verdict.BLOCKED:  # somebody answers, which is all that a dead link was asked for
        _close(LinkCase.objects.filter(resource=resource, verdict=CaseVerdict.DEAD))
    elif resource.kept_until is None or resource.kept_until <= now:
        if verdict == Verdict.MOVED:
            open_case(resource, CaseVerdict.MOVED, now)
        elif verdict == Verdict.DEAD:
            _open_dead(resource, now, silent=silent, news=before != Verdict.DEAD)
    if verdict != Verdict.DEAD and resource.host and not Resource.objects.dead_at(resource.host).exists():
        _close_host(resource.host, now)


def open_case(resource: Resource, verdict: CaseVerdict, now: datetime) -> LinkCase:
    """The one open case of `resource`; one that is there already takes the verdict on."""
    case, new = LinkCase.objects.get_or_create(
        resource=resource, state=LinkCase.State.OPEN, defaults={"verdict": verdict, "created_at": now}
    )
    if new or case.verdict != verdict:
        _renew(case, verdict, [resource.pk])
    return case


def _close(cases: QuerySet[LinkCase]) -> None:
    """It opens again: nothing is left to decide, unless members say otherwise."""
    waiting = cases.filter(state=LinkCase.State.OPEN)
    untold = waiting.filter(reports=None)
    LinkCase.objects.filter(pk__in=untold.values("pk")).update(state=LinkCase.State.MENDED)
    waiting.update(verdict=CaseVerdict.TOLD)


def _close_host(host: LinkHost, now: datetime) -> None:
    """It answers again with all that was dead on it; whoever said that a link there is broken hears so."""
    for case in LinkCase.objects.open().filter(host=host).select_for_update(no_key=True):
        LinkCase.objects.filter(pk=case.pk).update(state=LinkCase.State.MENDED)
        for report in case.reports.select_related("by"):
            tell(report.by, kind="link_answers", key=f"link answers {case.pk}", subjects={"case": case.pk}, now=now)


def _open_dead(resource: Resource, now: datetime, *, silent: bool, news: bool) -> None:
    if resource.host and silent and _is_gone(resource.host, resource):
        open_host_case(resource.host, now, news=news)
    else:
        open_case(resource, CaseVerdict.DEAD, now)


def _is_gone(host: LinkHost, resource: Resource) -> bool:
    """Nothing of it has answered since this resource began to fail, and it is not alone there."""
    heard_since = host.answered_at and resource.failing_since and host.answered_at > resource.failing_since
    return not heard_since and Resource.objects.current().filter(host=host).exclude(pk=resource.pk).exists()


def open_host_case(host: LinkHost, now: datetime, *, news: bool = True) -> LinkCase:
    """The one open case of a dead host; what was asked of its resources one by one is folded into it.

    With `news`, one more of them is dead, and the people it touches are counted anew.
    """
    case, new = LinkCase.objects.get_or_create(
        host=host, state=LinkCase.State.OPEN, defaults={"verdict": CaseVerdict.DEAD, "created_at": now}
    )
    dead = (Verdict.DEAD, Verdict.OFFLINE)
    single = LinkCase.objects.open().filter(resource__host=host, resource__verdict__in=dead)
    told = LinkReport.objects.filter(case__in=single)
    LinkReport.objects.bulk_create(
        (LinkReport(case=case, by_id=one.by_id, created_at=one.created_at) for one in told), ignore_conflicts=True
    )
    LinkCase.objects.filter(pk__in=[one.pk for one in single]).update(state=LinkCase.State.FOLDED)
    if new or news:
        _renew(case, CaseVerdict.DEAD, list(Resource.objects.dead_at(host).values_list("pk", flat=True)))
    return case


def _renew(case: LinkCase, verdict: CaseVerdict, resources: list[int]) -> None:
    """Count whom it touches: a walk through everybody on the roadmap, so only when something about it is new."""
    case.verdict, case.people = verdict, people_on(resources)
    case.save(update_fields=["verdict", "people"])
