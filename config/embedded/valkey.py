"""Valkey: how it is started and stopped. What it holds may be lost: the database is the truth."""

import signal
import socket
import subprocess
from pathlib import Path

from config import processes
from config.embedded.place import Place

_DATABASES = 64  # tests take one per worker


def start(place: Place, program: Path, servers_lock: int) -> subprocess.Popen[bytes]:
    folder = place.own(place.store / "valkey")
    settings = {
        "port": 0,
        "unixsocket": place.valkey_socket,
        "unixsocketperm": 700,
        "dir": folder,
        "databases": _DATABASES,
        "appendonly": "yes",
        "save": "",
        "daemonize": "no",
    }
    options = [word for name, value in settings.items() for word in (f"--{name}", str(value))]
    with place.log("valkey").open("ab") as log:
        return processes.start(
            [program, *options],
            output=log,
            on_orphaned=signal.SIGTERM,
            account=place.ids,
            folder=folder,
            keep=[servers_lock],
        )


def answers(place: Place) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(1)
        try:
            line.connect(str(place.valkey_socket))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop within 2 s."""
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(2)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
