"""The trail as an elevation profile: the walked part solid, the rest dotted, a blaze for each step.

Two drawings. Wide, the width is time, so a long phase is long. On a phone it is the number of steps, so every blaze keeps
its room. Both are decoration to a screen reader: an ordered list of the steps stands beside them.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from kit.charts import words


@dataclass(frozen=True, slots=True)
class Mark:
    """A step: the hours it takes, its state (done, doing, skipped, now or nothing yet) and its name."""

    hours: float
    state: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase: its name, how long it takes in words and in months, its steps (none while they are still being written)."""

    name: str
    length: str
    months: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper a profile is drawn on, in px: the line of the ground, how far it climbs, the size of a blaze, its words."""

    css: str
    width: int
    base: int
    climb: int
    waves: tuple[tuple[float, float, float], ...]  # height, how often, where it begins
    blaze: tuple[int, int]
    least: float  # room from one blaze to the next
    name: float  # size of a phase's name
    foot: int

    def ground(self, t: float) -> float:
        """The height of the trail at `t` of its width (0–1), as y."""
        rise = self.climb * math.pow(t, 1.12) + sum(high * math.sin(t * often + at) for high, often, at in self.waves)
        return self.base - 26 - rise


WIDE = Sheet("wide-only", 1100, 216, 132, ((13, 10.5, 0.4), (5, 27, 0)), (7, 16), 15, 15, 54)
PHONE = Sheet("phone-only", 358, 196, 96, ((11, 9.5, 0.3), (4, 25, 0)), (7, 18), 9, 13, 64)


@lru_cache(maxsize=256)
def profile(stretches: tuple[Stretch, ...], *, place: str = "", note: str = "") -> Markup:
    """Both drawings, of which the stylesheet shows one. `place` and `note` are the two lines of the sign where one is."""
    return Markup("").join(_drawn(sheet, stretches, place, note) for sheet in (WIDE, PHONE))


def _drawn(sheet: Sheet, stretches: tuple[Stretch, ...], place: str, note: str) -> Markup:
    shares = _by_time(stretches) if sheet is WIDE else _by_room(sheet, stretches)
    places = _places(sheet, stretches, shares)
    marks = [mark for stretch in stretches for mark in stretch.marks]
    here = _walked_to(marks, places)
    now = next((t for t, mark in zip(places, marks, strict=True) if mark.state == "now"), None)
    sign, lift = _sign(sheet, now, place, note) if now is not None and place else (Markup(""), 0.0)
    top = min(0, math.floor(lift))
    body = Markup("").join(
        (
            _far(sheet),
            _area(sheet),
            _labels(sheet, stretches, shares),
            _line(sheet, "ahead", here, 1),
            _line(sheet, "walked", 0, here),
            sign,
            *(_blaze(sheet, t, mark) for t, mark in zip(places, marks, strict=True)),
        )
    )
    return Markup('<svg class="profile {}" viewBox="0 {} {} {}" aria-hidden="true">{}</svg>').format(
        sheet.css, top, sheet.width, sheet.base + sheet.foot - 8 - top, body
    )


# ---- along the trail


def _by_time(stretches: tuple[Stretch, ...]) -> list[float]:
    whole = sum(stretch.months for stretch in stretches)
    return [stretch.months / whole for stretch in stretches]


def _by_room(sheet: Sheet, stretches: tuple[Stretch, ...]) -> list[float]:
    """Each phase gets the room its words need; what is left goes to those with many steps."""
    needs = [max(words.width(s.length, 12), _longest(s.name, sheet.name)) + 14 for s in stretches]
    left, steps = max(0.0, sheet.width - sum(needs)), sum(len(s.marks) for s in stretches) or 1
    room = [need + left * len(s.marks) / steps for need, s in zip(needs, stretches, strict=True)]
    return [r / sum(room) for r in room]


def _longest(name: str, size: float) -> float:
    return max(words.width(part, size) for part in _broken(name, size))


def _broken(name: str, size: float) -> list[str]:
    """One line, or two where the name is long and has a gap."""
    return name.split(" ", 1) if words.width(name, size) > 88 else [name]


def _places(sheet: Sheet, stretches: tuple[Stretch, ...], shares: list[float]) -> list[float]:
    """Where each step stands, 0–1: in the middle of its own hours (on a phone of its own step), never on another's toes."""
    places: list[float] = []
    begin = 0.0
    for stretch, share in zip(stretches, shares, strict=True):
        weights = [mark.hours if sheet is WIDE else 1 for mark in stretch.marks]
        middles = [begin + share * (sum(weights[:n]) + w / 2) / sum(weights) for n, w in enumerate(weights)]
        places += _spread(middles, sheet.least / sheet.width, begin, begin + share)
        begin += share
    return places


