"""Every route of the site, asked by everybody in both languages: who gets what, and in which words."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.reading import Reader, strange
from tests.routes import IN_BOTH, NO_PAGES, TABLE, WHO, address, all_routes, is_public
from tests.world import World

ROUTES = dict(all_routes())


@pytest.fixture(params=["ko", "en"])
def world(request, db: None, settings) -> World:
    return World(request.param, settings)


def test_every_route_stands_in_the_table() -> None:
    assert ROUTES.keys() - TABLE.keys() == set(), "say in tests/routes.py who gets what there"


def test_everybody_gets_what_the_table_says_in_their_own_words(world: World, signed_in) -> None:
    wrong = []
    for place, who in enumerate(WHO):
        person = world.people[who]
        client = signed_in(person) if person else Client()
        for name in ROUTES:
            response = client.get(address(name, world), headers={"accept-language": world.language})
            wrong += [
                f"{name}, {who}: {fault}"
                for fault in _faults(name, response, expected=TABLE[name].answers[place], language=world.language)
            ]
    assert not wrong, "\n".join(wrong)


def test_a_page_is_asked_for_without_its_body_as_it_is_with_it(world: World, signed_in) -> None:
    client, member = signed_in(world.people["member"]), WHO.index("member")

    answered = {name: client.head(address(name, world)).status_code for name in ROUTES}

    assert answered == {name: TABLE[name].answers[member] for name in ROUTES}


def test_a_public_page_speaks_the_language_of_its_address(world: World) -> None:
    wrong = []
    for name in (name for name, route in ROUTES.items() if is_public(route)):
        response = Client().get(f"/{world.language}{address(name, world)}", headers={"accept-language": "fr"})
        faults = _faults(name, response, expected=TABLE[name].answers[0], language=world.language)
        wrong += [f"{name}: {fault}" for fault in faults]
    assert not wrong, "\n".join(wrong)


def test_no_other_page_has_such_an_address(world: World) -> None:
    for name in (name for name, route in ROUTES.items() if not is_public(route)):
        assert Client().get(f"/{world.language}{address(name, world)}").status_code == 404, name


def _faults(name: str, response: HttpResponse, *, expected: int, language: str) -> Iterator[str]:
    """What is wrong with an answer, and with its words where it is a page of ours."""
    if response.status_code != expected:
        yield f"{response.status_code}, not {expected}"
    if name in NO_PAGES or name.startswith("admin:") or response.status_code in {302, 405}:
        return
    page = response.content.decode()
    if "<html" in page and Reader(page).language != language:
        yield f"<html lang> is not {language}"
    if name not in IN_BOTH:
        yield from strange(page)
