from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

from accounts import access

MARKS = {"public", "open", "signed in", "members", "curators", "operators", "local"}


def pages(patterns: Any, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield path, pattern
        elif path != "admin/":  # Django's own pages, each asking our policies: config/admin.py
            yield from pages(pattern.url_patterns, path)


@pytest.mark.parametrize(("path", "page"), sorted(pages(get_resolver().url_patterns), key=lambda both: both[0]))
def test_every_page_says_who_may_open_it(path: str, page: URLPattern) -> None:
    assert access.of(page.callback) in MARKS, f"/{path} wears no mark of accounts/access.py"
