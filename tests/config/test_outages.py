"""The site in a process of its own, while what it stands on is taken away."""

import email
import re
import subprocess
import sys
from collections.abc import Iterator
from email import policy

import httpx
import pytest
from django.urls import reverse

from tests.config.own_home import Home, eventually, kill
from tests.config.test_supervisor import free_port
from tests.routes import NO_PAGES, STEP, TABLE, WHO

pytestmark = [
    pytest.mark.kills,
    pytest.mark.skipif(sys.platform != "linux", reason="finds processes by /proc"),
]

# Of what a visitor reads; the rest is from memory or says the same to everyone, and may do without.
READ_FROM_TABLES = {"home:ready", "roadmap:library", "roadmap:roadmap", "roadmap:start", "roadmap:step"}
BRIEFLY = 3.0  # seconds that a page may take on a busy machine: none waits for what is not there


class Site:
    """A browser without a script at a running site."""

    def __init__(self, home: Home, port: int) -> None:
        self.home = home
        self.browser = httpx.Client(
            base_url=f"http://127.0.0.1:{port}", follow_redirects=True, timeout=30, headers={"accept-language": "ko"}
        )

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.browser.get(path, headers=headers)

    def send(self, page: str, to: str = "", **fields: str) -> httpx.Response:
        """Fill in the form that stands on a page."""
        hidden = dict(re.findall(r'type="hidden" name="([a-z_]+)" value="([^"]*)"', self.get(page).text))
        return self.browser.post(to or page, data=hidden | fields)

    def is_up(self) -> bool:
        try:
            return self.get("/health/ready").status_code == 200
        except httpx.TransportError:
            return False

    def digits(self) -> str:
        letter = max((self.home.place.home / "mail").glob("*.eml"))
        body = email.message_from_bytes(letter.read_bytes(), policy=policy.default).get_body(("plain",))
        found = re.search(r"^\d{6}$", str(body.get_content()) if body else "", re.MULTILINE)
        assert found
        return found.group()


@pytest.fixture(params=[""])
def site(prepared: Home, request: pytest.FixtureRequest) -> Iterator[Site]:
    """Served as `make run` does it, with nobody in it yet; the test may say where the broker is."""
    home = prepared
    broker = request.param or home.place.redis_url
    port = free_port()
    web = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", f"{port}", "--no-ws", "--workers", "1"]
    served = home.run("-m", *web, "config.wsgi:application", out=subprocess.DEVNULL, REDIS_URL=broker)
    site = Site(home, port)
    assert eventually(site.is_up, within=60)
    yield site
    site.browser.close()
    served.terminate()  # killed, it would leave its worker behind
    served.wait(timeout=20)


def enter(site: Site, handle: str) -> None:
    site.browser.cookies.clear()
    site.send("/start/", email=f"{handle}@example.org")
    site.send("/accounts/login/code/", code=site.digits())
    welcomed = site.send("/welcome/", name="박하은", handle=handle, time_zone="Asia/Seoul")
    assert welcomed.status_code == 200
    assert "박하은" in welcomed.text


def pages(who: str) -> dict[str, str]:
    """What this one may open in a world without things, by name."""
    return {
        name: reverse(name, kwargs=arguments)
        for name, (answers, arguments) in TABLE.items()
        if answers[WHO.index(who)] == 200 and (not arguments or arguments == STEP)
    }


@pytest.mark.parametrize("site", ["unix:///nowhere/valkey.sock?db=0"], ids=["no broker"], indirect=True)
def test_no_page_notices_that_the_broker_is_gone(site: Site) -> None:
    enter(site, "haeun-park")  # the limits of signing in are counted all the same

    wrong = []
    for name, address in pages("member").items():
        answer = site.get(address)
        if answer.status_code != 200 or answer.elapsed.total_seconds() > BRIEFLY:
            wrong.append(f"{name}: {answer.status_code} after {answer.elapsed}")
    assert not wrong, "\n".join(wrong)
    logged = site.send("/log/", text="손가락 사진 40장을 골랐어요.", minutes="45")
    assert "손가락 사진 40장을 골랐어요." in logged.text


def test_without_a_database_every_page_says_so_and_is_back_by_itself(site: Site) -> None:
    enter(site, "haeun-park")

    kill(site.home.server("postgres"))
    # a server process may answer once more before it notices that its parent is gone
    assert eventually(lambda: site.get("/today/").status_code == 503, within=10)

    answers = {name: site.get(address) for name, address in pages("member").items()}
    assert {answer.status_code for answer in answers.values()} == {503}
    for name in {name for name in answers if not name.startswith("api:")} - NO_PAGES:
        assert 'lang="ko"' in answers[name].text, name
        assert "/static/" in answers[name].text, name  # our clothes
        assert answers[name].headers["cache-control"] == "no-store", name
    site.browser.cookies.clear()
    assert eventually(
        lambda: site.get("/roadmap/").status_code == 503, within=10
    )  # what was read just now may still be said
    answers = {name: site.get(address) for name, address in pages("visitor").items()}
    assert {answer.status_code for answer in answers.values()} <= {200, 503}
    assert {name for name, answer in answers.items() if answer.status_code == 503} >= READ_FROM_TABLES
    assert {site.get(path).status_code for path in ("/health/live", "/robots.txt", "/privacy/")} == {200}
    in_english = site.get("/search/?q=numpy", **{"accept-language": "en"})
    assert in_english.status_code == 503
    assert 'lang="en"' in in_english.text

    site.home.user()  # somebody starts the databases again

    assert eventually(site.is_up, within=15)
    assert site.get("/roadmap/").status_code == 200
