from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from psycopg import OperationalError

from tests.config.own_home import eventually


@pytest.fixture
def another(db: None) -> Iterator[Any]:
    another = connection.copy()
    another.connect()
    yield another
    another.close()


def end(another: Any) -> None:
    """The server hangs up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [another.connection.info.backend_pid])


def test_a_connection_that_holds_is_told_without_asking_the_server(another: Any) -> None:
    assert another.is_usable()
    assert another._is_silent()


def test_a_connection_that_the_server_ended_is_not_used_again(another: Any) -> None:
    end(another)

    assert eventually(lambda: not another.is_usable(), within=5)


def test_one_that_broke_in_the_middle_of_a_question_is_not_used_again(another: Any) -> None:
    end(another)
    with pytest.raises(OperationalError):
        another.connection.execute("SELECT 1")

    assert not another.is_usable()


def test_one_in_the_middle_of_a_transaction_is_asked(another: Any) -> None:
    another.set_autocommit(False)
    with another.cursor() as cursor:
        cursor.execute("SELECT 1")

    assert not another._is_silent()
    another.rollback()
    another.set_autocommit(True)
