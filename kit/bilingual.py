"""Texts in the product's two languages, side by side."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language


def language() -> str:
    """The language being spoken: "ko" or "en"."""
    return "ko" if (get_language() or "").startswith("ko") else "en"


@dataclass(frozen=True, slots=True)
class Both:
    """One text in both languages; as a string it is the one being spoken."""

    ko: str
    en: str

    def __str__(self) -> str:
        return self.ko if language() == "ko" else self.en


class BothHtml(Both):
    """Safe HTML in both languages: a template takes it as it is."""

    def __html__(self) -> str:
        return str(self)


class InBoth:
    """Reads `<name>_ko` or `<name>_en` of its object, whichever language is being spoken."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, row: Any, owner: type | None = None) -> Any:
        return self if row is None else getattr(row, f"{self.name}_{language()}")
