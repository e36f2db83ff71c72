"""Every page asked by one person, then by another, then by a visitor, of one process: what the first has stays theirs.

Whatever is remembered between requests (pages kept for visitors, parts printed once, what a process holds of the roadmap)
is filled by the first, who owns everything of tests/world.py and shows none of it.
"""

import gzip
from collections.abc import Iterator
from typing import Final

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from kit import clock
from mentoring.models import ReviewRequest
from peers.actions.ring import week_now
from peers.models import Introduction, Suggestion
from portfolio.models import Entry, Milestone, Picture, Project
from roadmap.actions.enrollment import enroll
from roadmap.models import Enrollment, Progress
from tests.conftest import make_member
from tests.routes import TABLE, address, all_routes, is_public
from tests.world import World

AS_A_BROWSER: Final = {"accept-language": "ko", "accept-encoding": "gzip"}
# The mailbox on the maker's own machine is everybody's.
NOT_ASKED: Final = {"notices:letters", "notices:letter", "notices:rich"}
OF_THE_PERSON: Final = {  # what others may read there of somebody who shows nothing else
    "portfolio:profile": {"name", "about"},
    "accounts:block": {"name"},
    "api:person": {"name", "about"},
    "peers:write": {"stranger"},  # whom anybody may write to
    "mentoring:mentors": {"name", "handle"},  # who became a mentor stands there
}


class Theirs:
    """The words of the first one, by what they are, in rows that nobody else may read."""

    words: Final = {
        "name": "그의이름",
        "about": "그의한줄소개",
        "contact": "his-contact@example.org",
        "e-mail": "his-mail@example.org",
        "entry": "그의기록",
        "project": "그의프로젝트",
        "milestone": "그의이정표",
        "note": "그의걸음메모",
        "introduction": "그의인사",
        "heard": "그가받은인사",
        "stranger": "그의추천",
        "question": "그의질문",
    }

    def __init__(self, world: World) -> None:
        words, me = self.words, world.member
        own = {"name": words["name"], "about": words["about"], "contact": words["contact"], "email": words["e-mail"]}
        User.objects.filter(pk=me.pk).update(**own)
        stranger, now = User.objects.get(handle=world.things["stranger"]), clock.now()
        User.objects.filter(pk=stranger.pk).update(name=words["stranger"])
        first = {"place": 1, "created_at": now}  # whomever this week's ring gave them
        Suggestion.objects.update_or_create(learner=me, peer=stranger, week=week_now(now), defaults=first)
        entry, private, picture = words["entry"], {"visibility": "private"}, Picture.objects.get(owner=me)
        html = f'<p>{entry}</p><p><img src="{picture.address}" alt=""></p>'
        Entry.objects.filter(owner=me).update(text=entry, html=html, **private)
        Project.objects.filter(owner=me).update(title=words["project"], value=words["project"], **private)
        Milestone.objects.filter(owner=me).update(title=words["milestone"], deed=words["milestone"], **private)
        Enrollment.objects.filter(learner=me).update(trail_visibility="private")
        Progress.objects.filter(enrollment__learner=me).exclude(note="").update(note=words["note"])
        Introduction.objects.filter(sender=me).update(text=words["introduction"])
        Introduction.objects.filter(recipient=me).update(text=words["heard"])
        ReviewRequest.objects.filter(learner=me).update(question=words["question"])
        self.person = User.objects.get(pk=me.pk)
        self.everything = words | {"handle": me.handle, "picture": picture.key}


@pytest.fixture
def world(db: None, settings) -> World:
    return World("ko", settings)


def test_what_one_person_sees_of_their_own_no_page_shows_to_the_next(world: World, signed_in) -> None:
    theirs = Theirs(world)
    pages = list(_pages(world, theirs))

    mine = signed_in(theirs.person)
    seen = {what for name, where in pages for what in _shown(mine, name, where, theirs)}
    others = {"another": signed_in(_another()), "visitor": Client()}
    wrong = [
        f"{who} is shown the {what} at {where}"
        for who, client in others.items()
        for name, where in pages
        for what in _shown(client, name, where, theirs)
    ]

    assert seen == theirs.everything.keys()
    assert not wrong, "\n".join(wrong)


def _another() -> User:
    """Somebody at the same place of the same trail, whose every page has something to remember."""
    other = make_member("bystander", name="지나가는 사람")
    enroll(learner=other, phase="start", hours_a_week=8, today=other.day(clock.now()))
    return other


def _pages(world: World, theirs: Theirs) -> Iterator[tuple[str, str]]:
    """Each route by its name and an address of it; public ones in either language too, and asked for the words."""
    for name, route in all_routes():
        if name in NOT_ASKED or name not in TABLE:
            continue
        where = address(name, world)
        yield name, where
        if is_public(route):
            yield name, f"/ko{where}"
    for name in ("home:search", "roadmap:library"):
        yield from ((name, f"{reverse(name)}?q={words[:2]}") for words in theirs.words.values())


def _shown(client: Client, name: str, where: str, theirs: Theirs) -> Iterator[str]:
    """What of theirs an answer shows; not what was asked for by the address, nor what everybody may read there."""
    response = client.get(where, headers=AS_A_BROWSER)
    content = response.content
    text = (gzip.decompress(content) if response.headers.get("Content-Encoding") == "gzip" else content).decode(
        errors="replace"
    )
    for what, words in theirs.everything.items():
        if words in text and words not in where and what not in OF_THE_PERSON.get(name, ()):
            yield what
