"""Source code as HTML with classes for what a reader looks for; no inline style."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pygments.lexer import Lexer

# What learners of deep learning paste; each was measured on text made to slow it down (java and others failed).
_LANGUAGES: Final = {
    name: lexer
    for lexer, names in {
        "bash": "bash sh shell zsh",
        "c": "c h",
        "console": "console shell-session",
        "cpp": "cpp c++ cc hpp",
        "css": "css",
        "cuda": "cuda cu",
        "diff": "diff patch",
        "docker": "docker dockerfile",
        "go": "go golang",
        "html": "html",
        "ini": "ini cfg conf",
        "javascript": "javascript js",
        "json": "json jsonl",
        "julia": "julia jl",
        "latex": "latex tex",
        "make": "make makefile",
        "markdown": "markdown md",
        "matlab": "matlab m",
        "pycon": "pycon",
        "python": "python py python3",
        "r": "r",
        "rust": "rust rs",
        "sql": "sql postgresql",
        "toml": "toml",
        "typescript": "typescript ts",
        "xml": "xml",
        "yaml": "yaml yml",
    }.items()
    for name in names.split()
}
# The lexers' time grows with the square of a line's length, so what is longer is shown plain.
_MOST_CHARACTERS: Final = 8_000
_LONGEST_LINE: Final = 200

# The classes of `static/css/components/code.css`, the first that fits.
_CLASSES: Final = (
    ("Comment", "c"),
    ("Generic.Prompt", "c"),
    ("Generic.Output", "c"),
    ("Generic.Heading", "c"),
    ("Generic.Subheading", "c"),
    ("Keyword", "k"),
    ("Operator.Word", "k"),
    ("Name.Tag", "k"),
    ("Literal.String", "s"),
    ("Literal.Number", "m"),
    ("Name.Function", "n"),
    ("Name.Class", "n"),
    ("Name.Decorator", "n"),
    ("Generic.Inserted", "gi"),
    ("Generic.Deleted", "gd"),
)
CODE_CLASSES: Final = frozenset(name for _, name in _CLASSES)


def highlight(code: str, language: str = "") -> str:
    """HTML of `code`, escaped, with spans of our few classes where `language` is one that we know."""
    code = code.replace("\r\n", "\n").replace("\r", "\n")  # as the lexers read it, so that what is plain is no other
    lexer_name = _LANGUAGES.get(language.lower())
    if not lexer_name or len(code) > _MOST_CHARACTERS or max(map(len, code.split("\n"))) > _LONGEST_LINE:
        return escape(code, quote=False)
    return "".join(_spans(_lexer(lexer_name), code))


def _spans(lexer: "Lexer", code: str) -> Iterator[str]:
    tokens = ((_class_of(kind), text) for kind, text in lexer.get_tokens(code))
    for name, parts in groupby(tokens, key=lambda token: token[0]):
        text = escape("".join(text for _, text in parts), quote=False)
        yield f'<span class="{name}">{text}</span>' if name else text


@lru_cache
def _lexer(name: str) -> "Lexer":
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 - for texts with code alone

    return get_lexer_by_name(name, stripnl=False, ensurenl=False)


@lru_cache
def _class_of(kind: Any) -> str:
    return next((name for family, name in _CLASSES if f"{kind}.".startswith(f"Token.{family}.")), "")
