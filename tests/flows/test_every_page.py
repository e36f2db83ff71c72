"""Every page in a real browser, as narrow as a phone gets, by day or by night: nothing sticks out, axe finds nothing."""

import pytest
from playwright.sync_api import Page

from tests.browsing import faults
from tests.flows.conftest import Browse
from tests.routes import NO_PAGES, PARTS, TABLE, WHO, address, all_routes
from tests.world import World

# The most of each page is seen by its owner; what they are led away from or may not see, by these.
BY_OTHERS = {
    "account_login": "visitor",
    "accounts:welcome": "newcomer",
    "notices:operators_mail": "operator",
    **dict.fromkeys(("roadmap:curate", "roadmap:link_case", "roadmap:report", "roadmap:suspended"), "curator"),
    **dict.fromkeys(("accounts:report", "accounts:block", "portfolio:revoke_milestone"), "curator"),
    **dict.fromkeys(("roadmap:decided", "mentoring:application"), "curator"),
}


def seen_by(who: str) -> list[str]:
    """The names of the pages that this one opens."""
    return [
        name
        for name, _ in all_routes()
        if TABLE[name].answers[WHO.index(who)] == 200
        and BY_OTHERS.get(name, "member") == who
        and name not in NO_PAGES | PARTS
        and not name.startswith("admin:")  # Django's own
    ]


@pytest.mark.parametrize(("language", "scheme"), [("ko", "light"), ("en", "dark")])
def test_every_page_is_whole_on_the_smallest_screen(browse: Browse, settings, language: str, scheme: str) -> None:
    world = World(language, settings)
    wrong = []
    for who in ("visitor", "newcomer", "member", "curator", "operator"):
        person = {"user": world.people[who]} if world.people[who] else {}
        page = browse(language=language, scheme=scheme, width=320, **person)
        wrong += [fault for name in seen_by(who) for fault in _faults(page, address(name, world))]
    assert not wrong, "\n".join(wrong)


def _faults(page: Page, place: str) -> list[str]:
    answer = page.goto(place)
    assert answer
    assert answer.status == 200, place
    return [f"{place}: {fault}" for fault in faults(page)]
