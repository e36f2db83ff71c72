"""What a crowd says: the texts of the demo world, rendered once and dealt out again and again."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from demo.world.texts import Tale, people, short_lines, step_lines
from kit import markdown
from kit.slug import slugify_any

SPELLINGS: Final = 12  # of each one-liner: its numbers differ
_BETWEEN = re.compile(r"\{(\d+)-(\d+)\}")


@dataclass(frozen=True, slots=True)
class Told:
    """A project as rows need it."""

    slug: str
    title: str
    value: str
    story: str
    story_html: str
    topics: tuple[str, ...]


class Words:
    """Names, lines and projects in one language."""

    def __init__(self, language: str, chance: random.Random) -> None:
        cast = [person for person in people() if person.language == language]
        self._abouts = [person.about for person in cast] + [""] * len(cast)
        self._firsts, self._lasts = _parts(language, [person.name for person in cast])
        self._space = "" if language == "ko" else " "
        tales = [tale for person in cast for tale in person.projects]
        self._tales = [_told(tale) for tale in tales]
        long = [line.text for line in step_lines(language)] + [line.text for tale in tales for line in tale.log]
        short = [text for line in short_lines(language) for text in _spelt(line, chance)]
        self._long, self._short = _rendered(long), _rendered(short)

    def name(self, chance: random.Random) -> str:
        first, last = chance.choice(self._firsts), chance.choice(self._lasts)
        return f"{first}{self._space}{last}"

    def about(self, chance: random.Random) -> str:
        return chance.choice(self._abouts)

    def tale(self, chance: random.Random) -> Told:
        return chance.choice(self._tales)

    def entry(self, chance: random.Random) -> tuple[str, str]:
        """Text and HTML: half of them long, a tenth without a word."""
        roll = chance.random()
        if roll < 0.1:
            return "", ""
        return chance.choice(self._long if roll < 0.55 else self._short)


def _parts(language: str, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """What stands in front in a name and what behind."""
    if language == "ko":
        return [name[:1] for name in names], [name[1:] for name in names]
    return [name.split()[0] for name in names], [name.split()[-1] for name in names]


def _spelt(line: str, chance: random.Random) -> Iterator[str]:
    many = SPELLINGS if _BETWEEN.search(line) else 1
    for _ in range(many):
        yield _BETWEEN.sub(lambda found: str(chance.randint(int(found[1]), int(found[2]))), line)


def _rendered(texts: Sequence[str]) -> list[tuple[str, str]]:
    return [(text, markdown.render(text, links="members")) for text in texts]


def _told(tale: Tale) -> Told:
    html = markdown.render(tale.story, links="members")
    return Told(slugify_any(tale.title), tale.title, tale.value, tale.story, html, tale.topics)
