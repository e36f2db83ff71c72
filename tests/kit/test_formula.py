import contextlib
import re
import sys
import time
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.formula import LONGEST_FORMULA, FormulaError, to_mathml


def words_of(source: str) -> str:
    """The letters that a reader sees."""
    return re.sub(r"<[^>]*>", "", to_mathml(source))


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("\\mathbf{Wx}_{12}", "𝐖𝐱12"),
        ("\\boldsymbol{\\theta}", "𝜽"),
        ("\\mathcal{LBE}", "ℒℬℰ"),
        ("\\mathbb{RQ1}", "ℝℚ𝟙"),
        ("\\mathfrak{Cg}", "ℭ𝔤"),
        ("x \\sim p", "x∼p"),
        ("\\operatorname{softmax}(z)", "softmax(z)"),
        ("\\text{if } x", "if\u00a0x"),
    ],
)
def test_letters_of_another_kind_are_characters_of_their_own(source: str, seen: str) -> None:
    assert words_of(source) == seen


def test_what_a_text_in_a_formula_says_is_escaped() -> None:
    assert "<mtext>&lt;script&gt;</mtext>" in to_mathml("\\text{<script>}")
    assert "<mtext>&lt;script&gt;</mtext>" in to_mathml("\\text{&lt;script>}")


@pytest.mark.parametrize(
    "source",
    ["\\sum_{i=1}^n x_i", "\\begin{cases} a & b \\\\ c & d \\end{cases}", "\\nabla_\\theta \\mathcal{L}(\\theta)"],
)
def test_usual_formulas_are_drawn_with_their_source_beside(source: str) -> None:
    html = to_mathml(source, display=True)

    assert html.startswith("<math ")
    assert 'display="block"' in html
    assert "alttext=" in html


def test_a_function_that_the_converter_does_not_know_is_named() -> None:
    assert "<mi>arg</mi>" in to_mathml("\\arg\\max_x f(x)")


@pytest.mark.parametrize(
    "source",
    [
        *(
            "\\softmax(x)",
            "\\frac{1}",
            "\\frac{1",
            "x^",
            "a_b_c",
            "\\left(",
            "\\begin{matrix}a",
            "\\sqrt",
            "^^",
            "\\right)",
            "\\above",
        ),
        *(
            "\\def\\a{\\a}\\a",
            "\\newcommand{\\a}{\\a\\a}\\a",
            "\\DeclareMathOperator{\\a}{b}",
            "\\newenvironment{a}{b}{c}",
        ),
        *("{" * 2000, "{" * 250, "{" * 60 + "}" * 60, "\\sqrt" * 100, "x" * 501),
        "\\sideset{}{}" * 20 + "{x}",
    ],
)
def test_what_cannot_be_drawn_is_refused(source: str) -> None:
    with pytest.raises(FormulaError):
        to_mathml(source)


PIECES = [
    *("\\frac", "\\sqrt", "\\left(", "\\right)", "\\sideset", "\\def\\a", "\\a", "\\begin{align}", "\\end{align}", "&"),
    *(
        "\\text{",
        "\\hbox{$",
        "\\color{a}",
        "\\over",
        "\\not",
        "\\verb|",
        "\\mathchoice",
        "\\xrightarrow[",
        "\\overbrace",
    ),
    *("{", "}", "^", "_", "'", "x", "1", "\\\\", "#1", "%", "[", "]", "\\", "$", " ", "<b>", "&#60;", "é", "가"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=120))
def test_any_formula_is_drawn_or_refused_soon(pieces: list[str]) -> None:
    source = "".join(pieces)[:LONGEST_FORMULA]

    started = time.process_time()
    try:
        html = to_mathml(source)
    except FormulaError:
        html = ""

    assert time.process_time() - started < 0.5
    assert "<b" not in html


@pytest.mark.parametrize(
    "source", ["{" * 2000, "\\sqrt" * 100, "\\def\\a{\\b\\b}\\def\\b{\\c\\c}" * 20, "x" * 500, "'" * 500, "a'" * 250]
)
def test_the_worst_formula_costs_little_time(source: str) -> None:
    to_mathml.cache_clear()

    started = time.process_time()
    with contextlib.suppress(FormulaError):
        to_mathml(source)

    assert time.process_time() - started < 3 * 0.050  # 50 ms; three times that for a busy machine


def test_a_formula_deep_in_the_stack_is_refused_without_an_error() -> None:
    def deep() -> None:
        if len(list(traceback.walk_stack(None))) < sys.getrecursionlimit() - 60:
            return deep()
        with pytest.raises(FormulaError):
            to_mathml("\\sqrt" * 30 + "{x}")
        return None

    deep()
