import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.markdown import MOST_CHARACTERS, excerpt, render
from kit.sanitise import clean

REL = "nofollow ugc noopener"
SECONDS_AT_MOST = 3  # of the worst text on a busy machine; alone it is 0.6


def members(text: str) -> str:
    return render(text, links="members").strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\nb", "<p>a<br>\nb</p>"),
        ("~~a~~ **b**", "<p><s>a</s> <strong>b</strong></p>"),
        ("# a", "<h3>a</h3>"),
        ("## a", "<h3>a</h3>"),
        ("## a\n#### b\n## c", "<h3>a</h3>\n<h4>b</h4>\n<h3>c</h3>"),
        ("3 weeks · U-Net", "<p>3&nbsp;weeks&nbsp;· U\u2011Net</p>"),
        ("`3 weeks`", "<p><code>3 weeks</code></p>"),
        ("$5 and $6", "<p>$5 and $6</p>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    ],
)
def test_members_write_markdown(text: str, html: str) -> None:
    assert members(text) == html


def test_our_own_texts_keep_their_headings_and_flow() -> None:
    assert render("## a\n\nb\nc", links="ours") == "<h2>a</h2>\n<p>b\nc</p>\n"


def test_tables_may_scroll_and_align_without_a_style() -> None:
    html = members("|a|b|\n|-|-:|\n|1|2|")

    assert html.startswith('<div class="wide" tabindex="0"><table>')
    assert '<td class="end">2</td>' in html
    assert "style" not in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[a](https://x.org)", f'<a href="https://x.org" rel="{REL}">a</a>'),
        ("[a](/roadmap/)", f'<a href="/roadmap/" rel="{REL}">a</a>'),
        ("<a@x.org>", f'<a href="mailto:a@x.org" rel="{REL}">a@x.org</a>'),
        ("https://x.org/a를 봤다", f'<a href="https://x.org/a" rel="{REL}">https://x.org/a</a>를 봤다'),
        ("https://x.org/글을", f'<a href="https://x.org/글을" rel="{REL}">https://x.org/글을</a>'),
        ("(https://x.org/a_(b)).", f'(<a href="https://x.org/a_(b)" rel="{REL}">https://x.org/a_(b)</a>).'),
        ("![a](/media/k3/y.webp)", '<img src="/media/k3/y.webp" alt="a" loading="lazy">'),
        ("![a](https://x.org/y.png)", f'<a href="https://x.org/y.png" rel="{REL}">a</a>'),
        ("[![a](https://i.org/b)](https://x.org)", f'<a href="https://x.org" rel="{REL}">a</a>'),
        ("![a](/media/../accounts/logout/)", f'<a href="/media/../accounts/logout/" rel="{REL}">a</a>'),
        ("![a](/settings/)", f'<a href="/settings/" rel="{REL}">a</a>'),
    ],
)
def test_links_and_pictures_lead_where_they_may(text: str, html: str) -> None:
    assert members(text) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)"),
        *("\x01javascript:alert(1)", "java&#9;script:alert(1)", "vbscript:a", "data:text/html,<script>", "file:///etc"),
        *("//evil.example", "/\\evil.example", "\\\\evil.example", "ftp://a.b", "blob:https://a.b/c", "https:a.b"),
    ],
)
@pytest.mark.parametrize("form", ["[a]({})", "![a]({})", "[a](<{}>)", "[a][b]\n\n[b]: {}", "<{}>"])
def test_no_link_leads_to_a_script_or_off_the_web(address: str, form: str) -> None:
    html = members(form.format(address))

    for led_to in re.findall(r'(?:href|src)="([^"]*)"', html):
        assert re.match(r"https?://|mailto:|/(?![/\\])|#|\?", led_to)
        assert not led_to.startswith("https:a")


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(1)>'>",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<a href='javascript:alert(1)' style='color:red' onclick=alert(1)>a</a>",
    "<form action=/accounts/logout/><button>a</button></form><iframe src=//a></iframe><base href=//a>",
    "<div id=content class=masthead>a</div><p name=csrf>",
    "＜script＞alert(1)＜/script＞ \u2028<script\u00a0>\u202e",
    "$\\text{<script>alert(1)</script>}$",
    "$\\text{</mtext></math><img src=x onerror=alert(1)>}$",
    "$$\\hbox{<style><img src=x onerror=alert(1)>}$$",
    "$\\unicode{x3c}script\\unicode{x3e}$",
    "$\\text{&lt;script>alert(1)&lt;/script>}$ $\\text{&#x3c;img src=x onerror=alert(1)>}$",
    "$\\href{javascript:alert(1)}{x}$ $\\style{position:fixed}{x}$ $\\class{masthead}{x}$",
    "$\\color{red;background:url(//a)}{x}$ $\\verb|<script>|$ $\\fcolorbox{a}{b}{<script>}$",
    "```<script>\n<script>alert(1)</script>\n```",
    "```html\n<script>alert(1)</script>\n```",
    '[a](https://x.org "\\"onmouseover=alert(1) x=\\"")',
    '![" onerror="alert(1)](/media/a.webp)',
]
TAGS = re.compile(
    r"p|br|hr|h[1-6]|ul|ol|li|blockquote|pre|code|span|div|em|strong|s|a|img|table|thead|tbody|tr|th|td|m[a-z]+"
)
ATTRIBUTES = {"href", "title", "rel", "src", "alt", "loading", "start", "class", "tabindex", "alttext", "display"}
MATH_ATTRIBUTES = {
    *("accent", "columnalign", "columnspacing", "depth", "displaystyle", "fence", "form", "height", "linethickness"),
    *(
        "lspace",
        "mathvariant",
        "maxsize",
        "minsize",
        "movablelimits",
        "notation",
        "rowspacing",
        "rspace",
        "scriptlevel",
    ),
    *("separator", "stretchy", "width", "accentunder"),
}


