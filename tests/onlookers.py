"""One person with one of everything that could leak, and one of everybody who might look: for tests/test_matrix.py.

What could leak is made first and as badly as it can be: whoever is kept apart follows them, holds a running grant, has
written with them and was told of their things before.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from accounts.actions.blocks import block
from accounts.models import User
from kit import clock
from mentoring.actions import mentors, requests, reviews
from mentoring.models import Mentor, Review
from mentoring.models.review import CRITERIA
from notices.models import Notice
from peers.actions.ring import week_now
from peers.models import Follow, Introduction, Suggestion
from portfolio.actions import entries, grants, milestones, pictures, projects, verdicts
from portfolio.links import Link
from portfolio.models import Entry, Milestone, Picture, Project
from tests.conftest import make_member
from tests.pictures import file_of, upload

LANGUAGE: Final = {"accept-language": "ko"}
_DAY: Final = timedelta(days=1)
_ACCOUNTS: Final[dict[str, dict[str, Any]]] = {
    "owner": {"about": "our-about", "name": "our-name", "contact": "our-contact@example.org"},
    "acquaintance": {},  # in touch with the owner
    "addressee": {},  # has an unanswered message of the owner's
    "live grant": {},
    "lapsed grant": {},
    "member": {},
    "newcomer": {},
    "blocker": {},
    "blocked": {},
    "suspended": {},
    "leaving": {},
    "curator": {"is_staff": True},
}
_WROTE_TO: Final = {  # the owner did, and what became of it
    "acquaintance": "accepted",
    "addressee": "sent",
    "member": "declined",
    "blocker": "sent",
    "blocked": "accepted",
    "suspended": "accepted",
    "leaving": "sent",
}
_GRANTED: Final = ("live grant", "lapsed grant", "blocker", "blocked", "suspended", "leaving")


@dataclass
class Thing:
    """Something of the owner's: the words by which it is known, the addresses it has, what notices speak of it."""

    words: str
    at: dict[str, str] = field(default_factory=dict)  # place → address
    told: tuple[str, dict[str, Any]] | None = None  # kind and subjects of a notice


