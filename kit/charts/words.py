"""How much room a word takes in a drawing, where nothing is laid out for us."""

import unicodedata

_NARROW = set(" .,:;·'’!|()ijlI1")


def width(text: str, size: float) -> float:
    """About how wide `text` is at `size` px in a sans-serif of middle weight; Hangul fills its square, Latin half."""
    return size * sum(map(_share, text))


def _share(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 0.94
    return 0.32 if letter in _NARROW else 0.58
