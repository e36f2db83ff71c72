import pytest

from tests.browsing import faults
from tests.flows.conftest import Browse, Complaints


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("ko", "light", 320), ("ko", "dark", 1280), ("en", "dark", 320), ("en", "light", 1280)],
)
def test_a_visitor_can_read_the_first_page(browse: Browse, language: str, scheme: str, width: int) -> None:
    page = browse(language=language, scheme=scheme, width=width)

    page.goto("/")

    assert page.locator("html").get_attribute("lang") == language
    assert not faults(page)


def test_a_keyboard_skips_the_menu(browse: Browse) -> None:
    page = browse()
    page.goto("/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_the_other_language_is_one_touch_away_without_script(browse: Browse) -> None:
    page = browse(language="ko", javascript=False)
    page.goto("/")

    page.get_by_role("link", name="English").click()

    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/en/")


def test_a_lost_visitor_finds_a_way_back(browse: Browse, complaints: Complaints) -> None:
    complaints.expect("404")
    page = browse(width=320, scheme="dark")
    page.goto("/no/such/place/")

    assert not faults(page)

    page.get_by_role("link", name="로드맵 보기").click()
    assert page.locator("h1").is_visible()
