"""Colours as the stylesheet writes them, and how well one reads on another."""

import math
import re
from dataclasses import dataclass

_TOKEN = re.compile(r"--([\w-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\)")


@dataclass(frozen=True, slots=True)
class Oklch:
    """Lightness 0–1, chroma, hue in degrees."""

    lightness: float
    chroma: float
    hue: float

    def __str__(self) -> str:
        return f"{self.lightness * 100:g}% {self.chroma:g} {self.hue:g}"

    @property
    def linear(self) -> tuple[float, float, float]:
        """Linear sRGB, each 0–1, cut off where the screen ends (matrices of Björn Ottosson's OKLab)."""
        a, b = self.chroma * math.cos(math.radians(self.hue)), self.chroma * math.sin(math.radians(self.hue))
        long = (self.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        medium = (self.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (self.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
        green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
        blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
        return _kept(red), _kept(green), _kept(blue)

    @property
    def hex(self) -> str:
        return "#" + "".join(f"{round(255 * _encoded(part)):02x}" for part in self.linear)

    @property
    def luminance(self) -> float:
        red, green, blue = self.linear
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Oklch, other: Oklch) -> float:
    """The contrast ratio of WCAG 2, from 1 (the same) to 21 (black on white)."""
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


def tokens(css: str) -> dict[str, tuple[Oklch, Oklch]]:
    """Every `--name: light-dark(oklch(…), oklch(…))` of a stylesheet: by day, by night; a later exception doesn't count."""
    return {name: (_read(day), _read(night)) for name, day, night in reversed(_TOKEN.findall(css))}


def _read(text: str) -> Oklch:
    lightness, chroma, hue = text.split()
    return Oklch(float(lightness.rstrip("%")) / 100, float(chroma), float(hue))


def _kept(part: float) -> float:
    return min(1.0, max(0.0, part))


def _encoded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
