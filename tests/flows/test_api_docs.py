"""The list of what the API can do works in a real browser under our policy: nothing inline, nothing from elsewhere."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from tests.flows.conftest import Browse

pytestmark = pytest.mark.browser


def test_the_list_opens_and_what_is_tried_out_goes_by_one_s_session(browse: Browse, learner: User) -> None:
    page = browse(user=learner, width=390)
    page.goto("/api/docs/")

    page.get_by_text("나, 그리고 나에게 오늘이 며칠인지").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()

    expect(page.get_by_text('"handle": "seoyeon"').first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
