import pytest
from django.conf import LazySettings
from django.test import Client

from home.views.dev import ICONS, PAIRS, TOKENS
from kit.colour import contrast, tokens


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0]} on {pair[1]}")
def test_every_pair_of_tokens_reads_well(pair: tuple[str, str, str, float], night: bool) -> None:
    front, back, _, least = pair
    colours = tokens(TOKENS.read_text())

    assert contrast(colours[front][night], colours[back][night]) >= least


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "word"), [("ko", "모든 부품"), ("en", "Every part")])
def test_the_style_page_shows_both_themes(language: str, word: str) -> None:
    page = Client(headers={"accept-language": language}).get("/dev/style/").content.decode()

    assert word in page
    assert page.count('class="theme ') == 2
    assert page.count("<title>") >= 1
    assert all(page.count(f'title="{name}"') == 2 for name in ICONS)


@pytest.mark.django_db
def test_the_style_page_is_for_makers_only(settings: LazySettings, visitor: Client) -> None:
    settings.LOCAL = False

    assert visitor.get("/dev/style/").status_code == 404
