"""Every route of the site, asked by everybody in both languages: who gets what, and in which words."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.reading import Reader, strange
from tests.routes import IN_BOTH, NO_PAGES, TABLE, WHO, address, all_routes, is_public
from tests.world import World

ROUTES = dict(all_routes())


def test_every_route_stands_in_the_table() -> None:
    assert ROUTES.keys() - TABLE.keys() == set(), "say in tests/routes.py who gets what there"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_everybody_gets_what_the_table_says_in_their_own_words(language: str, db: None, settings, signed_in) -> None:
    world = World(language, settings)  # made once: it takes longer than most that is asked of it
    clients = {who: signed_in(person) if person else Client() for who, person in world.people.items()}

    wrong = [
        *(f"{who}: {fault}" for who in WHO for fault in _told(world, who, clients[who])),
        *(f"without its body: {fault}" for fault in _without_body(world, clients["member"])),
        *(f"at the address of a language: {fault}" for fault in _at_languages(world)),
    ]

    assert not wrong, "\n".join(wrong)


def _told(world: World, who: str, client: Client) -> Iterator[str]:
    for name in ROUTES:
        response = client.get(address(name, world), headers={"accept-language": world.language})
        expected = TABLE[name].answers[WHO.index(who)]
        yield from (f"{name}: {fault}" for fault in _faults(name, response, expected, world.language))


def _without_body(world: World, member: Client) -> Iterator[str]:
    """A page is asked for without its body as it is with it."""
    for name in ROUTES:
        code, expected = member.head(address(name, world)).status_code, TABLE[name].answers[WHO.index("member")]
        if code != expected:
            yield f"{name}: {code}, not {expected}"


def _at_languages(world: World) -> Iterator[str]:
    """A public page speaks the language of its address, and no other page has such an address."""
    for name, route in ROUTES.items():
        place, headers = f"/{world.language}{address(name, world)}", {"accept-language": "fr"}
        if is_public(route):
            faults = _faults(name, Client().get(place, headers=headers), TABLE[name].answers[0], world.language)
            yield from (f"{name}: {fault}" for fault in faults)
        elif Client().get(place).status_code != 404:
            yield f"{name} has one"


def _faults(name: str, response: HttpResponse, expected: int, language: str) -> Iterator[str]:
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
