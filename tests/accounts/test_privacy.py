import pytest
from django.apps import apps
from django.test import Client
from pytest_django.asserts import assertContains

from accounts import kept
from kit.bilingual import Both
from tests.voice import faults

ROWS = (*kept.PEOPLE, *kept.WALK, *kept.MENTORING, *kept.PEERS, *kept.HARM, *kept.VISITS)
# What the roadmap is, and how the machine works: nothing of anybody.
OF_NOBODY = {
    *("roadmap.Phase", "roadmap.Step", "roadmap.Resource", "roadmap.StepResource", "roadmap.Edition", "notices.Pulse"),
    "roadmap.LinkHost",
    *("auth.Permission", "auth.Group", "auth.Group_permissions", "contenttypes.ContentType"),
}


def test_every_table_is_on_the_page_or_holds_nothing_of_anybody() -> None:
    tables = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    named = {table for row in ROWS for table in row.tables}

    assert tables - OF_NOBODY == named, "say on /privacy/ what a new table keeps (accounts/kept/)"


@pytest.mark.parametrize("both", [text for row in ROWS for text in (row.what, row.until, row.seen_by)])
def test_the_page_keeps_to_the_voice(both: Both) -> None:
    assert not faults(both.ko, both.en)


@pytest.mark.parametrize(
    ("address", "said"),
    [("/ko/privacy/", "이 화면에 적힌 것이 전부예요"), ("/en/privacy/", "All of it is on this page")],
)
def test_anybody_can_read_it_in_both_languages(db: None, settings, address: str, said: str) -> None:
    settings.CONTACT_ADDRESS = "people@example.org"

    page = Client().get(address)

    assertContains(page, said)
    assertContains(page, "mailto:people@example.org")
