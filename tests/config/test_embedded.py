import contextlib
import itertools
import json
import os
import select
import signal
import sys
import time
from pathlib import Path

import psycopg
import pytest

from config.embedded import fit, is_running
from config.embedded.place import EmbeddedError, is_taken, open_lock, share
from tests.config.own_home import USER, Home, User, eventually, kill

pytestmark = [
    pytest.mark.kills,
    pytest.mark.skipif(sys.platform != "linux", reason="finds processes by /proc"),
]


def write_until_the_server_dies(database: str) -> list[int]:
    """The numbers that PostgreSQL acknowledged."""
    acknowledged: list[int] = []
    with psycopg.connect(database, autocommit=True) as line:
        line.execute("CREATE TABLE numbers (n int)")
        server = _parent(line.info.backend_pid)
        with contextlib.suppress(psycopg.OperationalError):
            for n in itertools.count():
                line.execute("INSERT INTO numbers VALUES (%s)", [n])
                acknowledged.append(n)
                if n == 200:
                    kill(server)
    return acknowledged


def numbers(database: str) -> list[int]:
    with psycopg.connect(database) as line:
        return [n for (n,) in line.execute("SELECT n FROM numbers ORDER BY n")]


def answers(database: str) -> bool:
    with psycopg.connect(database) as line:
        return line.execute("SELECT 1").fetchone() == (1,)


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_the_servers_stop_within_five_seconds_after_their_last_user_was_killed(home: Home) -> None:
    first, second = home.user(), home.user()

    first.kill()

    assert not eventually(home.is_quiet, within=2.5)
    second.kill()
    assert eventually(home.is_quiet, within=5)
    assert not home.place.sockets.exists()


def test_servers_that_run_are_found_at_once(home: Home) -> None:
    home.user()

    another = home.user()

    assert another.seconds < 0.1


def test_who_comes_while_the_servers_stop_gets_servers_that_stay(home: Home) -> None:
    home.user().kill()
    assert eventually(lambda: not is_taken(home.place.ready_lock), within=10)  # decided, and stopping

    database = home.user().database

    with psycopg.connect(database, autocommit=True) as line:
        for _ in range(30):
            line.execute("SELECT pg_sleep(0.1)")


def test_somebody_who_dawdles_while_asking_delays_the_servers_and_nothing_more(home: Home) -> None:
    asker = open_lock(home.place.ready_lock)
    share(asker)
    waiting = home.run("-c", USER)
    assert eventually(home.place.valkey_socket.exists, within=60)
    time.sleep(2)

    os.close(asker)

    assert waiting.stdout
    assert waiting.stdout.readline().startswith("postgresql:")
    assert is_taken(home.place.ready_lock)


def test_what_postgresql_acknowledged_is_there_after_it_was_killed(home: Home) -> None:
    user = home.user()

    acknowledged = write_until_the_server_dies(user.database)

    assert eventually(lambda: not is_running(home.place), within=5)  # the keeper looks ten times a second
    assert set(acknowledged) <= set(numbers(home.user().database))


def test_who_comes_right_after_a_server_was_killed_gets_servers_that_answer(home: Home) -> None:
    home.user()
    keeper = home.server("config.embedded.keeper")
    os.kill(keeper, signal.SIGSTOP)  # so that it has not noticed yet
    try:
        kill(home.server("postgres"))
        late = home.run("-c", USER)
        assert late.stdout
        assert not select.select([late.stdout], [], [], 0.7)[0]
    finally:
        os.kill(keeper, signal.SIGCONT)

    assert answers(User(late).database)


def test_the_servers_go_with_a_killed_keeper_and_come_back(home: Home) -> None:
    user = home.user()
    with psycopg.connect(user.database) as line:
        line.execute("CREATE TABLE numbers AS SELECT 7 AS n")

    kill(home.server("config.embedded.keeper"))

    assert numbers(home.user().database) == [7]


def test_a_number_that_belongs_to_somebody_else_by_now_keeps_nobody_from_starting(home: Home) -> None:
    home.user().kill()
    assert eventually(home.is_quiet, within=5)
    lines = [
        str(os.getpid()),
        str(home.place.data / "cluster"),
        "1",
        "5432",
        str(home.place.sockets),
        "",
        "0 0",
        "ready",
    ]
    home.place.own(home.place.sockets)
    for file in (home.place.data / "cluster" / "postmaster.pid", home.place.sockets / ".s.PGSQL.5432.lock"):
        file.write_text("\n".join(lines) + "\n")
        file.chmod(0o666)

    assert home.user().database.startswith("postgresql://")


def test_a_cluster_that_was_killed_while_it_was_made_is_made_anew(home: Home) -> None:
    half = home.place.own(home.place.data) / "half"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")

    assert home.user().database.startswith("postgresql://")


def test_a_database_of_another_major_version_is_put_aside_and_said_so(home: Home) -> None:
    cluster = home.place.own(home.place.data) / "cluster"
    cluster.mkdir()
    (cluster / "PG_VERSION").write_text("17\n")

    user = home.user()

    assert "The database was written by PostgreSQL 17 and this is 18" in user.said
    assert [old.name for old in home.place.store.glob("old-*/cluster/PG_VERSION")] == ["PG_VERSION"]


def test_a_broker_that_cannot_read_what_it_wrote_starts_empty(home: Home) -> None:
    home.user().kill()
    assert eventually(home.is_quiet, within=5)
    for file in (home.place.store / "valkey").rglob("*.aof"):
        file.write_text("*no such thing\n")

    assert home.user().database.startswith("postgresql://")
    assert len(list(home.place.store.glob("old-*-valkey"))) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the servers as somebody else")
def test_root_in_a_folder_of_its_own_keeps_the_data_where_the_servers_can_go(home: Home) -> None:
    home.place.home.chmod(0o700)

    database = home.user().database

    assert home.place.store == Path("/var/tmp") / home.place.name  # noqa: S108
    with psycopg.connect(database) as line:
        assert line.execute("SELECT current_setting('data_directory')").fetchone() == (
            str(home.place.store / "postgres" / "cluster"),
        )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a stranger's folder")
def test_a_strangers_folder_for_sockets_is_refused(home: Home) -> None:
    home.place.sockets.mkdir()
    os.chown(home.place.sockets, 12345, 12345)

    process = home.run("-c", "from config.embedded import addresses; addresses()")

    assert f"{home.place.sockets} belongs to somebody else" in process.communicate()[0]


def test_a_rewritten_migration_is_found_and_a_new_one_is_not(home: Home) -> None:
    home.place.data.mkdir()
    assert fit.rewritten(home.place) == []
    fit.note(home.place)
    noted = home.place.data / "migrations.json"
    had = json.loads(noted.read_text())
    first, new = list(had)[:2]

    del had[new]
    noted.write_text(json.dumps(had | {first: "another text"}))

    assert fit.rewritten(home.place) == [first]


def test_a_database_that_somebody_uses_is_not_moved(home: Home) -> None:
    user = home.user()

    with pytest.raises(EmbeddedError, match="another command still uses it"):
        fit.put_aside(home.place)

    user.kill()
    assert (fit.put_aside(home.place) / "cluster" / "PG_VERSION").exists()
