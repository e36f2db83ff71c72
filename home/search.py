"""One search over steps, resources and guides, in both languages. From memory: a hundred texts need no index.

Korean is found by any part of a word, and whether or not somebody wrote the spaces: 경사하강법 finds 경사 하강법. Names
are found in Hangul too: 캐글 finds Kaggle.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from markupsafe import Markup

from kit.bilingual import Both, BothHtml, language
from roadmap.guides import Guide, guides
from roadmap.trail import Resource, Step, Trail

LONGEST_QUERY: Final = 100  # characters; what is longer is cut
_AROUND: Final = 70  # characters of a snippet on either side of what was found
_BLOCK_END: Final = re.compile(r"</(?:p|li|h[1-6]|td|th|pre|blockquote)>")

# Names that texts hold as their owners write them, by how they are written in Hangul.
_IN_HANGUL: Final = {
    "깃": "git",
    "깃허브": "GitHub",
    "넘파이": "NumPy",
    "레딧": "Reddit",
    "사이킷런": "scikit-learn",
    "스탠퍼드": "Stanford",
    "슬랙": "Slack",
    "안키": "Anki",
    "주피터": "Jupyter",
    "캐글": "Kaggle",
    "케라스": "Keras",
    "코랩": "Colab",
    "텐서플로": "TensorFlow",
    "텐서플로우": "TensorFlow",
    "파이토치": "PyTorch",
    "판다스": "pandas",
    "패스트에이아이": "fast.ai",
}

What = Literal["step", "resource", "guide"]
Code = Literal["ko", "en"]


@dataclass(frozen=True, slots=True)
class _Page:
    """Something that can be found: its texts by language, the most telling first (title, one sentence, the rest)."""

    what: What
    thing: Step | Resource | Guide
    texts: dict[Code, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its title and the place where it was found, what was asked for marked in both."""

    what: What
    thing: Step | Resource | Guide
    title: Markup
    snippet: Markup
    language: Code  # of the snippet
    rank: tuple[bool, int]


def search(trail: Trail, asked: str) -> list[Hit]:
    """What holds every word of `asked`; found in the reader's language first, then the nearer to the title the better."""
    words = [_pattern(word) for word in _plain(asked)[:LONGEST_QUERY].split()]
    if not words:
        return []
    hits = (_hit(page, words) for page in _pages(trail))
    return sorted((hit for hit in hits if hit), key=lambda hit: hit.rank)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _pattern(word: str) -> re.Pattern[str]:
    signs = [re.escape(sign) for sign in word]
    written = (r"\s?" if any("가" <= sign <= "힣" for sign in word) else "").join(signs)
    name = _IN_HANGUL.get(word)
    return re.compile(rf"{written}|\b{re.escape(name)}" if name else written, re.IGNORECASE)


def _hit(page: _Page, words: Sequence[re.Pattern[str]]) -> Hit | None:
    reader: Code = "ko" if language() == "ko" else "en"
    other: Code = "en" if reader == "ko" else "ko"
    for code in (reader, other):
        if all(any(word.search(text) for text in page.texts[code]) for word in words):
            return _found(page, code, words, title=page.texts[reader][0], foreign=code != reader)
    everything = [text for texts in page.texts.values() for text in texts]
    if all(any(word.search(text) for text in everything) for word in words):  # one word in each language
        return _found(page, reader, words, title=page.texts[reader][0], foreign=True)
    return None


def _found(page: _Page, code: Code, words: Sequence[re.Pattern[str]], *, title: str, foreign: bool) -> Hit:
    texts = page.texts[code]
    where = next((n for n, text in enumerate(texts) if any(word.search(text) for word in words)), 0)
    return Hit(
        what=page.what,
        thing=page.thing,
        title=_marked(title, words),
        snippet=_marked(_around(texts[where or 1], words), words),
        language=code,
        rank=(foreign, min(where, 2)),  # in the title, in its sentence, in the text
    )


def _around(text: str, words: Sequence[re.Pattern[str]]) -> str:
    """The part of `text` around what was found first, cut between words."""
    starts = [found.start() for word in words if (found := word.search(text))]
    at = min(starts, default=0)
    begin, end = max(0, at - _AROUND), min(len(text), at + 2 * _AROUND)
    begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    end = text.find(" ", end) if end < len(text) and " " in text[end:] else len(text)
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"


def _marked(text: str, words: Sequence[re.Pattern[str]]) -> Markup:
    """`text` as HTML, with <mark> around what was asked for."""
    any_of_them = re.compile("|".join(word.pattern for word in words), re.IGNORECASE)
    out, end = Markup(""), 0
    for found in any_of_them.finditer(text):
        out += Markup("{}<mark>{}</mark>").format(text[end : found.start()], found[0])
        end = found.end()
    return out + text[end:]


@lru_cache(maxsize=2)
def _pages(trail: Trail) -> tuple[_Page, ...]:
    return (*map(_of_step, trail.steps), *map(_of_guide, guides()), *map(_of_resource, trail.resources))


def _of_step(step: Step) -> _Page:
    texts = (step.title, step.what, step.why, step.how, step.pace, step.show, step.mistakes)
    return _Page("step", step, _both(texts))


def _of_guide(guide: Guide) -> _Page:
    return _Page("guide", guide, _both((guide.title, guide.what, guide.text)))


def _of_resource(resource: Resource) -> _Page:
    kind = Both(ko=resource.by, en=resource.by)
    return _Page("resource", resource, _both((resource.title, resource.why, kind)))


def _both(texts: Sequence[Both]) -> dict[Code, tuple[str, ...]]:
    codes: tuple[Code, ...] = ("ko", "en")
    return {code: tuple(block for text in texts for block in _blocks(text, code)) for code in codes}


def _blocks(text: Both, code: Code) -> Iterator[str]:
    """A title or sentence as it stands; of HTML its paragraphs and items, so that a snippet never runs over two."""
    said = text.ko if code == "ko" else text.en
    for part in _BLOCK_END.split(said) if isinstance(text, BothHtml) else [said]:
        words = Markup(part).striptags() if isinstance(text, BothHtml) else part  # noqa: S704 - ours, and its tags go
        if words:
            yield _plain(words)