class Onlookers:
    """`people` by who they are (no one is the visitor), `things` by the names that the table has."""

    def __init__(self) -> None:
        self.now: datetime = clock.now()
        self.people: dict[str, User | None] = {who: self._account(who, **more) for who, more in _ACCOUNTS.items()}
        self.people["visitor"] = None
        self.owner: User = self.people["owner"]  # type: ignore[assignment]
        self.things: dict[str, Thing] = {
            "name": Thing(self.owner.name),
            "about": Thing(
                self.owner.about,
                {
                    "page": reverse("portfolio:profile", args=[self.owner.handle]),
                    "report": reverse("accounts:report", args=["person", self.owner.pk]),
                },
            ),
            "contact": Thing(self.owner.contact),
        }
        self._projects()
        self._entries()
        self._milestones()
        self._peers()
        self._reviews()
        self._part()
        self._notices()

    def account(self, who: str) -> User:
        person = self.people[who]
        assert person
        return person

    def clients(self, signed_in: Any) -> dict[str, Client]:
        return {who: signed_in(person) if person else Client() for who, person in self.people.items()}

    def _account(self, who: str, **more: Any) -> User:
        return make_member(f"the-{who.replace(' ', '-')}", **{"name": f"the {who}", "discoverable": True} | more)

    def _projects(self) -> None:
        self.project: dict[str, Project] = {}
        for number, width in enumerate(("private", "members", "public", "milestone's", "removed")):
            cover = pictures.keep(self.owner, upload(file_of(size=(30, 20 + number))), now=self.now)
            words = f"our-{width}-project".replace("'", "")
            made = projects.make(
                self.owner,
                form_key=uuid4(),
                now=self.now,
                title=words,
                value="",
                story=words,
                topics=[],
                stage="making",
                links=[],
                cover=cover,
                visibility=width if width in {"private", "members"} else "public",
                pinned=False,
            )
            self.project[width] = made
            page = reverse("portfolio:project", args=[self.owner.handle, made.pk])  # leads on to its title, if anywhere
            self.things[f"{width} project"] = Thing(words, _addresses("project", made.pk, page))
            self._picture(f"{width} project's cover", cover, page)
        Project.objects.filter(pk=self.project["milestone's"].pk).update(visibility="private")
        Project.objects.filter(pk=self.project["removed"].pk).update(removed_at=self.now)

    def _entries(self) -> None:
        for number, width in enumerate(("private", "members", "public", "removed")):
            picture = pictures.keep(self.owner, upload(file_of("red", size=(30, 20 + number))), now=self.now)
            words = f"our-{width}-entry"
            entry = entries.log(
                self.owner,
                form_key=uuid4(),
                now=self.now,
                day=self.owner.day(self.now),
                text=f"{words} ![]({picture.address})",
                minutes=30,
                visibility=width if width != "removed" else "public",
                # Widely shown, but of a project that is not.
                project=self.project["private"],
            )
            page = reverse("portfolio:entry", args=[entry.pk])
            self.things[f"{width} entry"] = Thing(words, _addresses("entry", entry.pk, page))
            self._picture(f"{width} entry's picture", picture, page)
            if width == "removed":
                Entry.objects.filter(pk=entry.pk).update(removed_at=self.now)

    def _picture(self, name: str, picture: Picture, page: str) -> None:
        """Known by its key, which a page gives away; `media` is the file itself."""
        self.things[name] = Thing(picture.key, {"page": page, "media": picture.address})

    def _milestones(self) -> None:
        self.milestone: dict[str, Milestone] = {}
        by = self.account("curator")
        for width in ("draft", "private", "members", "public", "revoked", "withdrawn"):
            words, proof = f"our-{width}-milestone", f"https://example.org/our-{width}-evidence"
            told: dict[str, Any] = {
                "title": words,
                "deed": words,
                "note": "",
                "facts": {"address": f"https://example.org/{width}", "chosen_by": "ADA", "shown_on": "2025-10-03"},
                "links": [Link("", proof)],
                "project": self.project["milestone's"],
                "visibility": "private"
                if width in {"private", "draft"}
                else "members"
                if width == "members"
                else "public",
            }
            verb = milestones.save_draft if width == "draft" else milestones.claim
            made = verb(self.owner, kind="art", form_key=uuid4(), now=self.now, **told)
            if width in {"members", "public", "revoked", "private"}:
                verdicts.give(made, "verified", by=by, now=self.now)
            self.milestone[width] = made
            page = reverse("portfolio:milestone", args=[made.pk])
            self.things[f"{width} milestone"] = Thing(words, _addresses("milestone", made.pk, page))
            self.things[f"{width} milestone's evidence"] = Thing(f"our-{width}-evidence", {"page": page})
        row = verdicts.revoke(self.milestone["revoked"], by=by, reason="our-reason", now=self.now)
        subjects = {"milestone": row.milestone_id, "verification": row.pk}
        self.things["revoked milestone"].told = ("milestone_revoked", subjects)
        self.things["reason of a verdict"] = Thing("our-reason", {"page": self.things["revoked milestone"].at["page"]})

    def _peers(self) -> None:
        others = [person for who, person in self.people.items() if person and who != "owner"]
        week, now = week_now(self.now), self.now
        Follow.objects.bulk_create(Follow(follower=other, followed=self.owner, created_at=now) for other in others)
        Suggestion.objects.bulk_create(
            Suggestion(learner=other, peer=self.owner, week=week, place=1, created_at=now) for other in others
        )
        suggested = make_member("the-suggested", name="our-suggested", discoverable=True)
        Suggestion.objects.create(learner=self.owner, peer=suggested, week=week, place=1, created_at=now)
        # In the calm mail of the others it is the owner who is suggested.
        self.things["suggestion"] = Thing("our-suggested", told=("peers_of_week", {"week": week.isoformat()}))
        for who, state in _WROTE_TO.items():
            said = Introduction.objects.create(
                sender=self.owner,
                recipient=self.account(who),
                text=f"our-introduction-to-the-{who}",
                state=state,
                answered_at=None if state == "sent" else now,
                created_at=now,
            )
            kind = "introduction_accepted" if state == "accepted" else "introduction_received"
            self.things[f"introduction to the {who}"] = Thing(
                said.text,
                {"report": reverse("accounts:report", args=["introduction", said.pk])},
                told=(kind, {"introduction": said.pk}),
            )

    def _reviews(self) -> None:
        """Everybody else reads for others: one holds a request and writes, two have answered before."""
        about = {"about": "", "topics": ["vision"], "languages": ["ko"], "kinds": ["art"], "seats": 3}
        for who in self.people.keys() - {"owner", "visitor", "newcomer"}:
            row = mentors.apply(self.account(who), now=self.now, **about | {"about": "reads"})
            Mentor.objects.filter(pk=row.pk).update(state="accepted", decided_at=self.now)
        self._review("draft review", "live grant", "private", publish=False)
        self._review("review", "acquaintance", "members")
        self._review("review by the blocked", "blocked", "public")

    def _review(self, name: str, who: str, project: str, *, publish: bool = True) -> None:
        now, words = self.now, f"our-{name.replace(' ', '-')}"
        question = f"our-question-to-the-{who.replace(' ', '-')}"
        asked = requests.ask(self.owner, about=self.project[project], question=question, language="ko", now=now)
        requests.take(asked, by=self.account(who), now=now)
        draft = Review.objects.get(request=asked)
        told = {"scores": dict.fromkeys(CRITERIA, 3), "summary": words, "next_things": ["one", "two", "three"]}
        review = reviews.save_draft(draft, version=draft.version, now=now, verdict="", reason="", **told)
        if publish:
            reviews.publish(review, now=now)
        self.things[f"request of the {name}"] = Thing(question, {"page": reverse("mentoring:held", args=[asked.pk])})
        page = reverse("mentoring:review", args=[review.pk]) if publish else reverse("mentoring:held", args=[asked.pk])
        self.things[name] = Thing(words, {"page": page}, told=("review_answered", {"review": review.pk}))

    def _part(self) -> None:
        """Grants run and end, and after all that those who are apart are parted."""
        now = self.now
        for who in _GRANTED:
            reader, until = self.account(who), now + _DAY if who != "lapsed grant" else now - _DAY
            grants.give(reader, project=self.project["private"], until=until, now=now)
            for width in ("draft", "private", "withdrawn"):
                grants.give(reader, milestone=self.milestone[width], until=until, now=now)
        milestones.withdraw(self.milestone["withdrawn"], now=now)
        block(self.account("blocker"), self.owner)
        block(self.owner, self.account("blocked"))
        self._become("suspended", suspended_at=now)
        self._become("leaving", erase_after=now + _DAY)
        self._become("newcomer", onboarded_at=None, handle="")

    def _become(self, who: str, **columns: Any) -> None:
        User.objects.filter(pk=self.account(who).pk).update(**columns)
        self.people[who] = User.objects.get(pk=self.account(who).pk)

    def _notices(self) -> None:
        """Everybody was told of everything."""
        for name, thing in self.things.items():
            if thing.told:
                kind, subjects = thing.told
                for person in filter(None, self.people.values()):
                    Notice.objects.get_or_create(
                        recipient=person,
                        kind=kind,
                        subjects=subjects,
                        defaults={"key": f"told of the {name}", "created_at": self.now},
                    )


def _addresses(kind: str, pk: int, page: str) -> dict[str, str]:
    return {
        "page": page,
        "api": reverse(f"api:{kind}", args=[pk]),
        "report": reverse("accounts:report", args=[kind, pk]),
    }
