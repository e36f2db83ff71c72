"""Pictures drawn by code: covers in one palette each, and the figures people put into their logs."""

import colorsys
import io
import math
import random
from collections.abc import Callable
from functools import partial
from typing import Final

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 640, 400
_TWICE: Final = (2 * WIDTH, 2 * HEIGHT)  # drawn at double size and halved, so that lines are smooth
_HUES: Final = {
    "pine": 150, "moss": 110, "olive": 75, "teal": 178, "steel": 205, "slate": 215, "navy": 225, "indigo": 240,
    "heather": 270, "plum": 300, "rose": 340, "brick": 8, "rust": 18, "crust": 28, "amber": 36, "ochre": 44,
}  # fmt: skip

Colour = tuple[int, int, int]
Pen = ImageDraw.ImageDraw
_PAPER: Final[Colour] = (246, 244, 236)
_INK: Final[Colour] = (38, 54, 47)


def cover(named: str, seed: int) -> bytes:
    """A cover as WebP, e.g. "waves pine": how it is drawn, and in which colours."""
    style, palette = named.split()
    ground, inks = _palette(_HUES[palette])
    return _drawn(_STYLES[style], ground, inks, seed)


def figure(kind: str, seed: int) -> bytes:
    """A figure as WebP: curve, matrix, boxes, spectrum, or a plot of one of _SHAPES."""
    if kind == "boxes":
        return _drawn(_boxes, (96, 104, 104), [(70, 76, 76), (122, 130, 128), (232, 178, 70)], seed)
    if kind == "spectrum":
        return _drawn(_spectrum, *_palette(_HUES["navy"]), seed)
    style = {"curve": _curve, "matrix": _matrix}.get(kind) or partial(_plot, _SHAPES[kind])
    return _drawn(style, _PAPER, [_INK, (61, 122, 84), (196, 110, 60)], seed)


def _palette(hue: int) -> tuple[Colour, list[Colour]]:
    ground = _colour(hue, 0.45, 0.19)
    return ground, [_colour(hue + 8 * n, 0.62 - 0.09 * n, 0.36 + 0.14 * n) for n in range(5)]


