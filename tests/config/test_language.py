import pytest
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("wish", "spoken"), [("ko-KR,ko", "ko"), ("en-GB,en", "en"), ("fr", "ko")])
def test_a_bare_address_speaks_what_the_browser_asks_for(wish: str, spoken: str) -> None:
    page = Client().get("/", headers={"accept-language": wish})

    assert page.status_code == 200
    assert f'<html lang="{spoken}"' in page.content.decode()
    assert "Accept-Language" in page.headers["Vary"]


def test_a_prefixed_address_wins_over_the_browser_and_over_the_account(signed_in, learner: User) -> None:
    assert '<html lang="en"' in Client().get("/en/", headers={"accept-language": "ko"}).content.decode()
    assert '<html lang="en"' in signed_in(learner).get("/en/").content.decode()


def test_what_is_no_public_page_has_no_prefixed_address(visitor: Client) -> None:
    assert visitor.get("/ko/health/live").status_code == 404
    assert visitor.get("/en/accounts/login/").status_code == 404


def test_a_prefixed_address_without_its_last_slash_leads_to_the_page(visitor: Client) -> None:
    assert visitor.get("/ko/roadmap").url == "/ko/roadmap/"
    assert visitor.get("/ko/health").status_code == 404
    assert visitor.get("/ko/accounts/login").status_code == 404


@pytest.mark.parametrize(("prefix", "word"), [("ko", "여기는 길이 없어요"), ("en", "There’s no trail here")])
def test_a_lost_page_speaks_the_language_of_its_address(prefix: str, word: str) -> None:
    other = {"ko": "en", "en": "ko"}[prefix]

    page = Client(headers={"accept-language": other}).get(f"/{prefix}/no/such/place/")

    assert page.status_code == 404
    assert word in page.content.decode()
    assert f'<html lang="{prefix}"' in page.content.decode()
