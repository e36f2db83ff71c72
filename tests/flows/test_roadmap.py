"""A visitor reads the roadmap, the library and what the search finds."""

import pytest
from django.core.management import call_command

from tests.browsing import faults
from tests.flows.conftest import Browse

PLACES = (
    *("/", "/roadmap/", "/roadmap/start/kaggle-first/", "/roadmap/theory/fifty-formulas/", "/resources/"),
    *("/roadmap/guides/how-a-portfolio-is-read/", "/roadmap/guides/the-authors-path/"),
    *("/resources/?kind=paper&cost=paid", "/search/", "/search/?q=numpy", "/search/?q=zzz"),
)


@pytest.fixture(autouse=True)
def roadmap(transactional_db: None) -> None:
    call_command("load_roadmap")


@pytest.mark.parametrize(("language", "scheme", "width"), [("ko", "dark", 1280), ("en", "light", 320)])
def test_every_page_can_be_read_by_everyone(browse: Browse, language: str, scheme: str, width: int) -> None:
    page = browse(language=language, scheme=scheme, width=width)

    wrong = []
    for place in PLACES:
        page.goto(place)
        assert page.locator("html").get_attribute("lang") == language
        wrong += [f"{place}: {fault}" for fault in faults(page)]
    assert not wrong, "\n".join(wrong)


def test_the_library_is_narrowed_without_a_reload_and_the_address_says_how(browse: Browse) -> None:
    page = browse(language="en")
    page.goto("/en/resources/")
    page.evaluate("window.stayed = true")

    page.get_by_label("Kind").focus()
    page.get_by_label("Kind").select_option("book")
    page.get_by_text("5 of 71 resources").wait_for()

    assert page.evaluate("window.stayed")
    assert page.url.endswith("/en/resources/?phase=&kind=book&language=&level=&cost=")
    assert page.locator(".resource-list > li").count() == 5
    assert page.evaluate("document.activeElement.id") == "by-kind"

    page.go_back()
    page.get_by_text("71 resources", exact=True).wait_for()
    assert page.get_by_label("Kind").input_value() == ""


def test_and_with_a_button_where_there_is_no_script(browse: Browse) -> None:
    page = browse(language="en", javascript=False)
    page.goto("/en/resources/")

    page.get_by_label("Kind").select_option("book")
    page.get_by_role("button", name="Narrow it").click()

    assert page.get_by_text("5 of 71 resources").is_visible()
    assert page.get_by_label("Kind").input_value() == "book"


def test_from_the_looking_glass_to_a_step(browse: Browse) -> None:
    page = browse(width=390)
    page.goto("/ko/")

    page.get_by_role("link", name="찾기").click()
    page.get_by_label("무엇을 찾나요?").fill("강하법")
    page.keyboard.press("Enter")
    page.get_by_text("이 말이 모두 들어간 곳이 없어요").wait_for()
    page.get_by_label("무엇을 찾나요?").fill("하강법")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="NumPy로 다시 짜기").first.click()

    page.wait_for_url("**/ko/roadmap/theory/recode-in-numpy/")
