"""Reasons in words, in the language being spoken."""

from collections.abc import Iterator, Sequence
from typing import Final

from accounts.topics import BY_KEY as TOPICS
from kit.bilingual import Both, language

_SAID: Final = {
    "ahead": Both(ko="한 단계 앞", en="one phase ahead of you"),
    "same": Both(ko="같은 단계", en="in your phase"),
    "behind": Both(ko="한 단계 뒤", en="one phase behind you"),
    "role": Both(ko="하고 싶은 일이 같아요", en="aims for the same work"),
    "lively": Both(ko="요즘 기록을 써요", en="has been logging lately"),
    "language ko": Both(ko="한국어로 써요", en="writes Korean too"),
    "language en": Both(ko="영어로 써요", en="writes English too"),
}
_ALSO: Final = Both(ko="{}", en="also {}")
_AND: Final = Both(ko=", ", en=" and ")
_BETWEEN: Final = Both(ko=" · ", en="; ")


def say_reasons(reasons: Sequence[str]) -> str:
    """한 단계 앞 · 자연어 처리 · 한국어로 써요; "One phase ahead of you; also natural language processing; …".

    A code that nobody knows any more is left out.
    """
    said = str(_BETWEEN).join(_pieces(reasons))
    return said[:1].upper() + said[1:]


def _pieces(reasons: Sequence[str]) -> Iterator[str]:
    topics = [TOPICS[key].name for key in _topics(reasons) if key in TOPICS]
    for reason in dict.fromkeys("topic" if reason.startswith("topic ") else reason for reason in reasons):
        if reason == "topic" and topics:
            yield str(_ALSO).format(_listed([_within(str(topic)) for topic in topics]))
        elif reason in _SAID:
            yield str(_SAID[reason])


def _topics(reasons: Sequence[str]) -> list[str]:
    return [reason.partition(" ")[2] for reason in reasons if reason.startswith("topic ")]


def _within(name: str) -> str:
    """A name as it stands within a sentence: of the English ones only the first letter is a capital."""
    return name[:1].lower() + name[1:]


def _listed(names: Sequence[str]) -> str:
    """a; a and b; a, b and c. In Korean commas do."""
    if language() == "ko" or len(names) < 3:
        return str(_AND).join(names)
    return f"{', '.join(names[:-1])}{_AND}{names[-1]}"
