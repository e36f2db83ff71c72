"""Stored HTML, drawn again after the way of drawing changed."""

from typing import Final

from kit import markdown
from portfolio.models import Entry, Project

STORED: Final = ((Entry, "text", "html"), (Project, "story", "story_html"))  # what is drawn from what
BATCH: Final = 500


def rerender() -> int:
    """Draw every text anew whose HTML an older version made, in batches; returns how many. May be run again."""
    return sum(_renew(*kept) for kept in STORED)


def _renew(model: type[Entry] | type[Project], text: str, html: str) -> int:
    older = model._default_manager.filter(render_version__lt=markdown.RENDER_VERSION).order_by("pk")  # noqa: SLF001 - Django's documented name
    done = last = 0
    while rows := list(older.filter(pk__gt=last).values_list("pk", "version", text)[:BATCH]):
        for pk, version, written in rows:
            new = {html: markdown.render(written, links="members"), "render_version": markdown.RENDER_VERSION}
            # Whoever saves meanwhile draws it anew themselves, from words we have not seen.
            done += older.filter(pk=pk, version=version).update(**new)
        last = rows[-1][0]
    return done
