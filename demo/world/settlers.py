"""The demo people as rows, table by table, in as few statements as there are tables."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.actions.curators import make_curator
from accounts.models import ApiToken, User
from accounts.visibility import Visibility
from demo.world import drawing
from demo.world.log import Decks, Written, written
from demo.world.meetings import Meetings
from demo.world.proofs import prove
from demo.world.texts import Person, Tale, people
from demo.world.walk import Stretch, Walk, walk
from kit import markdown
from kit.slug import slugify_any
from notices.actions import preferences
from notices.models import Notice
from portfolio.models import Entry, Picture, Project
from portfolio.models.project import Stage
from roadmap.models import Enrollment, Mark, Progress
from roadmap.models.progress import ProgressState
from roadmap.plan import Leg
from roadmap.planning import legs
from roadmap.trail import Trail

NOTES = {
    "ko": (
        "강의 자료 두 번째 링크가 더 쉬웠다.",
        "막히면 포럼에서 ‘data leakage’로 찾아볼 것.",
        "한 번 더 볼 데: 2절 그림.",
    ),
    "en": (
        "The second link was the easier one.",
        "Stuck again? Read my own entry from week two.",
        "Come back to figure 2.",
    ),
}
render = cache(lambda text: markdown.render(text, links="members"))


@dataclass(slots=True)
class Settler:
    """A person of the demo world with what has become rows of theirs."""

    person: Person
    user: User
    today: date
    chance: random.Random
    walk: Walk | None = None
    projects: list[Project] = field(default_factory=list)
    written: list[tuple[Written, Entry]] = field(default_factory=list)

    def at(self, day: date, hour: int) -> datetime:
        """Some minute of that hour of their day, in UTC."""
        moment = time(hour, self.chance.randint(0, 59), tzinfo=ZoneInfo(self.user.time_zone))
        return datetime.combine(day, moment).astimezone(UTC)


@dataclass(slots=True)
class Settlers:
    """Everybody, on their way into an empty database."""

    trail: Trail
    now: datetime
    seed: int
    people: list[Settler] = field(default_factory=list)

    def arrive(self, password: str) -> None:
        """The accounts, with a verified address each; whoever has a role to show can sign in with `password`."""
        known = make_password(password)
        users = [_user(person, known, self.now) for person in people()]
        self.people = [
            Settler(person, user, user.day(self.now), random.Random(f"{self.seed} {person.handle}"))  # noqa: S311
            for person, user in zip(people(), users, strict=True)
        ]
        way = legs()
        for settler in self.people:
            self._set_out(settler, way)
        User.objects.bulk_create(users)
        EmailAddress.objects.bulk_create(
            EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
        )
        for settler in self.people:
            if settler.person.curates:
                make_curator(settler.user)
            if settler.person.email == "learner":
                _give_token(settler)

    def _set_out(self, settler: Settler, way: Sequence[Leg]) -> None:
        settler.walk = walk(settler.person, self.trail, way, settler.today, settler.chance)
        came = settler.walk.set_out if settler.walk else settler.today - timedelta(days=3)
        settler.user.created_at = settler.user.onboarded_at = min(settler.at(came, 12), self.now)

    def walk(self) -> None:
        """Enrollments, progress, marks on resources."""
        enrollments = [row for settler in self.people for row in self._enrollment(settler)]
        Enrollment.objects.bulk_create(enrollments)
        by_learner = {enrollment.learner_id: enrollment for enrollment in enrollments}
        Progress.objects.bulk_create(
            _progress(settler, stretch, by_learner[settler.user.pk])
            for settler in self.people
            if settler.walk
            for stretch in settler.walk.stretches
        )
        Mark.objects.bulk_create(mark for settler in self.people for mark in _marks(settler))

    def _enrollment(self, settler: Settler) -> Iterator[Enrollment]:
        if settler.walk:
            pace = settler.walk.pace
            yield Enrollment(
                learner=settler.user,
                first_phase_id=self.trail.phases[pace.first_phase_place - 1].id,
                planned_from=pace.planned_from,
                hours_a_week=pace.hours_a_week,
                rest_weekdays=sorted(pace.rest_weekdays),
                trail_visibility=settler.person.trail,
                own_due_on=pace.own_due_on,
                next_due_on=settler.walk.next_due_on,
                created_at=settler.user.created_at,
            )

    def make(self) -> None:
        """Projects, still without pictures."""
        for settler in self.people:
            settler.projects = [self._project(settler, tale) for tale in settler.person.projects]
        Project.objects.bulk_create(project for settler in self.people for project in settler.projects)

    def _project(self, settler: Settler, tale: Tale) -> Project:
        return Project(
            owner=settler.user,
            slug=slugify_any(tale.title),
            title=tale.title,
            value=tale.value,
            story=tale.story,
            story_html=render(tale.story),
            render_version=markdown.RENDER_VERSION,
            topics=list(tale.topics),
            stage=self._stage(settler),
            links=[{"label": label, "address": address} for label, address in tale.links.items()],
            visibility=settler.person.sees,
            pinned=tale is settler.person.projects[0] and len(settler.projects) != 1,
            created_at=settler.user.created_at,
        )

    def _stage(self, settler: Settler) -> Stage:
        number = self.trail.step_by_key[at].number if (at := settler.person.at) in self.trail.step_by_key else 99
        if number <= self.trail.step_by_key["choose-topic"].number:
            return Stage.IDEA
        return Stage.MAKING if number <= self.trail.step_by_key["first-project"].number else Stage.SHOWN

    def write(self) -> None:
        """The log. Each distinct text is rendered once."""
        decks = Decks(random.Random(self.seed))  # noqa: S311 - no secret
        # Those without a project to tell of choose first.
        for settler in sorted(self.people, key=lambda settler: len(settler.projects)):
            if settler.walk and settler.walk.stretches:
                lines = written(settler.person, settler.walk, settler.today, decks, settler.chance)
                settler.written = [(line, self._entry(settler, line)) for line in lines]
        Entry.objects.bulk_create(entry for settler in self.people for _line, entry in settler.written)

    def _entry(self, settler: Settler, line: Written) -> Entry:
        return Entry(
            owner=settler.user,
            day=line.day,
            minutes=line.minutes,
            text=line.text,
            html=render(line.text),
            render_version=markdown.RENDER_VERSION,
            step_id=line.step,
            project=None if line.project is None else settler.projects[line.project],
            visibility=line.visibility,
            form_key=UUID(int=settler.chance.getrandbits(128), version=4),
            created_at=min(settler.at(line.day, settler.chance.choice((7, 19, 20, 21, 22))), self._lately(settler)),
        )

    def _lately(self, settler: Settler) -> datetime:
        return self.now - timedelta(minutes=settler.chance.randint(4, 50))

    def hang(self) -> None:
        """Covers on projects, figures into entries."""
        covers = [(project, self._cover(settler, project)) for settler in self.people for project in settler.projects]
        figures = [
            (entry, self._figure(settler, line, entry))
            for settler in self.people
            for line, entry in settler.written
            if line.figure
        ]
        Picture.objects.bulk_create([picture for _thing, picture in (*covers, *figures)])
        for project, picture in covers:
            project.cover = picture
        Project.objects.bulk_update([project for project, _picture in covers], ["cover"])
        for entry, picture in figures:
            entry.text += f"\n\n![{picture.alt}]({picture.address})"
            entry.html = render(entry.text)
        Entry.objects.bulk_update([entry for entry, _picture in figures], ["text", "html"])

    def _cover(self, settler: Settler, project: Project) -> Picture:
        tale = next(tale for tale in settler.person.projects if tale.title == project.title)
        drawn = drawing.cover(tale.cover, settler.chance.getrandbits(32))
        return _kept(settler, drawn, created_at=project.created_at, project=project)

    def _figure(self, settler: Settler, line: Written, entry: Entry) -> Picture:
        drawn = drawing.figure(line.figure, settler.chance.getrandbits(32))
        return _kept(settler, drawn, created_at=entry.created_at, entry=entry, alt=line.alt)

    def prove(self) -> None:
        """Milestones, and the verdicts on them."""
        prove(self.people, self.now)

    def hear(self) -> None:
        """How everybody wants to be told, and what those who can sign in have been."""
        preferences.complete((settler.user for settler in self.people), self.now)
        told = [notice for settler in self.people if settler.person.email for notice in self._told(settler)]
        Notice.objects.bulk_create(told)

    def meet(self) -> None:
        """Follows, first messages and this week's people."""
        Meetings({settler.person.handle: settler.user for settler in self.people}, self.now).happen()

    def _told(self, settler: Settler) -> Iterator[Notice]:
        if settler.walk and (due := settler.walk.next_due_on):
            late = (settler.today - due).days
            read_at = self.now - timedelta(hours=3) if settler.person.email == "mentor" else None
            kind, key, subjects = "step", f"step {settler.walk.next_step} {due}", {"step": settler.walk.next_step}
            if late >= 7:
                kind, key, subjects = "plan", f"plan {due} {late // 7}", {}
            yield Notice(
                recipient=settler.user,
                kind=kind,
                key=key,
                subjects={**subjects, "due": due.isoformat()},
                read_at=read_at,
                created_at=self.now - timedelta(hours=9),
            )


