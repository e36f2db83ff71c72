"""The map behind a headline: contour lines of made-up hills, the same for the same seed."""

import math
import random
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from markupsafe import Markup

TERRAINS = 32  # as many as are worth drawing: each costs some 15 ms once per process, and a few KB of memory
WIDTH, HEIGHT = 1100, 420
_COLUMNS, _ROWS, _LEVELS = 50, 20, 12

Point = tuple[float, float]
Crossing = tuple[int, int, bool]  # where a line crosses the grid: column, row, and whether on the edge that goes down


def contours(seed: int) -> Markup:
    """Decoration that fills its box from the right; every fifth line heavier, as on a printed map."""
    return _drawn(seed % TERRAINS)


@lru_cache(maxsize=TERRAINS)
def _drawn(seed: int) -> Markup:
    ground = _ground(seed)
    low, high = min(map(min, ground)), max(map(max, ground))
    paths = {"": "", "index": ""}
    for n in range(_LEVELS):
        level = low + (high - low) * (0.08 + 0.92 * n / _LEVELS)
        paths["index" if n % 5 == 0 else ""] += "".join(map(_path, _lines(ground, level)))
    return Markup(
        '<svg class="contours" viewBox="0 0 {} {}" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">'
        '<path d="{}"/><path class="index" d="{}"/></svg>'
    ).format(WIDTH, HEIGHT, paths[""], paths["index"])


def _ground(seed: int) -> list[list[float]]:
    r = random.Random(seed)  # noqa: S311 - a drawing
    hills = [
        (r.uniform(0.4, 1.0), r.uniform(0.2, 1.05), r.uniform(-0.1, 1.1), r.uniform(0.1, 0.3), r.uniform(0.2, 0.5))
        for _ in range(9)
    ]

    def height(x: float, y: float) -> float:
        return sum(h * math.exp(-(((x - cx) / sx) ** 2 + ((y - cy) / sy) ** 2)) for h, cx, cy, sx, sy in hills)

    return [[height(c / _COLUMNS, row / _ROWS) for c in range(_COLUMNS + 1)] for row in range(_ROWS + 1)]


def _lines(ground: list[list[float]], level: float) -> Iterator[list[Point]]:
    """Marching squares: the crossings of each cell, joined to lines; open ones first, then rings."""
    beside: dict[Crossing, list[Crossing]] = {}
    for row in range(_ROWS):
        for column in range(_COLUMNS):
            for one, other in _through(ground, level, column, row):
                beside.setdefault(one, []).append(other)
                beside.setdefault(other, []).append(one)
    for start in sorted(beside, key=lambda crossing: len(beside[crossing])):
        if start in beside:
            yield [_place(ground, level, crossing) for crossing in _walk(beside, start)]


def _through(ground: list[list[float]], level: float, c: int, r: int) -> list[tuple[Crossing, Crossing]]:
    corners = [ground[r][c] > level, ground[r][c + 1] > level, ground[r + 1][c + 1] > level, ground[r + 1][c] > level]
    edges: list[Crossing] = [(c, r, False), (c + 1, r, True), (c, r + 1, False), (c, r, True)]
    cut = [edges[i] for i in range(4) if corners[i] != corners[(i + 1) % 4]]
    return list(zip(cut[::2], cut[1::2], strict=True))


def _walk(beside: dict[Crossing, list[Crossing]], start: Crossing) -> list[Crossing]:
    line, here = [start], start
    while True:
        onward = [crossing for crossing in beside.pop(here) if crossing in beside]
        if not onward:
            return line if len(line) < 4 or start not in _near(line[-1]) else [*line, start]
        here = onward[0]
        line.append(here)


def _near(crossing: Crossing) -> set[Crossing]:
    column, row, _ = crossing
    return {(column + dc, row + dr, down) for dc in (-1, 0, 1) for dr in (-1, 0, 1) for down in (True, False)}


def _place(ground: list[list[float]], level: float, crossing: Crossing) -> Point:
    column, row, down = crossing
    here, there = ground[row][column], ground[row + down][column + (not down)]
    along = (level - here) / (there - here)
    return (column + (0 if down else along)) / _COLUMNS * WIDTH, (row + (along if down else 0)) / _ROWS * HEIGHT


def _path(line: list[Point]) -> str:
    """Curves through the middles of the segments, bent at the crossings; whole numbers, relative, to be short."""
    points = [(round(x), round(y)) for x, y in line]
    if len(points) < 4:
        return ""
    if points[0] == points[-1]:
        return _ring(points[:-1])
    return _curves(points[0], points[1:]) + f"L{points[-1][0]} {points[-1][1]}"


def _ring(points: list[tuple[int, int]]) -> str:
    """A closed line has no corner where it happens to begin: it begins in the middle of a segment."""
    (ax, ay), (bx, by) = points[-1], points[0]
    return _curves(((ax + bx) // 2, (ay + by) // 2), [*points, points[0]]) + "z"


def _curves(start: tuple[int, int], points: list[tuple[int, int]]) -> str:
    x, y = start
    d = f"M{x} {y}"
    for (bx, by), (cx, cy) in pairwise(points):
        mx, my = (bx + cx) // 2, (by + cy) // 2
        d += f"q{bx - x} {by - y} {mx - x} {my - y}"
        x, y = mx, my
    return d
