"""The pages of prose beside the trail, read from their files once in each process."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kit.bilingual import Both, BothHtml
from kit.markdown import render


@dataclass(frozen=True, slots=True)
class Guide:
    """A page of prose: what it is about, its text, the keys of its resources and of the steps where it helps."""

    key: str
    title: Both
    what: Both
    text: BothHtml
    resources: tuple[str, ...]
    steps: tuple[str, ...]


@lru_cache(maxsize=1)
def guides() -> tuple[Guide, ...]:
    """All guides, in the order they are listed."""
    from roadmap.loading.source import read_guides  # noqa: PLC0415 - it reads YAML, which nothing else of a page does

    return tuple(
        Guide(
            key=guide.key,
            title=guide.title,
            what=guide.what,
            text=BothHtml(ko=render(guide.text.ko, links="ours"), en=render(guide.text.en, links="ours")),
            resources=tuple(ref.key for ref in guide.resources),
            steps=tuple(ref.key for ref in guide.steps),
        )
        for guide in read_guides()
    )


def guide_by_key(key: str) -> Guide | None:
    return next((guide for guide in guides() if guide.key == key), None)


def guides_for(step_keys: Iterable[str]) -> tuple[Guide, ...]:
    """The guides that help with any of these steps."""
    wanted = set(step_keys)
    return tuple(guide for guide in guides() if wanted.intersection(guide.steps))