def _user(person: Person, known_password: str, now: datetime) -> User:
    return User(
        email=person.address,
        password=known_password if person.email else make_password(None),
        handle=person.handle,
        name=person.name,
        about=person.about,
        contact=f"{person.handle}@demo.example",
        language=person.language,
        time_zone=person.zone,
        target_role=person.role,
        topics=list(person.topics),
        discoverable=person.sees != Visibility.PRIVATE,
        onboarded_at=now,
    )


def _give_token(settler: Settler) -> None:
    """A token in their list, whose secret nobody has."""
    yesterday = settler.today - timedelta(days=1)
    digest = f"{settler.chance.getrandbits(256):064x}"
    made = settler.at(yesterday - timedelta(days=9), 21)
    ApiToken.objects.create(
        owner=settler.user, name="자전거 업로더", digest=digest, created_at=made, last_used_on=yesterday
    )


def _progress(settler: Settler, stretch: Stretch, enrollment: Enrollment) -> Progress:
    return Progress(
        enrollment=enrollment,
        step_id=stretch.step.id,
        state=stretch.state,
        started_on=stretch.began,
        finished_on=stretch.ended,
        note=settler.chance.choice(NOTES[settler.person.language]) if settler.chance.random() < 0.2 else "",
        created_at=min(settler.at(stretch.began, 18), settler.user.created_at + timedelta(days=900)),
    )


def _marks(settler: Settler) -> Iterator[Mark]:
    """On each resource once: of the first step that uses it."""
    seen: set[int] = set()
    for stretch in settler.walk.stretches if settler.walk else ():
        done = stretch.state == ProgressState.DONE
        for resource in stretch.step.resources:
            if resource.id not in seen and settler.chance.random() < (0.6 if done else 0.4):
                seen.add(resource.id)
                finished = done and settler.chance.random() < 0.7
                yield Mark(
                    learner=settler.user,
                    resource_id=resource.id,
                    saved=settler.chance.random() < 0.4,
                    started=True,
                    finished=finished,
                    helped=finished and settler.chance.random() < 0.5,
                    created_at=settler.at(stretch.began, 20),
                )


def _kept(settler: Settler, drawn: bytes, **of: object) -> Picture:
    picture = Picture(
        owner=settler.user,
        key=f"{settler.chance.getrandbits(128):032x}",
        suffix="webp",
        width=drawing.WIDTH,
        height=drawing.HEIGHT,
        size=len(drawn),
        **of,
    )
    default_storage.save(picture.path, ContentFile(drawn))
    return picture
