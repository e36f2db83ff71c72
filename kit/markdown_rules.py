"""What we change in parsed Markdown: which links and pictures count, how headings nest, what stays on one line."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from kit.sanitise import is_our_picture
from kit.words import keep_together

_ALLOWED_LINK = re.compile(r"https?://[^/]|mailto:|/(?![/\\])|[#?]", re.IGNORECASE)
# An address as people paste it. Korean words go on right behind it, so Hangul is taken for a part of it only where a
# part begins: all of https://example.org/글, but not the particle of https://example.org/a를.
_BARE_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9])https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]+)?"
    r"(?:[/?#](?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]|(?<=[/=_-])[가-힣]+)*)?"
)
_HEADING: Final = {"heading_open", "heading_close"}
_ALIGNMENTS: Final = {"text-align:center": "middle", "text-align:right": "end"}


def is_allowed_link(url: str) -> bool:
    """Whether a link may lead there: http, https, mailto, or a place within the site that begins with a slash."""
    return bool(_ALLOWED_LINK.match(url))


def tidy_blocks(*, headings_from: int) -> Callable[[StateCore], None]:
    """A rule: headings nest from the level `headings_from` on, leaving none out (0: as typed); a class aligns cells."""

    def tidy(state: StateCore) -> None:
        headings = [token for token in state.tokens if token.type in _HEADING] if headings_from else []
        typed = sorted({token.tag for token in headings})
        for token in headings:
            token.tag = f"h{min(6, headings_from + typed.index(token.tag))}"
        for token in state.tokens:
            if "style" in token.attrs:
                alignment = _ALIGNMENTS.get(str(token.attrs.pop("style")))
                token.attrs |= {"class": alignment} if alignment else {}

    return tidy


def tidy_inlines(state: StateCore) -> None:
    """A rule: bare addresses become links, others' pictures too, and what belongs together stays on one line."""
    for block in state.tokens:
        if block.children:
            block.children = list(_tidied(block.children))


def _tidied(tokens: list[Token]) -> Iterator[Token]:
    in_link = False
    for token in tokens:
        if token.type in {"link_open", "link_close"}:
            in_link = token.type == "link_open"
        if token.type == "text":
            yield from _words(token.content, in_link=in_link)
        elif token.type == "image" and not is_our_picture(str(token.attrs["src"])):
            yield from _foreign_picture(token, in_link=in_link)
        else:
            yield token


def _words(content: str, *, in_link: bool) -> Iterator[Token]:
    end = 0
    for found in () if in_link else _BARE_ADDRESS.finditer(content):
        address = _without_what_follows(found[0])
        yield _text(keep_together(content[end : found.start()]))
        yield from _link(address, address)
        end = found.start() + len(address)
    yield _text(keep_together(content[end:]))


def _foreign_picture(token: Token, *, in_link: bool) -> Iterator[Token]:
    source = str(token.attrs["src"])
    words = token.content or source
    if in_link or not is_allowed_link(source):
        yield _text(words)
    else:
        yield from _link(source, words)


def _without_what_follows(address: str) -> str:
    """Take off the marks of the sentence around it, as in (https://example.org/a_(b))."""
    while address[-1] in ".,;:!?'*~" or _closes_what_is_not_open(address):
        address = address[:-1]
    return address


def _closes_what_is_not_open(address: str) -> bool:
    opening = {")": "(", "]": "["}.get(address[-1])
    return opening is not None and address.count(address[-1]) > address.count(opening)


def _link(address: str, words: str) -> Iterator[Token]:
    yield Token("link_open", "a", 1, attrs={"href": address})
    yield _text(words)
    yield Token("link_close", "a", -1)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