def _colour(hue: float, saturation: float, value: float) -> Colour:
    red, green, blue = colorsys.hsv_to_rgb(hue % 360 / 360, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


def _drawn(
    style: Callable[[Pen, list[Colour], random.Random], None], ground: Colour, inks: list[Colour], seed: int
) -> bytes:
    image = Image.new("RGB", _TWICE, ground)
    style(ImageDraw.Draw(image), inks, random.Random(seed))  # noqa: S311 - a drawing
    to = io.BytesIO()
    image.reduce(2).save(to, "WEBP", quality=82, method=2)
    return to.getvalue()


def _waves(pen: Pen, inks: list[Colour], chance: random.Random) -> None:
    for n in range(14):
        base, phase, tall = 60 + n * 54, chance.uniform(0, 6), chance.uniform(10, 34)
        points = [
            (x, base + tall * math.sin(x / 190 + phase) + 9 * math.sin(x / 67 + 2 * phase))
            for x in range(-10, _TWICE[0] + 20, 12)
        ]
        pen.line(points, inks[n * len(inks) // 14], width=chance.choice([4, 6, 10, 14]), joint="curve")


def _contours(pen: Pen, inks: list[Colour], chance: random.Random) -> None:
    x, y = chance.uniform(400, 900), chance.uniform(250, 550)
    bumps = [(k, chance.uniform(0, 6), chance.uniform(0.03, 0.12)) for k in (2, 3, 5)]
    for ring in range(15, 0, -1):
        points = []
        for degree in range(0, 361, 4):
            angle = math.radians(degree)
            r = ring * 52 * (1 + sum(a * math.sin(k * angle + p) for k, p, a in bumps))
            points.append((x + 1.35 * r * math.cos(angle), y + r * math.sin(angle)))
        pen.line(points, inks[ring % len(inks)], width=8 if ring % 5 == 0 else 4, joint="curve")


def _rings(pen: Pen, inks: list[Colour], chance: random.Random) -> None:
    for x, y in [(chance.uniform(200, 1080), chance.uniform(150, 650)) for _ in range(3)]:
        for n in range(1, 9):
            r = n * 46
            pen.ellipse((x - r, y - r, x + r, y + r), outline=inks[n % len(inks)], width=5)


def _staves(pen: Pen, inks: list[Colour], chance: random.Random) -> None:
    for stave in range(3):
        top = 110 + stave * 230
        for n in range(5):
            pen.line((60, top + n * 26, _TWICE[0] - 60, top + n * 26), inks[1], width=3)
        for n in range(12):
            x, y = 110 + n * 94 + chance.uniform(-14, 14), top + 13 * chance.randint(0, 8)
            pen.ellipse((x - 17, y - 12, x + 17, y + 12), fill=inks[4])
            pen.line((x + 15, y, x + 15, y - 82), inks[4], width=4)


def _lines(pen: Pen, inks: list[Colour], chance: random.Random) -> None:
    for row in range(14):
        x, y, marked = 110, 70 + row * 50, row in {4, 9}
        while x < _TWICE[0] - 200:
            word = chance.randint(34, 150)
            pen.line((x, y, x + word, y), inks[4 if marked else row % 3], width=14)
            x += word + 26


def _dots(pen: Pen, inks: list[Colour], chance: random.Random) -> None:
    for row in range(10):
        for column in range(16):
            r = chance.uniform(5, 30)
            x, y = 60 + column * 78, 55 + row * 78
            pen.ellipse((x - r, y - r, x + r, y + r), fill=inks[min(4, int(r / 7))])


def _spectrum(pen: Pen, inks: list[Colour], chance: random.Random) -> None:
    beats = sorted(chance.uniform(0, 80) for _ in range(9))
    for column in range(80):
        near = min(abs(column - beat) for beat in beats)
        for row in range(25):
            loud = math.exp(-near / 3) * math.exp(-row / 14) + 0.35 * chance.random() * math.exp(-row / 9)
            ink = inks[min(4, int(loud * 6))]
            pen.rectangle((column * 16, 800 - row * 32 - 30, column * 16 + 13, 800 - row * 32 - 3), fill=ink)


def _grid(pen: Pen, inks: list[Colour], chance: random.Random) -> None:
    for row in range(8):
        for column in range(13):
            x, y = column * 98 + 8, row * 98 + 14
            pen.rounded_rectangle((x, y, x + 84, y + 78), 8, fill=chance.choices(inks, [6, 4, 3, 2, 1])[0])


def _knit(pen: Pen, inks: list[Colour], chance: random.Random) -> None:
    motif = [[chance.random() < 0.4 for _ in range(6)] for _ in range(9)]
    for row in range(27):
        for column in range(33):
            x, y, half = column * 40, row * 30, column % 12
            lit = motif[row % 9][half if half < 6 else 11 - half]
            ink = inks[4 if lit else 1]
            pen.line((x, y, x + 18, y + 26), ink, width=13)
            pen.line((x + 36, y, x + 18, y + 26), ink, width=13)


def _bars(pen: Pen, inks: list[Colour], chance: random.Random) -> None:
    tall = 300.0
    for n in range(26):
        tall = min(680, max(60, tall + chance.uniform(-95, 100)))
        pen.rectangle((40 + n * 47, 760 - tall, 72 + n * 47, 760), fill=inks[n * 5 // 26])


def _axes(pen: Pen, inks: list[Colour]) -> None:
    pen.line((110, 60, 110, 700, 1220, 700), inks[0], width=4)
    for n in range(1, 6):
        pen.line((110, 700 - n * 116, 1220, 700 - n * 116), (222, 218, 206), width=2)


def _plot(shape: Callable[[float], float], pen: Pen, inks: list[Colour], chance: random.Random) -> None:
    _axes(pen, inks)
    points = [(140 + n * 42, 700 - 640 * (shape(n / 25) + chance.uniform(-0.015, 0.015))) for n in range(26)]
    pen.line(points, inks[1], width=5, joint="curve")
    for x, y in points:
        pen.ellipse((x - 8, y - 8, x + 8, y + 8), fill=inks[2])


def _curve(pen: Pen, inks: list[Colour], chance: random.Random) -> None:
    _axes(pen, inks)
    for ink, low, back in ((inks[1], 0.10, 0.0), (inks[2], 0.3, chance.uniform(0.1, 0.3))):
        points = []
        for n in range(56):
            t = n / 55
            height = low + (0.95 - low) * math.exp(-5 * t) + back * max(0, t - 0.45) + chance.uniform(-0.012, 0.012)
            points.append((110 + t * 1090, 700 - height * 620))
        pen.line(points, ink, width=7, joint="curve")


def _matrix(pen: Pen, inks: list[Colour], chance: random.Random) -> None:
    size, cells = 128, 5
    left, top = (_TWICE[0] - cells * size) // 2, 80
    for row in range(cells):
        for column in range(cells):
            much = chance.uniform(0.7, 0.95) if row == column else chance.choice([0.02, 0.05, 0.08, 0.3])
            red, green, blue = (round(p + (i - p) * much) for p, i in zip(_PAPER, inks[1], strict=True))
            x, y = left + column * size, top + row * size
            pen.rectangle((x, y, x + size - 5, y + size - 5), fill=(red, green, blue), outline=(210, 206, 194))


def _boxes(pen: Pen, inks: list[Colour], chance: random.Random) -> None:
    for _ in range(2600):
        x, y, r = chance.uniform(0, 1280), chance.uniform(0, 800), chance.uniform(1, 4)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=inks[chance.randint(0, 1)])
    for n in range(3):
        x, y = 120 + n * 380 + chance.uniform(0, 90), chance.uniform(160, 420)
        crack, at = [(x, y)], (x, y)
        for _ in range(9):
            at = (at[0] + chance.uniform(8, 30), at[1] + chance.uniform(-16, 34))
            crack.append(at)
        pen.line(crack, (40, 44, 44), width=8, joint="curve")
        low, high = min(point[1] for point in crack), max(point[1] for point in crack)
        pen.rectangle((x - 22, low - 22, at[0] + 22, high + 22), outline=inks[2], width=6)


_SHAPES: Final[dict[str, Callable[[float], float]]] = {
    "fall": lambda t: 0.15 + 0.72 * math.exp(-4 * t),
    "rise": lambda t: 0.85 - 0.65 * math.exp(-5 * t),
    "dip": lambda t: 0.84 - 0.4 * math.exp(-(((t - 0.45) / 0.07) ** 2)),
    "hump": lambda t: 0.2 + 0.6 * math.exp(-(((t - 0.6) / 0.28) ** 2)),
    "jump": lambda t: 0.12 + 0.2 * t + 0.4 / (1 + math.exp(-40 * (t - 0.55))),
    "late": lambda t: 0.22 + 0.62 * max(0.0, t - 0.68) / 0.32,
}
_STYLES: Final[dict[str, Callable[[Pen, list[Colour], random.Random], None]]] = {
    "waves": _waves, "contours": _contours, "rings": _rings, "staves": _staves, "lines": _lines, "dots": _dots,
    "spectrum": _spectrum, "grid": _grid, "knit": _knit, "bars": _bars,
}  # fmt: skip
