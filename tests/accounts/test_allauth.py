"""django-allauth works behind our own pages and letters: none of its templates is ever shown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import allauth
import allauth.account.urls
import pytest
from django.template.loader import get_template
from django.urls import NoReverseMatch, URLPattern, get_resolver, resolve, reverse

LETTERS = ["login_code", "email_confirmation", "email_changed", "password_set", "password_changed", "password_removed"]


def pages(patterns: Any) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from pages(pattern.url_patterns)


def test_no_view_of_allauth_is_reachable() -> None:
    modules = {page.callback.__module__ for page in pages(get_resolver().url_patterns)}

    assert "accounts.views.enter" in modules
    assert not [module for module in modules if module.startswith("allauth")]


@pytest.mark.parametrize("name", sorted({str(page.name) for page in pages(allauth.account.urls.urlpatterns)}))
def test_a_name_that_allauth_knows_leads_to_a_view_of_ours_or_nowhere(name: str) -> None:
    try:
        path = reverse(name)
    except NoReverseMatch:
        return

    assert resolve(path).func.__module__ == "accounts.views.enter"


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("part", ["subject.txt", "message.txt", "message.html"])
def test_a_letter_that_allauth_sends_is_ours(letter: str, part: str) -> None:
    file = Path(str(get_template(f"account/email/{letter}_{part}").template.filename))

    assert not file.is_relative_to(Path(allauth.__file__).parent)