def _spread(middles: list[float], least: float, begin: float, end: float) -> list[float]:
    apart: list[float] = []
    for t in middles:
        apart.append(max(t, apart[-1] + least) if apart else max(t, begin + least / 2))
    for n in range(len(apart) - 1, -1, -1):
        limit = end - least / 2 if n == len(apart) - 1 else apart[n + 1] - least
        apart[n] = min(apart[n], limit)
    return apart


def _walked_to(marks: list[Mark], places: list[float]) -> float:
    """Up to the place one is at; past the last step when all are behind."""
    for t, mark in zip(places, marks, strict=True):
        if mark.state == "now":
            return t
    behind = [t for t, mark in zip(places, marks, strict=True) if mark.state in ("done", "skipped")]
    return max(behind, default=0.0)


# ---- on the sheet


def _curve(sheet: Sheet, height: Callable[[float], float], begin: float, end: float) -> str:
    """`height` from `begin` to `end` as cubic curves with its own slopes: a dozen pieces instead of hundreds of points."""
    pieces = max(2, math.ceil((end - begin) * 22))
    step, dx = (end - begin) / pieces, 1e-4

    def point(t: float) -> str:
        return f"{t * sheet.width:.1f} {height(t):.1f}"

    def before(t: float) -> str:
        slope = (height(t + dx) - height(t - dx)) / (2 * dx) if t > dx else (height(t + dx) - height(t)) / dx
        return f"{(t - step / 3) * sheet.width:.1f} {height(t) - slope * step / 3:.1f}"

    def after(t: float) -> str:
        slope = (height(t + dx) - height(t)) / dx
        return f"{(t + step / 3) * sheet.width:.1f} {height(t) + slope * step / 3:.1f}"

    knots = [begin + n * step for n in range(pieces + 1)]
    first = f"M{point(begin)}C{after(begin)} {before(knots[1])} {point(knots[1])}"
    return first + "".join(f"S{before(t)} {point(t)}" for t in knots[2:])


def _area(sheet: Sheet) -> Markup:
    d = f"{_curve(sheet, sheet.ground, 0, 1)}V{sheet.base}H0Z"
    return Markup('<path class="ground" d="{}"/>').format(d)


def _far(sheet: Sheet) -> Markup:
    """The next range, in the haze."""

    def height(t: float) -> float:
        return sheet.ground(t) - sheet.climb * (0.1 + 0.22 * math.sin(t * 5.2 + 0.9) ** 2 + 0.05 * math.sin(t * 17))

    d = f"{_curve(sheet, height, 0, 1)}V{sheet.base}H0Z"
    return Markup('<path class="far" d="{}"/>').format(d)


def _line(sheet: Sheet, css: str, begin: float, end: float) -> Markup:
    if end - begin < 0.001:
        return Markup("")
    return Markup('<path class="{}" d="{}"/>').format(css, _curve(sheet, sheet.ground, begin, end))