class Gate(HTMLParser):
    """Collects what a browser would see that must not be there."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not TAGS.fullmatch(tag) or tag in {"meta", "mglyph", "malignmark", "map", "menu", "main", "mark", "marquee"}:
            self.wrong.append(tag)
        for name, value in attrs:
            allowed = ATTRIBUTES | (MATH_ATTRIBUTES if tag.startswith("m") else set())
            if name not in allowed or (name in {"href", "src"} and "script:" in str(value).lower()):
                self.wrong.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(data)


def wrong_in(html: str) -> list[str]:
    gate = Gate()
    gate.feed(html)
    return gate.wrong


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("form", ["{}", "> {}", "|a|\n|-|\n|{}|", "# {}", "*{}*"])
def test_no_attack_gets_through(attack: str, form: str) -> None:
    html = members(form.format(attack))

    assert wrong_in(html) == []
    assert clean(html, rel=REL, classes=frozenset({"c", "k", "s", "m", "n"})).strip() == html


@given(st.lists(st.sampled_from([*"[]()!<>*_`~$\\#|-:/&;\"'=\n ax{}", *ATTACKS]), max_size=80))
def test_nothing_that_anybody_types_gets_through(pieces: list[str]) -> None:
    assert wrong_in(members("".join(pieces))) == []


@given(st.text(max_size=200))
def test_any_text_can_be_rendered(text: str) -> None:
    assert wrong_in(members(text)) == []


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "[",
            "![",
            "[a](",
            "*",
            "**a ",
            "*a_ ",
            "`",
            "<",
            "> ",
            "- ",
            "1. ",
            "|a|\n|-|\n",
            "$",
            "$a",
            "$\\",
            "\\",
            "&",
        ),
        *("[a]: b\n", "](", "http://a", "https://a/((", "  - a\n", "> - ", "~~", "```ts\n%%%%%%%%%%\n```\n", "<!--"),
        "```python\nx = [\n```\n",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * MOST_CHARACTERS)[:MOST_CHARACTERS]

    started = time.process_time()
    members(text)

    assert time.process_time() - started < SECONDS_AT_MOST


def test_a_text_beyond_the_cap_is_shown_plain() -> None:
    assert members("*a* <b>" + "a" * MOST_CHARACTERS).startswith("<p>*a* &lt;b&gt;aaa")


def test_half_a_surrogate_pair_does_not_stop_a_text() -> None:
    assert members("a\ud800b") == "<p>a?b</p>"


def test_a_formula_is_drawn_within_a_line_and_on_its_own() -> None:
    html = members("a $x^2$ b\n\n$$\ny = 1\n$$")

    assert '<p>a <math display="inline" alttext="x^2">' in html
    assert '<div class="formula" tabindex="0"><math display="block" alttext="y = 1">' in html


@pytest.mark.parametrize("source", ["\\frac{1", "x" * 501, "{" * 2000, "\\left(" * 50, "\\def\\a{\\a\\a}\\a"])
def test_a_formula_that_cannot_be_drawn_is_shown_as_typed(source: str) -> None:
    assert members(f"a ${source}$") == f"<p>a <code>${source}$</code></p>"
    assert members(f"$$\n{source}\n$$") == f'<pre class="code" tabindex="0"><code>$$\n{source}\n$$</code></pre>'


@pytest.mark.parametrize(
    ("text", "length", "words"),
    [
        ("# Title\n\nSome *words* & `code`", 80, "Title Some words & code"),
        ("- a\n- b", 80, "a b"),
        ("a\nb", 80, "a b"),
        ("loss $\\frac{1}{2}$ <b>", 80, "loss $\\frac{1}{2}$ <b>"),
        ("one two three four five", 16, "one two three…"),
        ("가나다라마바사아자차", 6, "가나다라마…"),
        ("![a](/media/a.webp)", 80, ""),
    ],
)
def test_an_excerpt_is_plain_words(text: str, length: int, words: str) -> None:
    assert excerpt(members(text), length) == words


def test_html_that_is_cut_off_leaves_no_piece_of_a_tag_in_its_excerpt() -> None:
    html = members('a [b](https://example.org "c > d")\n\n![e](/media/f.webp)\n\n$$\nx < y\n$$')
    words = "a b $x < y$"

    for end in range(len(html)):
        said = excerpt(html[:end])
        assert words.startswith(said), html[:end]


@given(st.text(max_size=300), st.integers(10, 200))
def test_an_excerpt_is_never_longer_than_asked(text: str, length: int) -> None:
    assert len(excerpt(members(text), length)) <= length
