"""PostgreSQL: its cluster, how it is started and stopped."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

from config import processes
from config.embedded.place import PORT, EmbeddedError, Place

# Everything on the command line and nothing in postgresql.conf, so that a change here reaches old clusters too.
_SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "max_connections": 300,
    "shared_buffers": "128MB",
    "wal_level": "minimal",
    "max_wal_senders": 0,
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "log_line_prefix": "%t [%p] ",
    "log_checkpoints": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # POSIX shared memory needs /dev/shm, which containers lack or keep at 64 MB.
    "dynamic_shared_memory_type": "sysv" if sys.platform.startswith("linux") else "posix",
}


def create(place: Place, programs: Path) -> None:
    """Make the cluster unless there is one; half of one, left by a kill, is made anew."""
    cluster = place.data / "cluster"
    if cluster.exists():
        return
    place.own(place.data)
    half = place.data / "half"
    if half.exists():
        shutil.rmtree(half)
    encoding = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    _run(place, programs / "initdb", "--pgdata", half, "--username=giljabi", "--auth=trust", *encoding)
    _run(place, programs / "postgres", "--single", "-D", half, "postgres", said="CREATE DATABASE giljabi\n")
    half.rename(cluster)


def major_of(place: Place) -> str | None:
    """Return the major version that wrote the cluster, None when there is no cluster."""
    version = place.data / "cluster" / "PG_VERSION"
    return version.read_text().strip() if version.exists() else None


def major(programs: Path) -> str:
    answer = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True)
    return answer.stdout.split()[-1].split(".")[0]


def start(place: Place, programs: Path, servers_lock: int) -> subprocess.Popen[bytes]:
    """Start the server; nobody else may be using its cluster (the caller holds the servers' lock)."""
    cluster = place.data / "cluster"
    # Left by a kill. Nobody uses the cluster, but the number in them may be a stranger's or a zombie's by now.
    for left in (cluster / "postmaster.pid", place.sockets / f".s.PGSQL.{PORT}.lock"):
        left.unlink(missing_ok=True)
    options = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    with place.log("postgres").open("ab") as log:
        return processes.start(
            [programs / "postgres", "-D", cluster, "-k", place.sockets, *options],
            output=log,
            on_orphaned=signal.SIGINT,
            account=place.ids,
            folder=cluster,
            keep=[servers_lock],
        )


def answers(place: Place) -> bool:
    """Tell whether the server takes connections: it says so in the eighth line of its pid file."""
    try:
        lines = (place.data / "cluster" / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[7].startswith("ready")


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop within 4 s: with a checkpoint if there is time for it, else the next start recovers from the log."""
    for how, within in ((signal.SIGINT, 3.0), (signal.SIGQUIT, 1.0), (signal.SIGKILL, None)):
        server.send_signal(how)
        try:
            server.wait(within)
        except subprocess.TimeoutExpired:
            continue
        return


def _run(place: Place, *command: str | Path, said: str = "") -> None:
    user, group = place.ids or (None, None)
    ran = subprocess.run(
        command,
        input=said,
        capture_output=True,
        text=True,
        check=False,
        cwd=place.data,
        user=user,
        group=group,
        extra_groups=[] if place.ids else None,
    )
    if ran.returncode:
        raise EmbeddedError(f"{Path(command[0]).name}: {ran.stderr.strip() or ran.stdout.strip()}")
