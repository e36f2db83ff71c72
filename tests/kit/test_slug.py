import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.slug import LONGEST_SLUG, slugify_any


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        *(("노면 손상 찾기 (v2)", "노면-손상-찾기-v2"), ("Night Rain!", "night-rain"), ("  a__b--c ", "a-b-c")),
        *(("Ｕ-Net", "u-net"), ("손글씨·악보", "손글씨-악보"), ("!!!", ""), ("", ""), ("x" * 60, "x" * 40)),
        ("하나 " * 30, "-".join(["하나"] * 13)),
    ],
)
def test_a_title_becomes_a_short_address(text: str, slug: str) -> None:
    assert slugify_any(text) == slug


@given(st.text(max_size=80))
def test_an_address_is_short_clean_and_the_same_when_made_again(text: str) -> None:
    slug = slugify_any(text)

    assert len(slug) <= LONGEST_SLUG
    assert re.fullmatch(r"([^\W_]+(-[^\W_]+)*)?", slug)
    assert slugify_any(slug) == slug
