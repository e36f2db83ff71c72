"""The parser behind `kit.markdown`: CommonMark with tables and strikethrough, code in colours, formulas drawn."""

from collections.abc import Callable
from functools import lru_cache
from html import escape, unescape
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.dollarmath import dollarmath_plugin

from kit.code import highlight
from kit.formula import FormulaError, to_mathml
from kit.markdown_rules import is_allowed_link, tidy_blocks, tidy_inlines


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        return is_allowed_link(url)


@lru_cache
def parser(*, by_members: bool) -> MarkdownIt:
    """The parser of what anybody may write, or of our own texts."""
    made = _Parser("commonmark", {"html": False, "breaks": by_members}).enable(["table", "strikethrough"])
    dollarmath_plugin(made, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    made.core.ruler.push("tidy_blocks", tidy_blocks(headings_from=3 if by_members else 0))
    made.core.ruler.push("tidy_inlines", tidy_inlines)
    for kind, rule in _RULES.items():
        made.add_render_rule(kind, rule)
    return made


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
