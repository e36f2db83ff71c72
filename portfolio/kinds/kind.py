from dataclasses import dataclass

from kit.bilingual import Both


@dataclass(frozen=True, slots=True)
class Kind:
    """The words of one kind of milestone."""

    key: str
    place: int  # in every list of kinds
    icon: str  # its name at lucide
    title: Both
    what: Both  # what it is, in one sentence
    reached: Both  # what counts as reached, so that another can check it
    shows: Both  # which evidence another can look at
