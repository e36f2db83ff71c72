"""What people write in Markdown, as HTML that is safe to show: code coloured, formulas drawn, sanitised last."""

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape, unescape
from typing import Final, Literal

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.dollarmath import dollarmath_plugin

from kit import sanitise
from kit.code import CODE_CLASSES, highlight
from kit.formula import FormulaError, to_mathml
from kit.markdown_rules import is_allowed_link, tidy_blocks, tidy_inlines

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
    return sanitise.clean(_parser(links).render(text), rel=_REL[links], classes=CODE_CLASSES)


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


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        return is_allowed_link(url)


@lru_cache
def _parser(links: Links) -> MarkdownIt:
    by_members = links == "members"
    parser = _Parser("commonmark", {"html": False, "breaks": by_members}).enable(["table", "strikethrough"])
    dollarmath_plugin(parser, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    parser.core.ruler.push("tidy_blocks", tidy_blocks(headings_from=3 if by_members else 0))
    parser.core.ruler.push("tidy_inlines", tidy_inlines)
    for kind, rule in _RULES.items():
        parser.add_render_rule(kind, rule)
    return parser


def _code(_: RendererProtocol, tokens: list[Token], at: int, _options: OptionsDict, _env: EnvType) -> str:
    language = unescape(tokens[at].info).split(maxsplit=1)[:1]
    return f'<pre class="code" tabindex="0"><code>{highlight(tokens[at].content, *language)}</code></pre>\n'


def _formula(_: RendererProtocol, tokens: list[Token], at: int, _options: OptionsDict, _env: EnvType) -> str:
    marks, source = tokens[at].markup, tokens[at].content
    try:
        return to_mathml(source.strip(), display=marks == "$$")
    except FormulaError:
        return f"<code>{escape(marks + source + marks)}</code>"


def _formula_block(_: RendererProtocol, tokens: list[Token], at: int, _options: OptionsDict, _env: EnvType) -> str:
    source = tokens[at].content
    try:
        return f'<div class="formula" tabindex="0">{to_mathml(source.strip(), display=True)}</div>\n'
    except FormulaError:
        return f'<pre class="code" tabindex="0"><code>{escape(f"$${source}$$")}</code></pre>\n'


def _table(*_: object) -> str:
    return '<div class="wide" tabindex="0"><table>\n'


def _table_end(*_: object) -> str:
    return "</table></div>\n"


_RULES: Final[dict[str, Callable[..., str]]] = {
    "fence": _code,
    "code_block": _code,
    "math_inline": _formula,
    "math_inline_double": _formula,
    "math_block": _formula_block,
    "table_open": _table,
    "table_close": _table_end,
}
