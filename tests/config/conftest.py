import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded.place import open_lock
from tests.config.own_home import Home, eventually


def make_home() -> Home:
    folder = Path(tempfile.mkdtemp(prefix="giljabi-test-"))
    folder.chmod(0o755)
    home = Home(folder.resolve())
    home.place.make_home()
    return home


@pytest.fixture
def home() -> Iterator[Home]:
    home = make_home()
    yield home
    home.close()


@pytest.fixture
def prepared(home: Home, as_prepared: Path) -> Home:
    """A folder in which `make run` was before: tables, roadmap and files are there, nobody is in it."""
    subprocess.run(["/bin/cp", "-a", f"{as_prepared}/.", str(home.place.home)], check=True)  # owners too
    return home


@pytest.fixture(scope="session")
def as_prepared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """What `prepare` leaves in an empty folder, made once for all workers: it takes ten seconds."""
    run = tmp_path_factory.getbasetemp()
    made = (run if worker_id == "master" else run.parent) / "as-prepared"
    lock = open_lock(made.with_suffix(".lock"))
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _prepare(made)
    finally:
        os.close(lock)
    return made


def _prepare(made: Path) -> None:
    home = make_home()
    try:
        process = home.run("manage.py", "prepare")
        said, _ = process.communicate(timeout=120)
        assert not process.returncode, said
        assert eventually(home.is_quiet, within=15)
        shutil.move(home.place.home, made)
    finally:
        home.close()
