import pytest

from tests.browsing import faults
from tests.flows.conftest import Browse


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_part_can_be_read_and_touched(browse: Browse, scheme: str, width: int) -> None:
    page = browse(scheme=scheme, width=width)

    page.goto("/dev/style/")

    assert not faults(page)
