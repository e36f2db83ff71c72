"""What a form says while one types and while one waits, on whichever page it stands."""

from playwright.sync_api import Page, Route, expect

from tests.flows.conftest import Browse, Complaints

# What the button says in the meantime, kept where the next page can still read it.
WATCH = """() => {
  const button = document.querySelector('main form button');
  new MutationObserver(() => {
    if (button.ariaBusy === 'true') sessionStorage.busy = `${button.ariaBusy} ${button.textContent.trim()}`;
  }).observe(button, { attributes: true, childList: true, subtree: true, characterData: true });
}"""


def test_a_field_counts_as_the_server_counts(browse: Browse) -> None:
    page = browse()
    page.goto("/dev/style/")
    count = page.locator('[name="light-deed"] ~ .under .count')

    page.locator('[name="light-deed"]').fill("🚲 안녕")

    expect(count).to_have_text("4 / 40")


def test_a_button_says_what_is_going_on_after_a_while_and_sends_once(page: Page) -> None:
    page.goto("/accounts/login/")
    sent: list[str] = []

    def slowly(route: Route) -> None:
        sent.append(route.request.method)
        page.wait_for_timeout(1000)
        route.fulfill(body="kept")

    page.route("**/accounts/login/", slowly)
    page.locator("[name=email]").fill("somebody@example.org")

    page.evaluate(WATCH)
    page.locator("main form button").first.dblclick()
    expect(page.locator("body")).to_have_text("kept")

    assert sent == ["POST"]
    assert page.evaluate("sessionStorage.busy") == "true 메일을 보내고 있어요"


def test_an_error_takes_the_focus_and_leads_to_its_field(page: Page, complaints: Complaints) -> None:
    complaints.expect("422")
    page.goto("/accounts/login/")
    page.locator("[name=email]").fill("nobody")

    page.locator("main form button").first.click()
    page.locator(".form-errors a").first.click()

    assert page.evaluate("document.activeElement.name") == "email"
    assert page.locator("[name=email]").input_value() == "nobody"
