"""The last gate before a page: HTML with only the tags, attributes and addresses that we want."""

import re
from html import unescape
from typing import Final

import nh3

_TEXT: Final = (
    *(
        "p",
        "br",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "span",
        "div",
    ),
    *("em", "strong", "s", "a", "img", "table", "thead", "tbody", "tr", "th", "td"),
)
_MATH: Final = (
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "mpadded", "mphantom"),
    *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd", "menclose"),
)
_ATTRIBUTES: Final = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "math": {"alttext", "display"},
    "mi": {"mathvariant"},
    "mo": {
        "accent",
        "fence",
        "form",
        "lspace",
        "maxsize",
        "minsize",
        "movablelimits",
        "rspace",
        "separator",
        "stretchy",
    },
    "mspace": {"width"},
    "mfrac": {"linethickness"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mpadded": {"height", "depth", "lspace", "width"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
    "mtable": {"columnspacing", "displaystyle", "rowspacing"},
    "mtd": {"columnalign"},
    "menclose": {"notation"},
}
_CLASSES: Final = {
    "div": {"formula", "wide"},
    "pre": {"code"},
    "td": {"middle", "end"},
    "th": {"middle", "end"},
}
# Lengths in formulas move what they hold; a few em are typography, more would lay it over somebody else's words.
_MATH_VALUE = re.compile(r"[a-z ]{1,60}|([+-]?(?=[.0-9])[0-3]?(\.[0-9]{1,4})?(em|ex|px|pt)?( |$)){1,40}")
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|pre|div|td|th|blockquote)>|<br>")
_TAG = re.compile(r"<[^>]*>?")
_FORMULA = re.compile(r'<math [^"]*(?:display="[^"]*" )?alttext="([^"]*)".*?(?:</math>|\Z)', re.DOTALL)
_PICTURE = re.compile(r"/media/(?!.*\.\.)[\w./-]+", re.ASCII)


def clean(html: str, *, rel: str, classes: frozenset[str] = frozenset()) -> str:
    """`html` without whatever is not on our lists; every link gets `rel`, spans may have one of `classes`.

    No `style`, no `id`, no scripts; links to http, https, mailto and within the site, pictures from `/media/` only.
    """
    return nh3.clean(
        html,
        tags={*_TEXT, *_MATH},
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=_value,
        allowed_classes={**_CLASSES, "span": set(classes)},
        tag_attribute_values={name: {"tabindex": {"0"}} for name in ("div", "pre")},
        url_schemes={"http", "https", "mailto"},
        set_tag_attribute_values={"img": {"loading": "lazy"}},
        link_rel=rel,
    )


def is_our_picture(source: str) -> bool:
    """Whether a picture at `source` is one that we serve ourselves."""
    return bool(_PICTURE.fullmatch(source))


def text_of(html: str) -> str:
    """The words of sanitised `html`; what stood in two blocks stays two words, and a formula is said as it was typed.

    They are text again, to be escaped like any other; `html` may be cut off anywhere. In what `clean` returns < and > are
    tags and nothing else, so they need not be read a second time to be taken away.
    """
    words = _FORMULA.sub(r"$\1$", _BLOCK_END.sub(" ", html))
    return unescape(_TAG.sub("", words))


def _value(tag: str, attribute: str, value: str) -> str | None:
    if tag == "img" and attribute == "src":
        return value if is_our_picture(value) else None
    if tag in _MATH and attribute != "alttext":
        return value if _MATH_VALUE.fullmatch(value) else None
    return value
