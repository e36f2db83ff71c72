import gzip

import pytest
from django.core.management import call_command
from playwright.sync_api import Response

from tests.flows.conftest import Browse


@pytest.mark.parametrize("path", ["/", "/roadmap/"])
def test_a_first_visit_is_small(browse: Browse, path: str) -> None:
    """As production serves it: what is text goes compressed."""
    call_command("load_roadmap", verbosity=0)
    page = browse()
    seen: list[Response] = []
    page.on("response", lambda response: seen.append(response))  # noqa: PLW0108 - playwright wants a function of Python

    page.goto(path, wait_until="networkidle")

    texts = {response.url: response.text() for response in seen}
    size = sum(len(gzip.compress(text.encode())) for text in texts.values())
    assert len(texts) <= 5, list(texts)
    assert size <= 30 * 1024
