"""Lucide icons, inlined: one drawn line, 1.75 wide, in the colour of the text (icon.css says so)."""

from functools import lru_cache
from xml.etree import ElementTree as ET

from lucide.jinja import lucide
from markupsafe import Markup, escape


@lru_cache(maxsize=256)
def icon(name: str, *, big: bool = False, label: str = "") -> Markup:
    """The icon of that name on lucide.dev: 16 px beside a word, 20 px when `big`; silent unless it has a `label`.

    Raises `lucide.IconDoesNotExist`.
    """
    size = " big" if big else ""
    voice = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="icon{}" viewBox="0 0 24 24" {}>{}</svg>').format(size, voice, _lines(name))


def _lines(name: str) -> Markup:
    drawing = ET.fromstring(lucide(name))  # noqa: S314 - the package's own file
    return Markup("").join(
        Markup("<{}{}/>").format(
            line.tag, Markup("").join(Markup(' {}="{}"').format(key, escape(value)) for key, value in line.items())
        )
        for line in drawing
    )
