import pytest

from tests.browsing import faults
from tests.flows.conftest import Browse


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_every_part_can_be_read_and_touched(browse: Browse, scheme: str, width: int) -> None:
    page = browse(scheme=scheme, width=width)

    page.goto("/dev/style/")

    assert not faults(page)
