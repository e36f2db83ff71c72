"""The course of `make run`, from the first look around to the last process's end."""

import http.client
import os
import sys
from pathlib import Path
from typing import NoReturn

from dotenv import load_dotenv

from config import embedded
from config.embedded import fit
from config.embedded.place import ROOT, EmbeddedError, Place
from config.supervisor import checks, words
from config.supervisor.house import Ended, House


def main() -> int:
    if env_file := os.environ.get("ENV_FILE", ".env"):
        load_dotenv(ROOT / env_file)
    place, port = Place.here(), checks.port()
    place.make_home()
    with checks.only_one_in(place, port):
        checks.port_is_free(port)
        checks.disk_has_room(place)
        try:
            with House() as house:
                return _live(house, place, port)
        finally:
            embedded.let_go()


def _live(house: House, place: Place, port: int) -> int:
    try:
        _go_on(house, place, port)
    except Ended as ended:
        house.say("make run", str(ended) or words.STOPPING)
        return ended.code


def _go_on(house: House, place: Place, port: int) -> NoReturn:
    own_database = not os.environ.get("DATABASE_URL")
    if own_database and (rewritten := fit.rewritten(place)):
        house.say("make run", words.put_aside(rewritten, fit.put_aside(place)))
    if own_database or not os.environ.get("REDIS_URL"):
        house.use_databases()
    house.run("set-up", [sys.executable, "manage.py", "prepare"])
    if own_database:
        fit.note(place)
    for name, command in _commands(place.home, port).items():
        house.start(name, [sys.executable, "-m", *command])
    house.watch(until=lambda: _answers(port))
    house.write(words.welcome(port, (place.home / "sign-ins").read_text().split()))
    while True:
        house.watch(until=lambda: False)


def _commands(home: Path, port: int) -> dict[str, list[str]]:
    web = ["config.web", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws"]
    web += ["--workers", "2", "--blocking-threads", "1", "--respawn-failed-workers", "--workers-kill-timeout", "5"]
    web += ["--access-log", "--access-log-fmt", "%(method)s %(path)s %(status)d %(dt_ms).0f ms"]
    celery = ["celery", "--quiet", "--app", "config.celery"]
    # Threads, because processes need semaphores in /dev/shm, which not every container has.
    worker = ["worker", "--pool", "threads", "--concurrency", "2", "--without-mingle", "--without-gossip"]
    beat = ["beat", "--schedule", str(home / "beat"), "--pidfile", ""]
    return {"web": [*web, "config.wsgi:application"], "worker": celery + worker, "beat": celery + beat}


def _answers(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        line.request("GET", "/health/live")
        return line.getresponse().status == 200
    except OSError:
        return False
    finally:
        line.close()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except EmbeddedError as trouble:
        sys.exit(f"\n{trouble}\n")
