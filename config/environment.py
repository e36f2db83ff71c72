"""What the environment says, as the type that a setting wants; unset or empty is the default."""

import os

from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name) or default


def whole(name: str, default: int) -> int:
    """A whole number. Raises ImproperlyConfigured."""
    said = text(name, str(default))
    try:
        return int(said)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={said!r} is no whole number.") from None


def flag(name: str, default: bool = False) -> bool:
    """Yes or no. Raises ImproperlyConfigured."""
    said = text(name, str(default)).lower()
    if said not in _TRUE | _FALSE:
        raise ImproperlyConfigured(f"{name}={said!r} is neither 1 nor 0.")
    return said in _TRUE


def words(name: str, default: str = "") -> list[str]:
    """What stands between commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
