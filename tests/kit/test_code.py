import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.code import highlight


def test_a_known_language_is_coloured_by_our_few_classes() -> None:
    html = highlight('def f(x):  # why\n    return "a" + 1\n', "python")

    assert html == (
        '<span class="k">def</span> <span class="n">f</span>(x):  <span class="c"># why</span>\n'
        '    <span class="k">return</span> <span class="s">"a"</span> + <span class="m">1</span>\n'
    )


def test_a_diff_says_what_came_and_what_went() -> None:
    html = highlight("-a\n+b\n", "diff")

    assert '<span class="gd">-a</span>' in html
    assert '<span class="gi">+b</span>' in html


@pytest.mark.parametrize("language", ["", "brainfuck", "../python", "<b>"])
def test_an_unknown_language_is_shown_plain(language: str) -> None:
    assert highlight("if a < b & c:", language) == "if a &lt; b &amp; c:"


@pytest.mark.parametrize("code", ["x = 1\n" * 2000, "x = 1;" * 40])
def test_code_too_long_to_colour_in_time_is_shown_plain(code: str) -> None:
    assert highlight(code, "python") == code


@given(st.text(max_size=200), st.sampled_from(["python", "bash", "html", "yaml", "diff", "latex", "PY", ""]))
def test_colouring_changes_no_character(code: str, language: str) -> None:
    html = highlight(code, language)

    assert unescape(re.sub(r"</?span[^>]*>", "", html)) == code.replace("\r\n", "\n").replace("\r", "\n")
