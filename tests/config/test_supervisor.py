import http.client
import signal
import socket
import sys

import pytest

from tests.config.own_home import Home, eventually, kill

pytestmark = [
    pytest.mark.kills,
    pytest.mark.skipif(sys.platform != "linux", reason="finds processes by /proc"),
]


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


class Run:
    """`make run` in a folder of its own, once it has said that it is up (or what else is waited for)."""

    def __init__(self, home: Home, until: str = "  http://127.0.0.1:") -> None:
        self.port = free_port()
        self.process = home.run("-m", "config.supervisor", PORT=str(self.port))
        self.said = ""
        assert self.process.stdout
        while until not in self.said:
            line = self.process.stdout.readline()
            assert line, self.said
            self.said += line

    def status(self, path: str) -> int:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            line.request("GET", path)
            return line.getresponse().status
        finally:
            line.close()

    def end(self) -> str:
        return self.process.communicate(timeout=20)[0]


def refusal(home: Home, **environment: str) -> str:
    """What a start that can't be says, having ended by itself with an error."""
    process = home.run("-m", "config.supervisor", **environment)
    said = process.communicate(timeout=10)[0]
    assert process.returncode == 1
    return said


def test_a_killed_supervisor_leaves_no_process_behind(home: Home) -> None:
    run = Run(home)
    assert run.status("/health/ready") == 200

    run.process.kill()

    assert eventually(home.is_quiet, within=15), home.processes()


def test_ctrl_c_while_it_starts_ends_everything_in_order(prepared: Home) -> None:
    _end_in_order(Run(prepared, until="Starting granian"), prepared)


@pytest.mark.parametrize("victim", ["config.web", "/bin/postgres"])
def test_any_end_ends_all(prepared: Home, victim: str) -> None:
    run = Run(prepared)

    kill(prepared.server(victim))
    said = run.end()

    assert run.process.returncode == 1
    assert "so all ends" in said
    assert eventually(prepared.is_quiet, within=5), prepared.processes()


def test_a_second_start_in_the_same_folder_is_told_where_the_first_one_is_until_ctrl_c_ends_it(prepared: Home) -> None:
    run = Run(prepared)

    said = refusal(prepared, PORT=str(free_port()))

    assert f"Already running in this folder: http://127.0.0.1:{run.port}" in said
    assert f"이 폴더에서 이미 켜져 있어요: http://127.0.0.1:{run.port}" in said
    assert run.status("/health/ready") == 200
    _end_in_order(run, prepared)


def test_a_taken_port_is_said_with_a_free_one(home: Home) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        said = refusal(home, PORT=str(port))

    assert f"Port {port} is taken. Use another one: PORT=" in said
    assert home.processes() == []


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_a_port_that_is_none_is_said(home: Home, port: str) -> None:
    assert "PORT is a number from 1 to 65535" in refusal(home, PORT=port)


def _end_in_order(run: Run, home: Home) -> None:
    run.process.send_signal(signal.SIGINT)
    said = run.end()

    assert run.process.returncode == 0
    assert eventually(home.is_quiet, within=5), home.processes()
    assert "Traceback" not in said
