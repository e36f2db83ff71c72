"""The catalogues: drawn from the sources, and compiled as gettext reads them (compiled ones are not committed).

English stands in the sources, so only Korean has a catalogue.
"""

import io
import os
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
KOREAN = ROOT / "locale" / "ko" / "LC_MESSAGES" / "django.po"
APPS = ("config", "demo", "home", "peers", "mentoring", "portfolio", "roadmap", "notices", "accounts", "kit")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATE = {
    "encoding": "utf-8",
    "silent": "false",  # or a broken template is passed over without a word
    "trimmed": "true",
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "extensions": "config.printed.Printed",
}

# Without the dates that gettext's tools like to put here: they would make every two changes collide.
HEADER = """msgid ""
msgstr ""
"Language: ko\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def extract() -> Catalog:
    """Every text of the sources that is meant for people. A template that cannot be read is an error."""
    catalogue = Catalog(locale="ko", domain="django")
    for folder in APPS:
        _collect(catalogue, folder, "python", {})
    _collect(catalogue, "templates", "jinja2", TEMPLATE)
    return catalogue


def _collect(catalogue: Catalog, folder: str, method: str, options: dict[str, str]) -> None:
    methods, settings = [("**.*" if method == "jinja2" else "**.py", method)], {"**.*": options}
    for file, _line, message, _comments, context in extract_from_dir(ROOT / folder, methods, settings, KEYWORDS):
        catalogue.add(message, locations=[(f"{folder}/{file}", 0)], context=context)


def read() -> Catalog:
    """The Korean catalogue as it stands."""
    with KOREAN.open("rb") as file:
        return read_po(file, locale="ko", domain="django")


def update() -> Catalog:
    """Bring the Korean catalogue up to the sources: new texts wait for their words, gone ones leave."""
    catalogue = read()
    catalogue.update(extract(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    written = io.BytesIO()
    write_po(written, catalogue, width=0, sort_output=True, omit_header=True, include_lineno=False)
    KOREAN.write_bytes(HEADER.encode() + written.getvalue())
    return catalogue


def untranslated(catalogue: Catalog) -> list[str]:
    """The texts without Korean words, or with doubtful ones."""
    return [
        str(message.id) for message in catalogue if message.id and (message.fuzzy or not all(_words(message.string)))
    ]


def compile_stale() -> list[Path]:
    """Compile every catalogue under locale/ that is newer than its compiled form; return those."""
    stale = [source for source in sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po")) if _is_stale(source)]
    for source in stale:
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        half = source.with_suffix(f".mo-{os.getpid()}")
        with half.open("wb") as file:
            write_mo(file, catalogue)
        half.replace(source.with_suffix(".mo"))
    return stale


def _words(string: object) -> tuple[object, ...]:
    return tuple(string) if isinstance(string, list | tuple) else (string,)


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


if __name__ == "__main__":
    waiting = untranslated(update())
    compile_stale()
    sys.stderr.writelines(f"no Korean yet: {text}\n" for text in waiting)
