"""The kinds of milestone, the portfolio's currency. Another kind is one more file here, with its `KIND`."""

from importlib import import_module
from pkgutil import iter_modules

from portfolio.kinds.kind import Kind, Series


def collected() -> tuple[Kind, ...]:
    """Every kind that has a file here, in their order."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    kinds = (module.KIND for module in modules if hasattr(module, "KIND"))
    return tuple(sorted(kinds, key=lambda kind: kind.place))


KINDS = collected()
BY_KEY = {kind.key: kind for kind in KINDS}

__all__ = ["BY_KEY", "KINDS", "Kind", "Series", "collected"]
