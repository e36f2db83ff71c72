"""Texts as we keep them, whichever keyboard, browser or clipboard they came from. Hangul is kept in whole syllables."""

import unicodedata


def lines(text: str) -> str:
    """No empty line at either end; the indentation of the first one stays, as it may be code."""
    text = _tidied(text.replace("\r\n", "\n")).rstrip()
    blank = len(text) - len(text.lstrip())
    return text[text.rfind("\n", 0, blank) + 1 :]


def line(text: str) -> str:
    """One line, its words one space apart."""
    return " ".join(_tidied(text).split())


def _tidied(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\0", ""))
