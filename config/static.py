"""Static files for production: hashed names, the sheets joined into one file, texts compressed beside themselves.

In tests and with DEBUG the files are served as they lie, and the browser follows the imports.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEETS = ("css/app.css",)

_IMPORT = re.compile(r'@import "(?P<part>[^"]+)"(?: layer\((?P<layer>[\w-]+)\))?;')
_ADDRESS = re.compile(r'url\("(?P<to>[^"/:]+/[^":]*|[^":/]+)"\)')
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)

Paths = dict[str, tuple[Storage, str]]


class JoinedStatic(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """What `collectstatic` writes with: `app.css` asks for no other sheet, so a first visit is one request, not forty."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            paths = self._with_joined_sheets(paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _with_joined_sheets(self, paths: Paths) -> Paths:
        read = {name: _read(*where) for name, where in paths.items() if name.endswith(".css")}
        parts = {part for name in SHEETS if name in read for part in imported(name, read)}
        for name in SHEETS:
            if name in read:
                self.delete(name)
                self._save(name, ContentFile(joined(name, read).encode()))
                paths[name] = (self, name)
        return {name: where for name, where in paths.items() if name not in parts}


def imported(name: str, sheets: dict[str, str]) -> set[str]:
    """The names of the sheets that `name` imports."""
    return {_beside(name, match["part"]) for match in _IMPORT.finditer(sheets[name])}


def joined(name: str, sheets: dict[str, str]) -> str:
    """The sheet with each import replaced by the text it names, in its layer; remarks and indentation left out."""

    def part(match: re.Match[str]) -> str:
        source = _beside(name, match["part"])
        text = _ADDRESS.sub(lambda address: _moved(address["to"], source, name), sheets[source])
        return f"@layer {match['layer']} {{\n{text}\n}}" if match["layer"] else text

    return _lean(_IMPORT.sub(part, sheets[name]))


def _lean(css: str) -> str:
    lines = (line.strip() for line in _REMARK.sub("", css).splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def _moved(to: str, source: str, target: str) -> str:
    """An address written in one sheet, as the other must write it."""
    return f'url("{posixpath.relpath(_beside(source, to), posixpath.dirname(target))}")'


def _beside(name: str, to: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), to))


def _read(storage: Storage, name: str) -> str:
    with storage.open(name) as file:
        return str(file.read().decode())
