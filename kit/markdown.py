"""What people write in Markdown, as HTML that is safe to show: code coloured, formulas drawn, sanitised last."""

import re
from html import escape
from typing import Final, Literal

from kit import sanitise
from kit.code import CODE_CLASSES

Links = Literal["ours", "members"]

# One more whenever the same text comes out differently; `manage.py rerender` renews what is stored.
RENDER_VERSION: Final = 3
MOST_CHARACTERS: Final = 20_000  # of one text; forms refuse more
_CUT: Final = re.compile(r"<[^>]*\Z")
_ODDS: Final = re.compile(r"\s*<(pre|math)\b.*?(</\1>|\Z)\s*", re.DOTALL)
_DOTS: Final = re.compile(r"(…\s*)+")
_REL: Final[dict[Links, str]] = {"ours": "noopener", "members": "nofollow ugc noopener"}


def render(text: str, *, links: Links) -> str:
    """Safe HTML of `text`: CommonMark with tables, strikethrough, code in colours and formulas between dollars.

    "members" is for what anybody may write: their links get `rel="nofollow ugc noopener"`, headings nest from h3 on, and a
    new line is a new line. Raw HTML is shown as typed; pictures come from `/media/` only, others become links. Text
    beyond MOST_CHARACTERS, which no form lets in, is shown plain.
    """
    text = text.encode(errors="replace").decode()  # half a surrogate pair cannot be written
    if len(text) > MOST_CHARACTERS:
        return f"<p>{escape(text)}</p>"
    from kit.markdown_parser import parser  # noqa: PLC0415 - a server that starts need not wait for it

    return sanitise.clean(parser(by_members=links == "members").render(text), rel=_REL[links], classes=CODE_CLASSES)


def excerpt(html: str, length: int = 160) -> str:
    """The plain words of rendered `html`, at most `length` characters, cut at a word where there is one near."""
    words = " ".join(sanitise.text_of(html).split())
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    at_word = cut.rpartition(" ")[0]
    return f"{(at_word if len(at_word) > length // 2 else cut).rstrip(' ,.;:·')}…"


def gist(html: str, length: int = 160) -> str:
    """An `excerpt` without code in blocks and formulas, each of them three dots; nothing where nothing else is said.

    `html` may be cut off anywhere.
    """
    words = _DOTS.sub("… ", excerpt(_ODDS.sub(" … ", _CUT.sub("", html)), length)).strip()
    return words if words.strip("… ") else ""
