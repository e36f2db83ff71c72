from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client

from portfolio.kinds import KINDS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("prefix", "heading"),
    [("/ko", "딥러닝을 혼자 배우는 사람들의 길"), ("/en", "A trail for teaching yourself deep learning")],
)
def test_a_visitor_is_told_what_this_is_and_the_one_thing_that_comes_next(
    visitor: Client, prefix: str, heading: str
) -> None:
    call_command("load_roadmap")

    page = unescape(visitor.get(f"{prefix}/").content.decode())

    assert heading in page
    assert len(KINDS) == 7
    assert all(getattr(kind.title, prefix[1:]) in page for kind in KINDS)
    assert page.count('class="profile ') == 2
    assert page.count('class="button next"') == 2
    assert "Emil Wallner" in page


def test_with_nothing_loaded_the_landing_page_still_stands(visitor: Client) -> None:
    page = visitor.get("/ko/").content.decode()

    assert "딥러닝을 혼자 배우는 사람들의 길" in page
    assert 'class="button next"' not in page
