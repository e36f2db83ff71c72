"""Parts that say the same to everybody are printed once, and nothing of a person is ever among them."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import translation
from jinja2 import DictLoader

from accounts.models import User
from config.jinja import environment
from kit import clock
from roadmap.actions.enrollment import enroll
from roadmap.actions.marks import mark
from roadmap.actions.progress import finish, note
from roadmap.models import Resource, Step

PLACES = ("/roadmap/", "/roadmap/start/learn-words/", "/roadmap/start/draw-it/", "/resources/", "/ko/")


def printed(page: str, **context: object) -> str:
    return environment(loader=DictLoader({"page": page})).get_template("page").render(context)


def test_a_part_is_printed_once_until_what_it_depends_on_changes() -> None:
    page = "{% printed 'once', when %}{{ word }}{% endprinted %}"

    assert printed(page, when=1, word="a") == "a"
    assert printed(page, when=1, word="b") == "a"
    assert printed(page, when=2, word="b") == "b"


def test_each_language_and_each_kind_of_address_is_printed_by_itself() -> None:
    page = "{% printed 'each' %}{{ word }}{% endprinted %}"

    with translation.override("ko"):
        assert printed(page, word="a", request=SimpleNamespace(language_in_address="")) == "a"
        assert printed(page, word="b", request=SimpleNamespace(language_in_address="ko")) == "b"
    with translation.override("en"):
        assert printed(page, word="c", request=SimpleNamespace(language_in_address="")) == "c"


def test_two_parts_on_one_line_are_two() -> None:
    page = "{% printed 'two' %}a{% endprinted %}{% printed 'two' %}b{% endprinted %}"

    assert printed(page) == "ab"


def test_what_stands_inside_is_escaped_as_elsewhere_and_sees_the_loop_around_it() -> None:
    page = "{% for word in words %}{% printed 'loop', word %}{{ word }}{% endprinted %}{% endfor %}"

    template = environment(loader=DictLoader({"page.html": page})).get_template("page.html")

    assert template.render(words=["<a>", "b"]) == "&lt;a&gt;b"


@pytest.fixture
def walker(small_roadmap: Path, learner: User) -> User:
    """Somebody with a plan, a step behind them, a mark and a note."""
    today = clock.now().date()
    enroll(learner=learner, phase="start", hours_a_week=7, today=today)
    first, second = Step.objects.order_by("place")
    finish(learner, first, today=today)
    note(learner, second, "나만 보는 메모", version=0)
    mark(learner, Resource.objects.get(key="old-blog"), "helped", on=True)
    return learner


def test_what_one_person_was_shown_is_shown_to_nobody_else(
    walker: User, visitor: Client, signed_in: Callable[[User], Client]
) -> None:
    member = signed_in(walker)
    theirs = [member.get(place).content.decode() for place in PLACES]
    assert "나만 보는 메모" in "".join(theirs)

    for place in PLACES:
        shown = visitor.get(place).content.decode()
        assert not [
            word for word in ("나만 보는", "csrfmiddlewaretoken", 'aria-pressed="true"', "마침") if word in shown
        ]


def test_and_what_everybody_sees_hides_nothing_of_ones_own(
    walker: User, visitor: Client, signed_in: Callable[[User], Client]
) -> None:
    everybodys = {place: visitor.get(place).content for place in PLACES}
    member = signed_in(walker)

    assert "나만 보는 메모" in member.get("/roadmap/start/draw-it/").content.decode()
    assert 'aria-pressed="true"' in member.get("/roadmap/start/draw-it/").content.decode()
    assert "마침" in member.get("/roadmap/").content.decode()
    assert {place: visitor.get(place).content for place in PLACES} == everybodys
