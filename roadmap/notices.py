"""Everything that the roadmap ever tells anybody."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Report, User
from kit import clock
from kit.bilingual import Both, language
from kit.dates import say_date
from notices.kinds import Blaze, Ids, Kind, Words, register
from notices.models import Notice
from roadmap import trail
from roadmap.models import Enrollment, LinkCase, LinkReport, Progress
from roadmap.models.progress import ProgressState
from roadmap.plan import Plan, Planned, Walked, draw
from roadmap.planning import legs_of, pace_of
from roadmap.trail import Trail

SOON: Final = timedelta(days=2)
LATE: Final = 7  # days; said again with each week more
LONGEST_SUBJECT: Final = {"ko": 25, "en": 50}

Told = Iterator[tuple[User, str, Ids]]


def steps_due_soon(people: Sequence[User], now: datetime) -> Told:
    """Whose next step is due in two days or less; once for a step and its date."""
    latest = max(person.day(now) for person in people) + SOON
    along = trail.current()
    for enrollment in _walking(people).filter(next_due_on__lte=latest):
        person, upcoming = enrollment.learner, _plan(enrollment, along).next
        if upcoming and person.day(now) <= upcoming.due_on <= person.day(now) + SOON:
            due = upcoming.due_on.isoformat()
            yield person, f"step {upcoming.step} {due}", {"step": upcoming.step, "due": due}


def plans_slipping(people: Sequence[User], now: datetime) -> Told:
    """Whose next step is a week late or more; weekly, until it is walked or the plan drawn anew."""
    latest = max(person.day(now) for person in people) - timedelta(days=LATE)
    for enrollment in Enrollment.objects.filter(learner__in=people, next_due_on__lte=latest).select_related("learner"):
        person, due = enrollment.learner, enrollment.next_due_on
        if due and (weeks := (person.day(now) - due).days // LATE):
            yield person, f"plan {due} {weeks}", {"due": due.isoformat()}


def words_of_steps(notices: Sequence[Notice]) -> dict[int, Words]:
    """True while that step is next and its date has neither moved nor passed."""
    along, words = trail.current(), {}
    for notice, enrollment in _with_enrollments(notices):
        today = enrollment.learner.day(clock.now())
        plan = _plan(enrollment, along)
        upcoming = plan.next
        if upcoming is None or upcoming.due_on < today:
            continue
        if notice.subjects == {"step": upcoming.step, "due": upcoming.due_on.isoformat()}:
            words[notice.pk] = _words_of_step(upcoming, plan, along, today)
    return words


def words_of_plans(notices: Sequence[Notice]) -> dict[int, Words]:
    """True while the step that was late is next and still has that date."""
    along, words = trail.current(), {}
    for notice, enrollment in _with_enrollments(notices):
        if along.steps and notice.subjects == {"due": f"{enrollment.next_due_on}"}:
            words[notice.pk] = _words_of_plan(enrollment, along, enrollment.learner.day(clock.now()))
    return words


def words_of_mended_links(notices: Sequence[Notice]) -> dict[int, Words]:
    """True while what was decided stands and there is a link to follow."""
    along, words = trail.current(), {}
    decided = LinkCase.objects.mended().select_related("resource", "host").prefetch_related("events")
    cases = decided.in_bulk([notice.subjects["case"] for notice in notices])
    for notice in notices:
        case = cases.get(notice.subjects["case"])
        resource = along.resource(_key_of(case)) if case else None
        if resource:
            words[notice.pk] = _words_of_mended(resource, along)
    return words


def words_of_answering_links(notices: Sequence[Notice]) -> dict[int, Words]:
    """True while the whole host answers; leads to the link that they reported, where that is known."""
    along, words = trail.current(), {}
    gone_again = LinkCase.objects.open().filter(host=OuterRef("host"))
    mended = LinkCase.objects.filter(~Exists(gone_again), state=LinkCase.State.MENDED, host__isnull=False)
    cases = mended.select_related("host").in_bulk([notice.subjects["case"] for notice in notices])
    reported = _reported(notices, cases.values())
    for notice in notices:
        if case := cases.get(notice.subjects["case"]):
            key = reported.get((notice.recipient_id, case.host_id), "")
            words[notice.pk] = _words_of_answering(str(case.host), along.resource(key), along)
    return words


def words_of_read_reports(notices: Sequence[Notice]) -> dict[int, Words]:
    """True once it is decided, for who told us; what was decided, and about whom, is not theirs to know."""
    told = Report.objects.exclude(state=Report.State.OPEN).in_bulk([notice.subjects["report"] for notice in notices])
    return {
        notice.pk: {
            "title": _("We looked at what you told us"),
            "text": _("Thank you. What was decided, we tell only the person it concerns."),
            "address": reverse("notices:notices"),
            "button": _("See your notices"),
        }
        for notice in notices
        if notice.subjects["report"] in told and told[notice.subjects["report"]].by_id == notice.recipient_id
    }


register(
    Kind(name="step", icon="footprints", calm=True, contexts=words_of_steps, gather=steps_due_soon),
    Kind(name="plan", icon="calendar-days", calm=True, contexts=words_of_plans, gather=plans_slipping),
    Kind(name="link_mended", icon="link", calm=True, contexts=words_of_mended_links),
    Kind(name="link_answers", icon="link", calm=True, contexts=words_of_answering_links),
    Kind(name="report_read", icon="flag", calm=True, contexts=words_of_read_reports),
)


def _key_of(case: LinkCase) -> str:
    """Of the case of a host: of what was decided about first."""
    if case.resource:
        return case.resource.key
    subjects = (event.subject for event in case.events.all())
    return next((subject.split(" ", 1)[1] for subject in subjects if subject.startswith("resource ")), "")


def _reported(notices: Iterable[Notice], cases: Iterable[LinkCase]) -> dict[tuple[int, int | None], str]:
    """Which resource of a host each said to be broken, the last one, before all of it was one case: its key."""
    of_hosts = {"by__in": [notice.recipient_id for notice in notices], "case__state": LinkCase.State.FOLDED}
    told = LinkReport.objects.filter(**of_hosts, case__resource__host__in=[case.host_id for case in cases])
    rows = told.order_by("pk").values_list("by_id", "case__resource__host_id", "case__resource__key")
    return {(by, host): key for by, host, key in rows}


def _words_of_mended(resource: trail.Resource, along: Trail) -> Words:
    return {
        "title": _("A link you reported is mended"),
        "text": _("It leads to ‘%(title)s’ now. Your marks went with it.") % {"title": resource.title},
        "address": _where(resource, along),
        "button": _("See it"),
    }


def _words_of_answering(host: str, resource: trail.Resource | None, along: Trail) -> Words:
    return {
        "title": _("A link you reported answers again"),
        "text": _(
            "%(host)s was silent for a while and answers again. If your link still doesn’t open, tell us once more."
        )
        % {"host": host},
        "address": _where(resource, along),
        "button": _("See it"),
    }


def _where(resource: trail.Resource | None, along: Trail) -> str:
    """The first step that uses it, else the library."""
    step = next(iter(along.steps_of[resource.key]), None) if resource else None
    return reverse("roadmap:step", args=[step.phase_key, step.key]) if step else reverse("roadmap:library")


def _words_of_step(upcoming: Planned, plan: Plan, along: Trail, today: date) -> Words:
    step, due_on = along.step_by_id[upcoming.step], upcoming.due_on
    title = _due(str(Both(ko=f"‘{step.title.ko}’", en=step.title.en)), (due_on - today).days)
    text = _("Need longer? Take the time; once the day has passed, Today redraws the plan with you.")
    if len(title) > LONGEST_SUBJECT[language()]:
        title = _due(_("the next step"), (due_on - today).days)
        text = f"{step.title}. {text}"
    where = {"phase": along.phase_by_key[step.phase_key].title, "place": step.number, "steps": len(along.steps)}
    return {
        "title": title,
        "text": text,
        "address": reverse("roadmap:step", args=(step.phase_key, step.key)),
        "button": _("Go on"),
        "trail": {
            "label": _("%(phase)s · step %(place)s of %(steps)s · due %(day)s")
            % (where | {"day": say_date(due_on, today)}),
            "phases": _blazes(plan),
        },
    }


def _due(name: str, days_left: int) -> str:
    if days_left == 0:
        return _("Due today: %(step)s") % {"step": name}
    if days_left == 1:
        return _("Due tomorrow: %(step)s") % {"step": name}
    return _("%(days)s days left: %(step)s") % {"days": days_left, "step": name}


def _blazes(plan: Plan) -> list[list[Blaze]]:
    phases: dict[int, list[Blaze]] = defaultdict(list)
    for planned in plan.steps:
        phases[planned.phase_place].append("done" if planned.passed else "now" if planned is plan.next else "todo")
    return list(phases.values())


def _words_of_plan(enrollment: Enrollment, along: Trail, today: date) -> Words:
    counted_from_today = replace(pace_of(enrollment), planned_from=today, own_due_on=None)
    last = draw(legs_of(along), counted_from_today, _walked(enrollment)).steps[-1]
    phase = along.phase_by_key[along.step_by_id[last.step].phase_key]
    end = {"phase": phase.title, "day": say_date(last.due_on, today)}
    return {
        "title": _("Shall we redraw your plan?"),
        "text": " ".join(
            (
                _("%(phase)s now ends on %(day)s.") % end,
                _("Go later at the same hours, go lighter, or move only the next step."),
            )
        ),
        "address": f"{reverse('home:landing')}#ways",  # the three ways on that it speaks of
        "button": _("Redraw the plan"),
    }


def _walking(people: Iterable[User]) -> QuerySet[Enrollment]:
    """The enrollments of `people`, each with its progress, in one statement."""
    rows = Progress.objects.filter(enrollment=OuterRef("pk"))
    progress = rows.values(json=JSONObject(step="step_id", state="state", done_on="finished_on"))
    walking = Enrollment.objects.filter(learner__in=people).select_related("learner", "first_phase")
    return walking.annotate(walked=ArraySubquery(progress))


def _with_enrollments(notices: Sequence[Notice]) -> Iterator[tuple[Notice, Enrollment]]:
    walking = {enrollment.learner_id: enrollment for enrollment in _walking(notice.recipient for notice in notices)}
    for notice in notices:
        if enrollment := walking.get(notice.recipient_id):
            yield notice, enrollment


def _walked(enrollment: Any) -> dict[int, Walked]:
    return {
        row["step"]: Walked(
            done_on=date.fromisoformat(row["done_on"]) if row["done_on"] else None,
            skipped=row["state"] == ProgressState.SKIPPED,
        )
        for row in enrollment.walked
    }


def _plan(enrollment: Enrollment, along: Trail) -> Plan:
    return draw(legs_of(along), pace_of(enrollment), _walked(enrollment))
