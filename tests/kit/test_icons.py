import pytest
from lucide import IconDoesNotExist

from kit.icons import icon


def test_an_icon_is_silent_beside_a_word() -> None:
    drawn = icon("check")

    assert drawn.startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">')
    assert "<path" in drawn


def test_an_icon_alone_says_what_it_is_and_escapes_it() -> None:
    drawn = icon("search", big=True, label='Find "it"')

    assert 'class="icon big"' in drawn
    assert 'role="img" aria-label="Find &#34;it&#34;"' in drawn


def test_an_icon_brings_no_style_of_its_own() -> None:
    drawn = icon("bell")

    assert "style=" not in drawn
    assert "stroke" not in drawn


def test_a_name_nobody_drew_is_an_error() -> None:
    with pytest.raises(IconDoesNotExist):
        icon("no-such-icon")
