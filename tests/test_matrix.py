"""Who sees what of one person, and where: every thing that could leak, asked for by everybody in every place.

A row says of a thing who sees it in which places; in a place that a row does not name, nobody is shown it, and somebody
whom no cell of a row names sees it nowhere: not on the page of another thing either. A new thing is a row here and a
`Thing` in tests/onlookers.py, a new place that lists things a line in LISTS.
"""

from collections.abc import Iterator
from typing import Final

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from kit import clock
from notices import kinds
from notices.models import Notice
from tests.onlookers import LANGUAGE, Onlookers, Thing

WHO: Final = {
    *("owner", "acquaintance", "addressee", "live grant", "lapsed grant", "member", "newcomer"),
    *("blocker", "blocked", "suspended", "leaving", "curator", "visitor"),
}
OWNER: Final = {"owner"}
MEETING: Final = {"live grant", "lapsed grant", "curator"}  # to whom the owner is suggested, and who never wrote
READER: Final = {"live grant"}
GRANTED: Final = OWNER | READER
MEMBERS: Final = {
    "acquaintance",
    "addressee",
    "live grant",
    "lapsed grant",
    "member",
    "curator",
}  # who may meet the owner
INSIDE: Final = OWNER | MEMBERS
ALL: Final = WHO - {"blocker", "blocked"}

LISTS: Final = {
    "portfolio": "/@the-owner/",
    "log": "/log/",
    "bin": "/log/removed/",
    "projects-bin": "/projects/removed/",
    "milestones": "/milestones/",
    "feed": "/feed/",
    "peers": "/peers/",
    "today": "/",
    "notices": "/notices/",
    "reviews": "/reviews/",
    "asking": "/reviews/new/",
    "mentors": "/mentors/",
    "desk": "/mentor/",
    "written": "/mentor/written/",
    "curating": "/curate/",
    "decided": "/curate/decided/",
    "suspended": "/curate/suspended/",
    "search": "/search/?q=our",
    "library": "/resources/?q=our",
}
API: Final = {  # one place; what is asked of a single thing stands with it
    "/api/v1/me",
    "/api/v1/entries",
    "/api/v1/projects",
    "/api/v1/milestones",
    "/api/v1/people/the-owner",
    "/api/v1/people/the-owner/projects",
    "/api/v1/people/the-owner/milestones",
}

TABLE: Final[dict[str, dict[str, set[str]]]] = {
    "name": {
        "portfolio api": ALL,
        "feed": MEMBERS,
        "peers": MEETING | {"acquaintance", "addressee"},  # the "member" declined
        "today": OWNER | MEETING,
        "notices": {"addressee"},
        "desk": READER | {"acquaintance"},  # who has written a review finds it there
        "written": {"acquaintance"},
    },
    "about": {"page portfolio api": ALL, "report": MEMBERS},
    "contact": {"peers": {"acquaintance"}},
    "private entry": {"page log portfolio api": OWNER},
    "members entry": {"page portfolio": INSIDE, "log api": OWNER, "feed report": MEMBERS},
    "public entry": {"page portfolio": ALL, "log api": OWNER, "feed report": MEMBERS},
    "removed entry": {"bin": OWNER},
    "private entry's picture": {"page media log portfolio api": OWNER},
    "members entry's picture": {"page media portfolio": INSIDE, "log api": OWNER},
    "public entry's picture": {"page media portfolio": ALL, "log api": OWNER},
    "removed entry's picture": {"media": OWNER},
    "private project": {
        "page portfolio api today": GRANTED,  # whoever holds a request about it has it on Today
        "log asking reviews notices": OWNER,
        "report desk": READER,
    },
    "members project": {
        "page portfolio api": INSIDE,
        "log today asking reviews notices": OWNER,
        "report": MEMBERS,
        "desk written": {"acquaintance"},
    },
    "public project": {"page portfolio api": ALL, "log today asking reviews": OWNER, "report": MEMBERS},
    "milestone's project": {"page portfolio api": GRANTED, "log today asking": OWNER, "report": READER},
    "removed project": {"projects-bin": OWNER},
    "private project's cover": {"page media portfolio": GRANTED},
    "members project's cover": {"page media portfolio": INSIDE},
    "public project's cover": {"page media portfolio": ALL},
    "milestone's project's cover": {"page media portfolio": GRANTED},
    "removed project's cover": {"media": OWNER},
    "draft milestone": {"page": GRANTED, "milestones api": OWNER, "report": READER},
    "private milestone": {"page portfolio api": GRANTED, "milestones asking": OWNER, "report": READER},
    "members milestone": {"page portfolio api": INSIDE, "milestones asking": OWNER, "feed report": MEMBERS},
    "public milestone": {"page portfolio api": ALL, "milestones asking": OWNER, "feed report": MEMBERS},
    "revoked milestone": {"page portfolio api": ALL, "milestones notices mail": OWNER, "report": MEMBERS},
    "withdrawn milestone": {"page milestones api": OWNER},
    "draft milestone's evidence": {"page": GRANTED},
    "private milestone's evidence": {"page": GRANTED},
    "members milestone's evidence": {"page": INSIDE},
    "public milestone's evidence": {"page": ALL},
    "revoked milestone's evidence": {"page": ALL},
    "withdrawn milestone's evidence": {"page": OWNER},
    "reason of a verdict": {"page": {"owner", "curator"}, "milestones": OWNER},
    "suggestion": {"peers today": OWNER, "mail": OWNER | MEETING},  # in the calm mail others read how many there are
    # both know it; how to reach each other stands there instead
    "introduction to the acquaintance": {"mail": OWNER, "report": {"acquaintance"}},
    "introduction to the addressee": {"peers": {"owner", "addressee"}, "mail report": {"addressee"}},
    "introduction to the member": {"peers": OWNER},  # declined, which its sender is not told
    "introduction to the blocker": {},
    "introduction to the blocked": {},
    "introduction to the suspended": {},
    "introduction to the leaving": {},
    "request of the draft review": {"page": READER, "reviews": OWNER},
    # elsewhere: on the page of the review that answers it
    "request of the review": {"page": {"acquaintance"}, "elsewhere": {"owner", "acquaintance"}},
    "request of the review by the blocked": {},
    "draft review": {"page": READER},
    "review": {"page": {"owner", "acquaintance"}, "mail": OWNER},
    "review by the blocked": {},
}


