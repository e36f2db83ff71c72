from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Session
from kit.paging import Page, page

pytestmark = pytest.mark.django_db

KEYS = ("-expire_date", "-session_key")
START = datetime(2026, 4, 8, 12, 0, 0, 123456, tzinfo=UTC)


def make_rows(count: int, *, per_moment: int = 1) -> list[str]:
    """Session keys, newest first; `per_moment` of them share a moment."""
    rows = [
        Session(session_key=f"{n:04}", session_data="", expire_date=START + timedelta(microseconds=n // per_moment))
        for n in range(count)
    ]
    Session.objects.bulk_create(rows)
    return [row.session_key for row in reversed(rows)]


def read(*, after: str | None = None, before: str | None = None, size: int = 4) -> Page[Session]:
    return page(Session.objects.all(), after=after, before=before, keys=KEYS, size=size)


def keys_of(found: Page[Session]) -> list[str]:
    return [row.session_key for row in found.rows]


@pytest.mark.parametrize("per_moment", [1, 3, 100])
@pytest.mark.parametrize("count", [0, 1, 4, 5, 13])
def test_going_older_and_back_shows_every_row_once(count: int, per_moment: int) -> None:
    expected = make_rows(count, per_moment=per_moment)

    pages = [read()]
    while pages[-1].older:
        pages.append(read(after=pages[-1].older))
    back = [pages[-1]]
    while back[-1].newer:
        back.append(read(before=back[-1].newer))

    assert [key for one in pages for key in keys_of(one)] == expected
    assert [keys_of(one) for one in reversed(back)] == [keys_of(one) for one in pages]
    assert pages[0].newer is None
    assert back[-1].newer is None


def test_a_row_added_meanwhile_moves_nothing_that_is_older() -> None:
    expected = make_rows(8)
    first = read()

    Session.objects.create(session_key="9999", session_data="", expire_date=START + timedelta(days=1))

    assert keys_of(read(after=first.older)) == expected[4:]


def test_a_page_is_one_query_wherever_it_is() -> None:
    make_rows(12)
    first = read()
    second = read(after=first.older)

    for where in ({}, {"after": first.older}, {"before": second.newer}):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read(**where)

        assert len(queries) == 1


def test_rows_may_be_plain_values_and_keys_may_ascend() -> None:
    expected = make_rows(6)[::-1]
    values = Session.objects.values("session_key", "expire_date")

    first = page(values, keys=("expire_date", "session_key"), size=4)
    second = page(values, after=first.older, keys=("expire_date", "session_key"), size=4)

    assert [row["session_key"] for row in first.rows + second.rows] == expected


@pytest.mark.parametrize("cursor", ["", "x", "WzFd:abc", "\x00", "한글:글", "a" * 10_000])
def test_a_bad_cursor_shows_the_first_page(cursor: str) -> None:
    expected = make_rows(6)

    for found in (read(after=cursor), read(before=cursor)):
        assert keys_of(found) == expected[:4]
        assert found.newer is None


def test_a_cursor_of_another_list_shows_the_first_page() -> None:
    expected = make_rows(6)
    other = page(Session.objects.all(), keys=("session_key",), size=2)

    assert keys_of(read(after=other.older)) == expected[:4]


def test_a_cursor_with_nothing_left_beyond_it_shows_the_first_page() -> None:
    make_rows(6)
    first = read()
    Session.objects.filter(session_key__in=["0000", "0001"]).delete()

    assert keys_of(read(after=first.older)) == ["0005", "0004", "0003", "0002"]


def test_keys_in_two_directions_are_refused() -> None:
    with pytest.raises(ValueError, match="one direction"):
        page(Session.objects.all(), keys=("-expire_date", "session_key"))
