"""Reading a page as its words and the language that each is said in, and hearing what is in the wrong one."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any, Final

from tests.test_texts import KOREAN, english, words

_VOID: Final = {*"area base br col embed hr img input link meta source track wbr".split()}  # noqa: SIM905 - one reads words
_SILENT: Final = {"script", "style", "code", "pre", "math"}
_SAID: Final = ("aria-label", "title", "placeholder", "alt")
_HANGUL: Final = re.compile("[가-힣]")


class Reader(HTMLParser):
    """The words of a page: `pieces` of (language, text)."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str, bool]] = [("", "", False)]
        self.pieces: list[tuple[str, str]] = []
        self.language = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        _, language, silent = self.open[-1]
        language = about.get("lang") or language
        silent = silent or tag in _SILENT
        if tag == "html":
            self.language = language
        for name in _SAID:
            self._hear(language, about.get(name) or "", silent=silent)
        if tag == "meta" and about.get("name") == "description":
            self._hear(language, about.get("content") or "", silent=silent)
        if tag == "input" and about.get("type") == "submit":
            self._hear(language, about.get("value") or "", silent=silent)
        if tag not in _VOID:
            self.open.append((tag, language, silent))

    def handle_endtag(self, tag: str) -> None:
        if tag in {name for name, _, _ in self.open}:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        _, language, silent = self.open[-1]
        self._hear(language, data, silent=silent)

    def _hear(self, language: str, text: str, *, silent: bool) -> None:
        text = " ".join(text.split())
        if text and not silent:
            self.pieces.append((language, text))


def _pattern(text: str) -> re.Pattern[str]:
    parts = re.split(r"%\(\w+\)[sd]", " ".join(text.split()).replace("%%", "%"))
    return re.compile(".+?".join(re.escape(part) for part in parts))


_SOURCES: Final = [message for message in KOREAN if message.id and english(message) != words(message)]
_PLAIN: Final = {text for message in _SOURCES for text in english(message) if "%(" not in text}
_FILLED: Final = [
    _pattern(text)
    for message in _SOURCES
    for text in english(message)
    if "%(" in text and re.search("[A-Za-z]{3}", re.sub(r"%\(\w+\)[sd]", "", text))
]


def strange(page: str) -> list[str]:
    """What stands in the other language without saying so: Hangul in English, a source text or a sentence in Korean."""
    read = Reader(page)
    heard = _in_english if read.language == "en" else _in_korean
    return [f"{language}: {text[:100]}" for language, text in read.pieces if language == read.language and heard(text)]


def _in_english(text: str) -> bool:
    return bool(_HANGUL.search(text))


def _in_korean(text: str) -> bool:
    text = re.sub(r"\S+(@|://)\S+", "", text)
    if text in _PLAIN:
        return True
    if _HANGUL.search(text):
        return False
    return len(re.findall(r"\b[a-z’]{2,}\b", text)) > 2 or any(source.fullmatch(text) for source in _FILLED)


def older(response: Any, among: str = "") -> str:
    """Where the page leads on to what is older, in the list whose address has `among` in it."""
    found = [unescape(one) for one in re.findall(r'href="([^"]+)" rel="next"', response.content.decode())]
    (place,) = [one for one in found if among in one]
    return place
