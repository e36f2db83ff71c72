"""Formulas: LaTeX as people type it becomes MathML that browsers draw without a script."""

import html
import re
import unicodedata
from functools import lru_cache
from typing import Any, Final
from xml.etree.ElementTree import Element, tostring

LONGEST_FORMULA: Final = 500  # characters; the converter needs 25 ms for the worst of that length
_DEEPEST: Final = 40  # elements inside each other, far beyond what can be read

# Doubles its operand in the output at each level of nesting: 20 levels take the converter an hour.
_REFUSED = re.compile(r"\\sideset")

# What the converter leaves as it is typed: a command it does not know. These are functions all the same.
_UNKNOWN = re.compile(r"\\[A-Za-z]+")
_FUNCTIONS: Final = {"\\arg"}

_PARTS: Final = {
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}

# Browsers draw letters of another kind only where they are characters of their own (MathML Core).
_KINDS: Final = {
    "bold": ("MATHEMATICAL BOLD",),
    "italic": ("MATHEMATICAL ITALIC",),
    "bold-italic": ("MATHEMATICAL BOLD ITALIC", "MATHEMATICAL BOLD"),
    "double-struck": ("MATHEMATICAL DOUBLE-STRUCK", "DOUBLE-STRUCK"),
    "script": ("MATHEMATICAL SCRIPT", "SCRIPT"),
    "fraktur": ("MATHEMATICAL FRAKTUR", "BLACK-LETTER"),
    "sans-serif": ("MATHEMATICAL SANS-SERIF",),
    "sans-serif-italic": ("MATHEMATICAL SANS-SERIF ITALIC", "MATHEMATICAL SANS-SERIF"),
    "monospace": ("MATHEMATICAL MONOSPACE",),
}


class FormulaError(ValueError):
    """A formula that cannot be drawn: too long, too deep, defining commands, or not LaTeX."""


@lru_cache(maxsize=1024)
def to_mathml(source: str, *, display: bool = False) -> str:
    """MathML for the LaTeX in `source`, which it keeps as its `alttext`; on a line of its own if `display`.

    Text in it is escaped, attributes are not vetted: sanitise it all the same. Raises FormulaError.
    """
    if len(source) > LONGEST_FORMULA or _REFUSED.search(source):
        raise FormulaError
    from latex2mathml.converter import Converter  # noqa: PLC0415 - for texts with formulas alone

    converter = Converter(display="block" if display else "inline")
    converter.macros = _NoMacros()
    try:
        tree = converter.convert_to_element(source)
        _mend(tree)
        tree.set("alttext", source)
        return tostring(tree, encoding="unicode")
    except Exception as error:  # what the converter raises has no common root, and RecursionError is among it
        raise FormulaError from error


class _NoMacros(dict[str, Any]):
    def __setitem__(self, name: str, body: Any) -> None:
        raise FormulaError  # commands that people define can grow without end


def _mend(tree: Element) -> None:
    level, depth = [tree], 0
    while level:
        depth += 1
        if depth > _DEEPEST:
            raise FormulaError
        for element in level:
            _mend_text(element)
            if len(element) != _PARTS.get(element.tag, len(element)):
                raise FormulaError  # half a fraction: the converter forgives what browsers don't
        level = [child for element in level for child in element]


def _mend_text(element: Element) -> None:
    if not element.text:
        return
    # The converter writes characters as entities inside text, and would unescape the whole output to get them through.
    text = html.unescape(element.text)
    if _UNKNOWN.fullmatch(text):
        if text not in _FUNCTIONS:
            raise FormulaError  # what is typed says more than half of it drawn
        text = text[1:]
    if element.tag == "mi" and text == "~":
        element.tag, text = "mo", "∼"
    kind = element.get("mathvariant", "")
    if element.tag in {"mi", "mn"} and kind in _KINDS:
        del element.attrib["mathvariant"]
        text = "".join(_letter_of_kind(sign, kind) for sign in text)
    element.text = text


def _letter_of_kind(sign: str, kind: str) -> str:
    name = re.sub(r"^(LATIN|GREEK) |LETTER ", "", unicodedata.name(sign, ""))
    for prefix in _KINDS[kind]:
        try:
            return unicodedata.lookup(f"{prefix} {name}")
        except KeyError:
            continue
    return sign