@pytest.fixture
def onlookers(db: None, settings) -> Onlookers:
    return Onlookers()


def test_everybody_sees_what_the_table_says_and_nothing_else(onlookers: Onlookers, signed_in) -> None:
    assert onlookers.things.keys() == TABLE.keys()
    assert onlookers.people.keys() == WHO

    wrong = []
    for who, client in onlookers.clients(signed_in).items():
        wrong += _faults(who, _seen(onlookers, who, client))

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("column", ["suspended_at", "erase_after"])
def test_of_one_who_is_suspended_or_leaving_nobody_else_sees_anything(
    onlookers: Onlookers, signed_in, column: str
) -> None:
    User.objects.filter(pk=onlookers.owner.pk).update(**{column: clock.now()})

    seen = [
        f"{who}, {place}: {name}"
        for who, client in onlookers.clients(signed_in).items()
        if who in {"acquaintance", "addressee", "live grant", "curator", "visitor"}
        for place, name in _seen(onlookers, who, client)
        if (who, place, name) != ("curator", "suspended", "name")  # who lifts it knows whose it is
    ]

    assert not seen, "\n".join(seen)


def _seen(onlookers: Onlookers, who: str, client: Client) -> Iterator[tuple[str, str]]:
    """Which things (by name) somebody is shown in which places: "page" is the thing's own, "elsewhere" another's."""
    for place, address in LISTS.items():
        text = _text(client, address)
        yield from ((place, name) for name, thing in onlookers.things.items() if thing.words in text)
    api = API | {thing.at["api"] for thing in onlookers.things.values() if "api" in thing.at}
    api |= {reverse("api:readings", args=[one.pk]) for one in onlookers.milestone.values()}
    told = "\n".join(_text(client, address) for address in sorted(api))
    yield from (("api", name) for name, thing in onlookers.things.items() if thing.words in told)
    pages: dict[str, str] = {}
    for name, thing in onlookers.things.items():
        if address := thing.at.get("page"):
            text = pages.get(address) or pages.setdefault(address, _text(client, address, follow=True))
            yield from (
                ("page" if other.at.get("page") == address else "elsewhere", found)
                for found, other in onlookers.things.items()
                if other.words in text
            )
        for place in ("media", "report"):
            if (address := thing.at.get(place)) and client.get(address).status_code == 200:
                yield place, name
    yield from (("mail", name) for name, thing in onlookers.things.items() if _is_told(thing, onlookers.people[who]))


def _text(client: Client, address: str, *, follow: bool = False) -> str:
    return client.get(address, headers=LANGUAGE, follow=follow).content.decode()


def _is_told(thing: Thing, person: User | None) -> bool:
    """Whether a mail would have words for what this person was told of it."""
    if not (person and thing.told):
        return False
    kind, subjects = thing.told
    with translation.override("ko"):
        return bool(kinds.words_of(Notice.objects.filter(recipient=person, kind=kind, subjects=subjects)))


def _faults(who: str, seen: Iterator[tuple[str, str]]) -> Iterator[str]:
    found = set(seen)
    named = {name for name, row in TABLE.items() if any(who in cell for cell in row.values())}
    cells = ((name, places, cell) for name, row in TABLE.items() for places, cell in row.items())
    expected = {(place, name) for name, places, cell in cells if who in cell for place in places.split()}
    for place, name in sorted(found - expected):
        if place != "elsewhere" or name not in named:
            yield f"{who} sees the {name} in {place}"
    for place, name in sorted(expected - found):
        yield f"{who} does not see the {name} in {place}"
