"""There is no Docker engine where tests run, so what the image would do is done here: commands, variables, checks."""

import json
import re
import shlex
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import connection

from tests.config.own_home import eventually

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service["image"] == "giljabi"]
BIN = Path(sys.executable).parent

# What packages use where it happens to be there.
NEEDED_BY_NONE = {"greenlet", "setuptools", "pip"}

LOADED = """\
import importlib.metadata, sys
from config.wsgi import application
import config.celery, config.urls
owners = importlib.metadata.packages_distributions()
used = {name for name in sys.modules if "." not in name}
print(*{owner.lower().replace("_", "-") for name in used for owner in owners.get(name, ())})
"""


def in_production(**more: str) -> dict[str, str]:
    """What .env.example and the compose file give a container, with the servers of this test run."""
    example = re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE)
    filled = {"SECRET_KEY": "k" * 40 + "0123456789", "ALLOWED_HOSTS": "giljabi.example,www.giljabi.example"}
    place = connection.settings_dict
    address = f"dbname='{place['NAME']}' user='{place['USER']}' host='{place['HOST']}' port='{place['PORT']}'"
    if place["PASSWORD"]:
        address += f" password='{place['PASSWORD']}'"
    servers = {"DATABASE_URL": address, "REDIS_URL": settings.REDIS_URL}
    static = {"STATIC_ROOT": str(ROOT / "static" / "fonts")}  # any folder; in the image, what building gathered
    path = {"PATH": f"{BIN}:/usr/bin:/bin", "ENV_FILE": "", "PYTHONWARNINGS": "error"}
    return dict(example) | filled | servers | static | path | more


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=in_production(**environment), cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )


def command_of(service: str) -> list[str]:
    match = re.search(r"^CMD (\[.+\])$", DOCKERFILE, re.MULTILINE)
    assert match
    return [str(word) for word in SERVICES[service].get("command") or json.loads(match[1])]


def check_of(service: str) -> list[str]:
    how, *command = SERVICES[service]["healthcheck"]["test"]
    assert how == "CMD"
    return list(command)


def free_port() -> str:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return str(line.getsockname()[1])


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[bytes]]]:
    processes: list[subprocess.Popen[bytes]] = []
    yield processes
    for process in processes:
        process.terminate()
        assert process.wait(timeout=20) is not None


def test_what_the_dockerfile_copies_is_there_and_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    copied = re.findall(r"^COPY (?!--from)(\S+)", DOCKERFILE, re.MULTILINE)

    assert copied == ["requirements/production.txt", "."]
    assert (ROOT / "requirements/production.txt").exists()
    assert not {"requirements", "config", "templates", "static", "locale", "roadmap"} & set(ignored)
    assert {".env*", ".local", ".git"} <= set(ignored)


def test_the_image_runs_a_python_the_lock_is_for_and_nobody_as_root() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pythons = set(re.findall(r"^FROM python:3\.(\d+)-", DOCKERFILE, re.MULTILINE))

    assert project["requires-python"] == ">=3.11"
    assert len(pythons) == 1
    assert 11 <= int(pythons.pop()) <= 14
    assert re.search(r"^USER (?!root)\w+$", DOCKERFILE, re.MULTILINE)
    assert DOCKERFILE.rindex("\nUSER ") < DOCKERFILE.rindex("\nCMD ")


def test_building_gathers_catalogues_and_static_files_without_a_database(tmp_path: Path) -> None:
    step = re.search(r"^RUN (SECRET_KEY=.+?manage\.py .+?)$", DOCKERFILE, re.MULTILINE | re.DOTALL)
    assert step
    *_, python, script, command, part = words = shlex.split(step[1].replace("\\\n", ""))
    variables = dict(word.split("=", 1) for word in words if "=" in word)
    assert (python, script) == (".venv/bin/python", "manage.py")

    built = run(
        *(sys.executable, script, command, part),
        **variables,
        STATIC_ROOT=str(tmp_path / "static"),
        GILJABI_HOME=str(tmp_path / "home"),
    )

    assert built.returncode == 0, built.stderr
    assert (tmp_path / "static" / "staticfiles.json").exists()


