"""Small things about words: what must stay on one line, numbers, and the two letters of a face."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from kit.bilingual import language

NBSP: Final = "\u00a0"
HYPHEN: Final = "\u2011"  # one that no line breaks after

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNITS = (
    "h|min|hours?|minutes?|seconds?|days?|weeks?|months?|years?|steps?|people|members?|entries|entry|views?|times?|"
    "lines?|words?|[kMGT]B|ms|px|fps|epochs?"
)
# (where a line must not break, what stands there instead)
_TIES: Final = (
    (re.compile(r" · "), f"{NBSP}· "),
    (re.compile(r"(?<=[0-9]년) (?=[0-9]{1,2}월)"), NBSP),
    (re.compile(r"(?<=[0-9]월) (?=[0-9]{1,2}일)"), NBSP),
    (re.compile(r"(?<=[0-9]시간) (?=[0-9]{1,2}분)"), NBSP),
    (re.compile(r"(?<=[0-9]만) (?=[가-힣])"), NBSP),
    (re.compile(rf"(?<=[0-9][ {NBSP}]h) (?=[0-9]{{1,2}}[ {NBSP}]min\b)"), NBSP),
    (re.compile(rf"(?<=[0-9]) (?=(?:{_UNITS}|{_MONTHS})\b)"), NBSP),
    (re.compile(rf"\b({_MONTHS}) (?=[0-9]{{4}}\b)"), rf"\1{NBSP}"),
    (re.compile(r"(?<![\w/-])([A-Za-z]{1,3})-(?=[A-Z])"), rf"\1{HYPHEN}"),
)
_TAG = re.compile(r"(<[^>]*>)")


def keep_together(text: str) -> str:
    """`text` with its dates, numbers with units, middle dots and names like U-Net held on one line.

    Safe HTML stays safe HTML: only what stands between tags is changed.
    """
    if not hasattr(text, "__html__"):
        return _tie(text)
    return _keep_html(SafeString(text))


def say_number(number: float | Decimal) -> str:
    """1300 as "1,300", 0.71 as "0.71", 3.0 as "3"."""
    if number == int(number):
        return f"{int(number):,}"
    return f"{number:,}"


def say_round(number: int) -> str:
    """A goal of tens of thousands as it is said: "5만" or "50,000"; any other number as `say_number` says it."""
    if language() == "ko" and number and number % 10_000 == 0:
        return f"{number // 10_000:,}만"
    return say_number(number)


def initials(name: str) -> str:
    """At most two letters for a face: 박서연 "서연", Aiko Mori "Ai", 😀 "·"."""
    letters = [sign for sign in unicodedata.normalize("NFC", name) if sign.isalpha()]
    if not letters:
        return "·"
    if _is_hangul(letters[0]):
        return "".join(sign for sign in letters if _is_hangul(sign))[-2:]
    first_word = next(word for word in re.split(r"[\W\d_]+", unicodedata.normalize("NFC", name)) if word)
    return first_word[:2].capitalize()[:2]


def _keep_html(html: SafeString) -> SafeString:
    pieces = (piece if piece.startswith("<") else _tie(piece) for piece in _TAG.split(html))
    return mark_safe("".join(pieces))  # was safe; only spaces and hyphens changed


def _tie(text: str) -> str:
    for what, held in _TIES:
        text = what.sub(held, text)
    return text


def _is_hangul(sign: str) -> bool:
    return "가" <= sign <= "힣"
