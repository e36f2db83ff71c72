"""Seven bars: how the minutes of a week stand beside each other."""

from collections.abc import Sequence

HEIGHT = 48


def heights(minutes: Sequence[int], *, full: int = 60) -> list[int]:
    """Heights of 0–48 px; the longest day fills the drawing, and so does `full` when no day was longer.

    What was done is seen: a minute is 2 px at least.
    """
    top = max([full, *minutes])
    return [max(2, round(HEIGHT * done / top)) if done else 0 for done in minutes]
