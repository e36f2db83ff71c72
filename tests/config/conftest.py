import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.own_home import Home


@pytest.fixture
def home() -> Iterator[Home]:
    folder = Path(tempfile.mkdtemp(prefix="giljabi-test-"))
    folder.chmod(0o755)
    home = Home(folder.resolve())
    home.place.make_home()
    yield home
    home.close()
