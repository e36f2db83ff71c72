"""docs/configuration.md is held against the settings, so that neither knows something the other doesn't."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| `(?P<name>[A-Z_]+)` \| (?P<default>.+?) \| .+ \|$", re.MULTILINE)
DOCUMENTED = {row["name"]: row["default"] for row in ROW.finditer((ROOT / "docs/configuration.md").read_text())}
READ_BY_TESTS = {"BROWSER_REQUIRED"}
NOT_OURS = {"SSL_CERT_FILE", "DJANGO_SETTINGS_MODULE"}
NOTHING = object()


def asked_for() -> Iterator[tuple[str, object]]:
    """Every name that configuration reads, with its default where that is written as a plain value."""
    for file in sorted((ROOT / "config").rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text())):
            if isinstance(call, ast.Call) and re.fullmatch(
                r"env\.\w+|os\.environ\.(get|setdefault)", ast.unparse(call.func)
            ):
                name, *defaults = call.args
                if isinstance(name, ast.Constant):
                    plain = isinstance(default := next(iter(defaults), None), ast.Constant)
                    yield name.value, default.value if plain else NOTHING


def said(default: object) -> str:
    if default == "":
        return "–"
    return f"`{int(default) if isinstance(default, bool) else default}`"


def test_every_setting_is_described_and_no_other() -> None:
    read = {name for name, _ in asked_for() if name.isupper()}

    assert read - NOT_OURS | READ_BY_TESTS == set(DOCUMENTED)


@pytest.mark.parametrize(
    ("name", "default"), sorted({(n, d) for n, d in asked_for() if d not in (NOTHING, "", None)}, key=str)
)
def test_a_default_that_is_a_plain_value_is_the_one_described(name: str, default: object) -> None:
    if name not in NOT_OURS:
        assert DOCUMENTED[name].startswith(said(default))


def test_the_example_for_production_names_settings_that_exist() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    named = {match[1] for line in lines if (match := re.match(r"(?:# )?([A-Z_]+)=", line))}

    assert named - {"POSTGRES_PASSWORD"} <= set(DOCUMENTED)
    assert {"SECRET_KEY", "ALLOWED_HOSTS"} <= named


def test_who_signs_the_mail_may_be_written_with_a_name_which_is_ours_to_say(tmp_path: Path) -> None:
    production = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": "",
        "GILJABI_HOME": str(tmp_path),
        "SECRET_KEY": "x" * 50,
        "ALLOWED_HOSTS": "giljabi.example",
        "DATABASE_URL": "postgresql://nobody@nowhere.example/none",
        "REDIS_URL": "redis://nowhere.example/0",
        "DEFAULT_FROM_EMAIL": "Giljabi <hello@giljabi.example>",
    }
    asked = "from config import settings; print(settings.DEFAULT_FROM_EMAIL, settings.CONTACT_ADDRESS)"

    said = subprocess.check_output([sys.executable, "-c", asked], env=production, cwd=ROOT, text=True)

    assert said.split() == ["hello@giljabi.example"] * 2
