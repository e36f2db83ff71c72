"""What search engines are told: which page is which, in which language, and where all of them are."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.conf import LazySettings
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_page_names_itself_and_its_other_languages(
    small_roadmap: Path, visitor: Client, settings: LazySettings
) -> None:
    page = visitor.get("/ko/roadmap/start/learn-words/?from=here").content.decode()

    links = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page))
    path, site = "/roadmap/start/learn-words/", settings.SITE_ADDRESS
    assert links == {"ko": f"{site}/ko{path}", "en": f"{site}/en{path}", "x-default": site + path}
    assert f'<link rel="canonical" href="{site}/ko{path}">' in page
    assert '<meta name="description" content="단어 외우기, 해 봐요.">' in page
    assert "<title>단어 외우기 · 길잡이</title>" in page


def test_a_bare_address_is_a_page_of_its_own(visitor: Client, settings: LazySettings) -> None:
    assert f'<link rel="canonical" href="{settings.SITE_ADDRESS}/">' in visitor.get("/").content.decode()


def test_the_sitemap_lists_every_public_page_in_both_languages(small_roadmap: Path, visitor: Client) -> None:
    response = visitor.get("/sitemap.xml")
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}

    places = [place.text or "" for place in ET.fromstring(response.content).findall("s:url/s:loc", names)]  # noqa: S314 - ours

    paths = [re.sub(r"^https?://[^/]+", "", place) for place in places]
    assert response.headers["Content-Type"].startswith("application/xml")
    assert {
        "/ko/",
        "/en/roadmap/",
        "/ko/resources/",
        "/en/roadmap/start/draw-it/",
        "/ko/roadmap/guides/forums/",
    } <= set(paths)
    assert all(visitor.get(path).status_code == 200 for path in paths)


def test_robots_are_kept_from_what_is_no_page_to_find(visitor: Client, settings: LazySettings) -> None:
    told = visitor.get("/robots.txt").content.decode()

    assert "Disallow: /admin/" in told
    assert f"Sitemap: {settings.SITE_ADDRESS}/sitemap.xml" in told
