"""One of everything that a page can show, in one language: for the sweep, the browser's sweep and the gallery."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.management import call_command

from accounts.actions import tokens
from accounts.actions.blocks import block
from accounts.actions.suspension import suspend
from accounts.models import Report, User
from kit import clock, mailbox
from mentoring.actions import mentors, requests, reviews
from mentoring.models import Review
from mentoring.models.review import CRITERIA
from notices.actions import preferences
from notices.actions.deliver import deliver
from notices.actions.remind import remind
from notices.models import Mail, Notice, Preference
from notices.stopping import back_path, stop_path
from peers.actions import follows, introductions
from peers.actions.ring import open_week
from peers.actions.surface import surface
from portfolio.actions import entries, milestones, pictures, readings, verdicts
from portfolio.links import Link
from portfolio.models import Entry, Milestone, Picture, Project
from roadmap.actions import curation, progress
from roadmap.actions.cases import say_broken
from roadmap.actions.enrollment import enroll
from roadmap.models import Resource, Step
from tests.conftest import make_member
from tests.pictures import upload

NAMES = {"ko": "박서연", "en": "Aiko Mori"}
TITLE = {"ko": "밤길 지도", "en": "Night map"}
VALUE = {
    "ko": "자전거 길이 어디서 패었는지 밤에도 알려 줘요.",
    "en": "Shows where the bike path is broken, at night too.",
}
DONE = {
    "ko": "라벨 320장을 붙였어요. 손실은 $L = -\\log p$ 로 두었어요.\n\n```python\nloss.backward()\n```\n\n![길](%s)",
    "en": "Labelled 320 photos. The loss is $L = -\\log p$.\n\n```python\nloss.backward()\n```\n\n![The path](%s)",
}
NOTE = {"ko": "2장부터 다시 봐요.", "en": "Read chapter 2 again."}


class World:
    """Somebody of each kind, and the things of the `member` by the names that tests/routes.py gives them."""

    def __init__(self, language: str, settings: Any) -> None:
        """`settings` are those of the running test."""
        call_command("load_roadmap", verbosity=0)
        settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "kit.mailbox.EmailBackend", settings.MEDIA_ROOT / "mail"
        self.language = language
        self.people: dict[str, User | None] = {"visitor": None}
        for who, fields in _PEOPLE.items():
            self.people[who] = make_member(f"the-{who}", name=NAMES[language], language=language, **fields)
        User.objects.filter(handle="the-newcomer").update(handle="", name="", onboarded_at=None)
        self.people["newcomer"] = User.objects.get(handle="")
        self.member = self.people["member"]
        self.things: dict[str, Any] = {"handle": self.member.handle, "person": self.member.pk}
        self._walk()
        self._write()
        self._prove()
        self._meet()
        self._hear()
        self._mend()
        self._review()
        self.things["kind"] = "project"
        self.things["token"] = tokens.make(self.member, name=TITLE[language], now=clock.now())[0].pk
        self.things["block"] = block(self.member, make_member("the-blocked", name=NAMES[language])).pk

    def _walk(self) -> None:
        today = self.member.day()
        enroll(learner=self.member, phase="start", hours_a_week=8, today=today - timedelta(days=90))
        done, doing, skipped = Step.objects.order_by("place")[:3]
        progress.finish(self.member, done, today=today, on=today - timedelta(days=60))
        progress.start(self.member, doing, today=today)
        progress.note(self.member, doing, NOTE[self.language], version=0)
        progress.skip(self.member, skipped)
        self.doing = doing

    def _write(self) -> None:
        now = clock.now()
        picture = pictures.keep(self.member, upload(), now=now)
        project = Project.objects.create(
            owner=self.member,
            slug="night-map",
            title=TITLE[self.language],
            value=VALUE[self.language],
            visibility="public",
            topics=["vision"],
        )
        Project.objects.create(owner=self.member, title=TITLE[self.language], slug="removed", removed_at=now)
        said = {"day": self.member.day(now), "text": DONE[self.language] % picture.address, "minutes": 90}
        entry, gone = (
            entries.log(
                self.member,
                form_key=uuid4(),
                now=now,
                visibility="public",
                step=self.doing,
                project=project,
                **said,
            )
            for _ in range(2)
        )
        Entry.objects.filter(pk=gone.pk).update(removed_at=now)
        picture = Picture.objects.get()
        self.things |= {
            "entry": entry.pk,
            "removed entry": gone.pk,
            "project": project.pk,
            "picture": picture.key,
            "suffix": picture.suffix,
        }

    def _prove(self) -> None:
        facts = {"address": "https://example.org/show", "people": 131, "week_of": "2025-10-03"}
        facts["counted"] = VALUE[self.language]
        told = {
            "title": TITLE[self.language],
            "deed": VALUE[self.language],
            "note": NOTE[self.language],
            "facts": facts,
        }
        links = [Link("", "https://example.org/review")]
        now = clock.now()
        for_all = {
            "form_key": uuid4(),
            "now": now,
            "visibility": "public",
            "links": links,
            "project": Project.objects.first(),
        }
        milestone = milestones.claim(self.member, kind="tool", **told, **for_all)
        verdicts.give(milestone, "verified", by=self.people["curator"], now=now)
        for weeks in range(5):
            day = self.member.day() - timedelta(weeks=weeks)
            readings.put(milestone, day=day, value=131 - 9 * weeks, now=now)
        self.things["milestone"] = milestone.pk

    def _meet(self) -> None:
        """Suggested, followed, written to and from; `stranger` is somebody one may write to."""
        now, language = clock.now(), self.language
        beside = {"name": NAMES[language], "language": language, "discoverable": True, "contact": "a@example.org"}
        heard, met, written, stranger = (make_member(f"peer-{number}", **beside) for number in range(4))
        User.objects.filter(pk=self.member.pk).update(discoverable=True, contact="me@example.org")
        self.member.refresh_from_db()
        for peer in (heard, met, written, stranger):
            enroll(learner=peer, phase="start", hours_a_week=8, today=peer.day())
        open_week(now)
        surface(now)
        follows.follow(self.member, met, now=now)
        entries.log(
            met, form_key=uuid4(), now=now, visibility="members", day=met.day(now), text=VALUE[language], minutes=30
        )
        words = {"text": VALUE[language], "now": now}
        self.things["introduction"] = introductions.write(heard, self.member, **words).pk
        introductions.accept(introductions.write(met, self.member, **words), by=self.member, now=now)
        introductions.write(self.member, written, **words)
        self.things["stranger"] = stranger.handle

    def _review(self) -> None:
        """The member reads for others and was read: one request waits, one is held for each side, one is answered."""
        now, language, curator = clock.now(), self.language, self.people["curator"]
        about = {
            "about": VALUE[language],
            "topics": ["vision"],
            "languages": ["ko", "en"],
            "kinds": ["tool"],
            "seats": 3,
        }
        beside = {"name": NAMES[language], "language": language}
        reader, learner, late, applicant = (make_member(f"read-{n}", **beside) for n in range(4))
        for person in (self.member, reader):
            mentors.accept(mentors.apply(person, now=now, **about), by=curator, now=now)
        said = {"question": VALUE[language], "language": language, "now": now}
        answered = requests.ask(self.member, about=Project.objects.get(pk=self.things["project"]), **said)
        requests.take(answered, by=reader, now=now)
        draft = Review.objects.get(request=answered)
        things = {"scores": dict.fromkeys(CRITERIA, 3), "next_things": [TITLE[language]] * 3, "summary": NOTE[language]}
        reviews.save_draft(draft, version=1, now=now, verdict="", reason="", **things)
        self.things["review"] = reviews.publish(draft, now=now).pk
        requests.take(requests.ask(self.member, about=None, **said), by=reader, now=now)
        milestone = Milestone.objects.filter(owner=self.member).first()
        self.things["request"] = requests.ask(self.member, about=milestone, **said).pk
        shown = Project.objects.create(
            owner=learner, title=TITLE[language], value=VALUE[language], story=DONE[language], topics=["vision"]
        )
        held = requests.ask(learner, about=shown, **said)
        self.things["held"] = requests.take(held, by=self.member, now=now).pk
        requests.ask(late, about=None, **said)
        self.things["applicant"] = mentors.apply(applicant, now=now, **about).pk

    def _mend(self) -> None:
        """A broken link, a report, a decision, and somebody suspended: what the curators' desk shows."""
        now, curator = clock.now(), self.people["curator"]
        resource = Resource.objects.get(key="keras-discussions")
        decided = say_broken(self.member, Resource.objects.current().exclude(pk=resource.pk)[0], now=now)
        told = Report.objects.create(kind="person", subject=self.member.pk, person=self.member, why="spam")
        gone = make_member("the-suspended", name=NAMES[self.language])
        suspend(gone, by=self.people["operator"], because=NOTE[self.language], now=now)
        self.things |= {
            "case": say_broken(self.member, resource, now=now).pk,
            "event": curation.keep(decided, by=curator, why=NOTE[self.language], now=now).pk,
            "told": told.pk,
            "gone": gone.pk,
            "resource": resource.pk,
            "step row": self.doing.pk,
            "phase": self.doing.phase_id,
        }

    def _hear(self) -> None:
        now = clock.now()
        preferences.ensure(self.member, now)
        Preference.objects.update(remind_at=now)
        remind(now)
        deliver()
        self.things |= {
            "notice": Notice.objects.filter(recipient=self.member).latest("pk").pk,
            "mail": Mail.objects.filter(recipient=self.member).latest("pk").pk,
            "letter": next(mailbox.latest(1)).name,
            "stop": _token(stop_path(self.member.pk, calm=True)),
            "back": _token(back_path(self.member.pk, to="all")),
        }


_PEOPLE: dict[str, dict[str, Any]] = {
    "newcomer": {},
    "member": {},
    "curator": {"is_staff": True},
    "operator": {"is_staff": True, "is_superuser": True},
}


def _token(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]