def test_production_is_safe_by_djangos_own_list() -> None:
    checked = run(sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO")

    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"])
def test_production_does_not_start_when_something_unsafe_to_guess_is_missing(missing: str) -> None:
    refused = run(sys.executable, "-c", "import config.settings", **{missing: ""})

    assert refused.returncode == 1
    assert f"Not set: {missing}." in refused.stderr


def test_production_needs_nothing_that_its_lock_does_not_name() -> None:
    lock = (ROOT / "requirements/production.txt").read_text()
    locked = {name.lower() for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}

    loaded = run(sys.executable, "-c", LOADED)

    assert loaded.returncode == 0, loaded.stderr
    assert set(loaded.stdout.split()) - locked <= NEEDED_BY_NONE


def test_every_volume_variable_and_dependency_of_the_compose_file_is_named_where_it_comes_from() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    mounted = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", ())}
    awaited = {name for service in SERVICES.values() for name in service.get("depends_on", ())}

    assert mounted == set(COMPOSE["volumes"])
    assert awaited <= set(SERVICES)
    assert set(re.findall(r"\$\{(\w+)", text)) == {"POSTGRES_PASSWORD", "PORT"}
    assert "POSTGRES_PASSWORD=" in (ROOT / ".env.example").read_text()
    assert {SERVICES[name]["env_file"] for name in OURS} == {".env.production"}
    assert re.search(r"MEDIA_ROOT=/data/media\b", DOCKERFILE)


def test_whoever_is_waited_for_as_healthy_has_a_health_check() -> None:
    for service in SERVICES.values():
        for name, wish in service.get("depends_on", {}).items():
            assert wish["condition"] != "service_healthy" or "healthcheck" in SERVICES[name]
    assert all("healthcheck" in SERVICES[name] for name in ("db", "valkey", "web", "worker", "beat"))


def test_setting_up_knows_what_it_is_asked_for() -> None:
    python, *command = command_of("set-up")

    asked = run(sys.executable, *command, "--help")

    assert python == "python"
    assert asked.returncode == 0, asked.stderr


@pytest.mark.kills
@pytest.mark.django_db(transaction=True)
def test_web_serves_behind_a_proxy_and_its_check_says_so(started: list[subprocess.Popen[bytes]]) -> None:
    port = free_port()
    command = [port if word == "8000" else word for word in command_of("web")]
    asked = f"import sys; from config import healthy; sys.exit(not healthy.web_answers({port}))"
    assert check_of("web") == ["python", "-m", "config.healthy", "web"]
    assert run(sys.executable, "-c", asked).returncode == 1

    started.append(subprocess.Popen(command, env=in_production(), cwd=ROOT))

    assert eventually(lambda: run(sys.executable, "-c", asked).returncode == 0, within=30)


@pytest.mark.kills
@pytest.mark.django_db(transaction=True)
def test_worker_and_beat_give_signs_that_their_checks_find(started: list[subprocess.Popen[bytes]]) -> None:
    assert run(*check_of("worker")).returncode == run(*check_of("beat")).returncode == 1

    environment = in_production(PYTHONWARNINGS="default")  # Celery warns of root, whom tests may run as
    started += [subprocess.Popen(command_of(name), env=environment, cwd=ROOT) for name in ("worker", "beat")]

    for name in ("beat", "worker"):
        assert eventually(lambda name=name: run(*check_of(name)).returncode == 0, within=60), name


@pytest.mark.parametrize("lock", ["dev", "production", "run", "uv"])
def test_every_line_of_a_lock_has_its_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / f"requirements/{lock}.txt").read_text().replace("\\\n", " ")
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]

    assert lines
    for line in lines:
        named, *rest = line
        pinned = re.fullmatch(r"[A-Za-z0-9._-]+(\[[\w,-]+\])?==[\w.+!]+", named)
        said = [one for one in rest if one.startswith("--hash=")]
        assert pinned, named
        assert said, f"{named} has no hash"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in said), named
        assert not [one for one in line if "//" in one or "@" in one], f"{named} comes from an address"
