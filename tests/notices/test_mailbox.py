import pytest
from django.test import Client

from accounts.models import User
from kit import mailbox
from notices.actions.deliver import deliver
from notices.kinds import Kind
from tests.notices.conftest import greet

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(settings, tmp_path) -> None:
    settings.EMAIL_BACKEND = "kit.mailbox.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


@pytest.fixture
def letter(box: None, learner: User, peer: User, greeting: Kind) -> mailbox.Letter:
    greet(learner, peer)
    deliver()
    return next(mailbox.latest(1))


def test_an_empty_box_says_what_it_is_for(box: None, visitor: Client) -> None:
    assert "아직 메일이 없어요" in visitor.get("/dev/mail/").content.decode()


def test_what_was_sent_is_listed_and_can_be_read(letter: mailbox.Letter, visitor: Client) -> None:
    assert "인사가 왔어요" in visitor.get("/dev/mail/").content.decode()

    page = visitor.get(f"/dev/mail/{letter.name}/")

    assert "Aiko Mori &lt;3" in page.content.decode()
    assert "List-Unsubscribe=One-Click" in page.content.decode()
    assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]


def test_its_own_page_may_style_itself_and_nothing_else(letter: mailbox.Letter, visitor: Client) -> None:
    page = visitor.get(f"/dev/mail/{letter.name}/rich/")

    assert "<h1 style=" in page.content.decode()
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy


def test_the_newest_comes_first(letter: mailbox.Letter, learner: User, peer: User) -> None:
    greet(peer, learner)
    deliver()

    assert [one.message["To"] for one in mailbox.latest(2)] == ["aiko@example.org", "seoyeon@example.org"]


@pytest.mark.parametrize("name", ["nothing", "..%2Fclock"])
def test_a_letter_that_is_not_there_is_not_found(box: None, visitor: Client, name: str) -> None:
    assert visitor.get(f"/dev/mail/{name}/").status_code == 404


def test_elsewhere_there_is_no_such_page(letter: mailbox.Letter, visitor: Client, settings) -> None:
    settings.LOCAL = False

    for address in ("/dev/mail/", f"/dev/mail/{letter.name}/", f"/dev/mail/{letter.name}/rich/"):
        assert visitor.get(address).status_code == 404