def _blaze(sheet: Sheet, t: float, mark: Mark) -> Markup:
    wide, high = sheet.blaze
    if mark.state == "now":
        wide, high = wide + 2, high + 6
    x, y = t * sheet.width - wide / 2, sheet.ground(t) - high / 2 - 1
    name = Markup("<title>{}</title>").format(mark.name) if mark.name else ""
    return Markup('<rect class="b {}" x="{:.1f}" y="{:.1f}" width="{}" height="{}" rx="1.5">{}</rect>{}').format(
        mark.state, x, y, wide, high, name, _inside(mark.state, x, y, wide, high)
    )


def _inside(state: str, x: float, y: float, wide: float, high: float) -> Markup:
    """What tells a state apart by its shape: half full is being done, crossed through is skipped."""
    if state == "doing":
        return Markup('<path class="half" d="M{:.1f} {:.1f}h{}v{}h-{}z"/>').format(
            x, y + high / 2, wide, high / 2, wide
        )
    if state == "skipped":
        return Markup('<path class="slash" d="M{:.1f} {:.1f}l{} -{}"/>').format(x, y + high, wide, high)
    return Markup("")


def _sign(sheet: Sheet, t: float, place: str, note: str) -> tuple[Markup, float]:
    """The sign at the place one is at: a pole from its blaze to two lines of words that stand clear of the ground."""
    x, room = t * sheet.width, max(words.width(place, 15.5), words.width(note, 13)) + 12
    left = x + room > sheet.width and x > sheet.width / 2
    under = (max(0.0, x - room), x) if left else (x, min(x + room, sheet.width))
    top = min(sheet.ground(s / sheet.width) for s in _along(*under)) - 64
    side, at = ("end", x - 8) if left else ("start", x + 8)
    return Markup(
        '<path class="pole" d="M{:.1f} {:.1f}V{:.0f}"/>'
        '<text class="here" x="{:.1f}" y="{:.0f}" text-anchor="{}">{}</text>'
        '<text x="{:.1f}" y="{:.0f}" text-anchor="{}">{}</text>'
    ).format(x, sheet.ground(t) - 14, top, at, top + 12, side, place, at, top + 32, side, note), top - 4


def _along(begin: float, end: float) -> Iterable[float]:
    return (begin + (end - begin) * n / 12 for n in range(13))


def _labels(sheet: Sheet, stretches: tuple[Stretch, ...], shares: list[float]) -> Markup:
    """Name and length under each phase, from its own tick on; pushed right where the one before needs its place."""
    out, x, free = [], 0.0, 0.0
    for stretch, share in zip(stretches, shares, strict=True):
        at = max(x + (8 if x else 0), free)
        name = _broken(stretch.name, sheet.name) if sheet is PHONE else [stretch.name]
        out.append(_tick(sheet, x, crossed=free - 12 > x) + _label(sheet, at, name, stretch.length))
        free = at + max(*(words.width(part, sheet.name) for part in name), words.width(stretch.length, 13)) + 12
        x += share * sheet.width
    return Markup("").join(out)


def _tick(sheet: Sheet, x: float, *, crossed: bool) -> Markup:
    """Where a phase begins; it stops above the words of the phase before where they reach across."""
    return (
        Markup('<path class="tick" d="M{:.1f} {}v{}"/>').format(x, sheet.base, 6 if crossed else 40)
        if x
        else Markup("")
    )


def _label(sheet: Sheet, at: float, name: list[str], length: str) -> Markup:
    small = Markup(" fine") if sheet is PHONE else Markup("")
    tight = Markup(" tight") if sheet is PHONE else Markup("")
    parts = Markup("").join(
        Markup('<text class="name{}" x="{:.1f}" y="{}">{}</text>').format(
            tight, at, sheet.base + 20 + n * 16, escape(part)
        )
        for n, part in enumerate(name)
    )
    y = sheet.base + 20 + len(name) * (18 if sheet is PHONE else 20)
    return parts + Markup('<text class="length{}" x="{:.1f}" y="{}">{}</text>').format(small, at, y, length)
