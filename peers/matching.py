"""How well two learners go together this week: pure, from facts to a score and the reasons for it, as codes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Walker:
    """What is known of somebody on the trail. `phase` is its place, `is_lively` whether others saw an entry lately."""

    phase: int
    topics: Sequence[str] = ()
    language: str = ""
    role: str = ""
    is_lively: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody to meet this week, and why."""

    handle: str
    name: str
    reasons: Sequence[str]


# What speaks for a meeting, in the order in which it is said, and why it weighs what it weighs.
WEIGHTS: Final = {
    "ahead": 4,  # remembers the place one stands at, and still knows what got them past it
    "same": 3,  # works on the same steps this very week
    "behind": 2,  # asks what one has understood when one can answer it
    "topic": 3,  # each shared one: the same material to talk about; two weigh more than any phase
    "language": 2,  # a first message is easiest in the language one thinks in, and no bar where it is another
    "role": 1,  # says little of this week, but much of what they will look for
    "lively": 1,  # somebody is there to answer
}
WORTH_IT: Final = 5  # from here on: a phase or a topic alone is too little, with a common language it is enough
GOOD: Final = 8  # the fourth and fifth have to be as good as this: a long list is not read
FEW: Final = 3
MOST: Final = 5
UNDECIDED: Final = {"", "unknown"}  # who does not know where they go shares no goal with others who don't


def match(me: Walker, them: Walker) -> Match:
    """Why `me` would gain from writing to `them`."""
    reasons = tuple(_reasons(me, them))
    return Match(sum(WEIGHTS[reason.partition(" ")[0]] for reason in reasons), reasons)


def best(me: Walker, others: Iterable[tuple[int, Walker]]) -> list[tuple[int, Match]]:
    """The three best of `others` (by a number of each) who are worth it, or up to five of them if those are good.

    Of equals the earlier one.
    """
    matches = [(number, match(me, them)) for number, them in others]
    ranked = sorted((one for one in matches if one[1].score >= WORTH_IT), key=lambda one: -one[1].score)
    return [one for place, one in enumerate(ranked[:MOST]) if place < FEW or one[1].score >= GOOD]


def _reasons(me: Walker, them: Walker) -> Iterator[str]:
    yield from {1: ("ahead",), 0: ("same",), -1: ("behind",)}.get(them.phase - me.phase, ())
    yield from (f"topic {topic}" for topic in dict.fromkeys(me.topics) if topic in them.topics)
    if me.language == them.language:
        yield f"language {me.language}"
    if me.role == them.role and me.role not in UNDECIDED:
        yield "role"
    if them.is_lively:
        yield "lively"
